SELECT
  "t6"."customer_id"
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
) AS "t6"
SEMI JOIN (
  SELECT
    "t8"."customer_id"
  FROM (
    SELECT
      "t7"."customer_id",
      COUNT(*) AS "count"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          *
        FROM "events" AS "t1"
        WHERE
          "t1"."name" = 'visit'
          AND "t1"."customer_id" IS NOT NULL
          AND "t1"."occurred_at" <= MAKE_TIMESTAMP(2027, 1, 1, 8, 30, 0.0)
          AND "t1"."occurred_at" > MAKE_TIMESTAMP(2026, 12, 2, 8, 30, 0.0)
      ) AS "t3"
      WHERE
        "t3"."origin" = 'google'
        AND TRY_CAST("t3"."properties" ->> '$.pages' AS DECIMAL(38, 10)) > 3
    ) AS "t7"
    GROUP BY
      1
  ) AS "t8"
  WHERE
    "t8"."count" >= 2
) AS "t10"
  ON "t6"."customer_id" = "t10"."customer_id"
ANTI JOIN (
  SELECT
    "t1"."customer_id"
  FROM "events" AS "t1"
  WHERE
    "t1"."name" = 'purchase'
    AND "t1"."customer_id" IS NOT NULL
    AND "t1"."occurred_at" <= MAKE_TIMESTAMP(2027, 1, 1, 8, 30, 0.0)
    AND "t1"."occurred_at" > MAKE_TIMESTAMP(2026, 12, 2, 8, 30, 0.0)
) AS "t5"
  ON "t6"."customer_id" = "t5"."customer_id"
