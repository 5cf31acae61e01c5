SELECT
  "t4"."customer_id"
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
) AS "t4"
SEMI JOIN (
  SELECT
    "t5"."customer_id"
  FROM (
    SELECT
      "t2"."customer_id",
      COUNT(*) FILTER(WHERE
        "t2"."gross" > 0) AS "count",
      MAX("t2"."ordered_at") FILTER(WHERE
        "t2"."gross" > 0) AS "last_ordered_at"
    FROM (
      SELECT
        *
      FROM "orders" AS "t1"
      WHERE
        "t1"."customer_id" IS NOT NULL
        AND "t1"."ordered_at" <= MAKE_TIMESTAMP(2027, 1, 1, 8, 30, 0.0)
    ) AS "t2"
    GROUP BY
      1
  ) AS "t5"
  WHERE
    "t5"."count" = 1
    AND "t5"."last_ordered_at" <= MAKE_TIMESTAMP(2026, 10, 3, 8, 30, 0.0)
) AS "t7"
  ON "t4"."customer_id" = "t7"."customer_id"
