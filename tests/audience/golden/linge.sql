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
    "t7"."customer_id"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        *
      FROM "orders" AS "t1"
      WHERE
        "t1"."customer_id" IS NOT NULL
        AND "t1"."ordered_at" <= MAKE_TIMESTAMP(2027, 1, 1, 8, 30, 0.0)
        AND "t1"."day" >= MAKE_DATE(2026, 1, 1)
        AND "t1"."day" <= MAKE_DATE(2026, 12, 31)
    ) AS "t3"
    WHERE
      "t3"."order_id" IN (
        SELECT
          "t2"."order_id"
        FROM "order_lines" AS "t2"
        WHERE
          "t2"."order_id" IS NOT NULL AND "t2"."product_id" IN ('drap', 'taie')
      )
      AND "t3"."coupon" IS NULL
  ) AS "t7"
  WHERE
    "t7"."gross" > 0
) AS "t9"
  ON "t6"."customer_id" = "t9"."customer_id"
