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
    "t6"."customer_id"
  FROM (
    SELECT
      *
    FROM "orders" AS "t1"
    WHERE
      "t1"."customer_id" IS NOT NULL
      AND "t1"."ordered_at" <= MAKE_TIMESTAMP(2027, 1, 1, 8, 30, 0.0)
      AND "t1"."day" >= MAKE_DATE(2026, 1, 1)
      AND "t1"."day" <= MAKE_DATE(2026, 12, 31)
      AND "t1"."order_id" IN (
        SELECT
          "t2"."order_id"
        FROM "order_lines" AS "t2"
        WHERE
          "t2"."order_id" IS NOT NULL AND "t2"."product_id" IN ('drap', 'taie')
      )
      AND "t1"."coupon" IS NULL
      AND "t1"."gross" > 0
  ) AS "t6"
) AS "t8"
  ON "t5"."customer_id" = "t8"."customer_id"
