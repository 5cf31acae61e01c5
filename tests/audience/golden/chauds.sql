SELECT
  "t5"."customer_id"
FROM (
  SELECT
    *
  FROM "customers" AS "t0"
  WHERE
    (
      "t0"."created_at" IS NULL
    )
    OR (
      "t0"."created_at" <= MAKE_TIMESTAMP(2027, 1, 1, 8, 30, 0.0)
    )
) AS "t5"
SEMI JOIN (
  SELECT
    "t7"."customer_id"
  FROM (
    SELECT
      "t6"."customer_id",
      COUNT(*) AS "count"
    FROM (
      SELECT
        *
      FROM "events" AS "t1"
      WHERE
        "t1"."name" = 'visit'
        AND "t1"."customer_id" IS NOT NULL
        AND "t1"."occurred_at" <= MAKE_TIMESTAMP(2027, 1, 1, 8, 30, 0.0)
        AND "t1"."occurred_at" > MAKE_TIMESTAMP(2026, 12, 2, 8, 30, 0.0)
        AND "t1"."origin" = 'google'
        AND TRY_CAST("t1"."properties" ->> '$.pages' AS DECIMAL(38, 10)) > 3
    ) AS "t6"
    GROUP BY
      1
  ) AS "t7"
  WHERE
    "t7"."count" >= 2
) AS "t9"
  ON "t5"."customer_id" = "t9"."customer_id"
ANTI JOIN (
  SELECT
    "t1"."customer_id"
  FROM "events" AS "t1"
  WHERE
    "t1"."name" = 'purchase'
    AND "t1"."customer_id" IS NOT NULL
    AND "t1"."occurred_at" <= MAKE_TIMESTAMP(2027, 1, 1, 8, 30, 0.0)
    AND "t1"."occurred_at" > MAKE_TIMESTAMP(2026, 12, 2, 8, 30, 0.0)
) AS "t4"
  ON "t5"."customer_id" = "t4"."customer_id"
