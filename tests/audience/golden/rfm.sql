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
    "t7"."customer_id"
  FROM (
    SELECT
      "t6"."customer_id",
      "t6"."latest",
      "t6"."orders",
      "t6"."net",
      CAST(FLOOR(
        (
          (
            RANK() OVER (
              ORDER BY "t6"."latest" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) - 1
          ) * 5
        ) / (
          COUNT(*) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
        )
      ) AS BIGINT) + 1 AS "recency",
      CAST(FLOOR(
        (
          (
            RANK() OVER (
              ORDER BY "t6"."orders" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) - 1
          ) * 5
        ) / (
          COUNT(*) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
        )
      ) AS BIGINT) + 1 AS "frequency",
      CAST(FLOOR(
        (
          (
            RANK() OVER (ORDER BY "t6"."net" ASC ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) - 1
          ) * 5
        ) / (
          COUNT(*) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
        )
      ) AS BIGINT) + 1 AS "monetary"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t2"."customer_id",
          MAX("t2"."ordered_at") FILTER(WHERE
            "t2"."gross" > 0) AS "latest",
          COUNT(*) FILTER(WHERE
            "t2"."gross" > 0) AS "orders",
          SUM("t2"."net") AS "net"
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
        "t5"."orders" > 0
    ) AS "t6"
  ) AS "t7"
  WHERE
    "t7"."recency" >= 4 AND "t7"."frequency" >= 4 AND "t7"."monetary" >= 4
) AS "t9"
  ON "t4"."customer_id" = "t9"."customer_id"
