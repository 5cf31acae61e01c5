SELECT
  "t15"."customer_id"
FROM (
  SELECT
    *
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
  ) AS "t7"
  WHERE
    (
      "t7"."customer_id" IN (
        SELECT
          "t10"."customer_id"
        FROM (
          SELECT
            "t5"."customer_id",
            COUNT(*) FILTER(WHERE
              "t5"."gross" > 0) AS "count"
          FROM (
            SELECT
              *
            FROM "orders" AS "t2"
            WHERE
              "t2"."customer_id" IS NOT NULL
              AND "t2"."ordered_at" <= MAKE_TIMESTAMP(2027, 1, 1, 8, 30, 0.0)
              AND "t2"."ordered_at" > MAKE_TIMESTAMP(2025, 1, 1, 8, 30, 0.0)
          ) AS "t5"
          GROUP BY
            1
        ) AS "t10"
        WHERE
          "t10"."count" >= 3
      )
      AND (
        NOT (
          "t7"."customer_id" IN (
            SELECT
              "t9"."customer_id"
            FROM (
              SELECT
                "t8"."customer_id",
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
              ) AS "t8"
              GROUP BY
                1
            ) AS "t9"
            WHERE
              "t9"."count" >= 2
          )
        )
        OR "t7"."customer_id" IN (
          SELECT
            "t1"."customer_id"
          FROM "events" AS "t1"
          WHERE
            "t1"."name" = 'purchase'
            AND "t1"."customer_id" IS NOT NULL
            AND "t1"."occurred_at" <= MAKE_TIMESTAMP(2027, 1, 1, 8, 30, 0.0)
            AND "t1"."occurred_at" > MAKE_TIMESTAMP(2026, 12, 2, 8, 30, 0.0)
        )
      )
    )
    OR (
      "t7"."customer_id" IN (
        SELECT
          "t11"."customer_id"
        FROM (
          SELECT
            "t6"."granted",
            ROW_NUMBER() OVER (
              PARTITION BY "t6"."person"
              ORDER BY "t6"."since" DESC, "t6"."serial" DESC, "t6"."granted" ASC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) - 1 AS "place",
            "t6"."person" AS "customer_id"
          FROM (
            SELECT
              *
            FROM "consents" AS "t3"
            WHERE
              "t3"."purpose" = 'email'
              AND "t3"."person" IS NOT NULL
              AND "t3"."since" <= MAKE_TIMESTAMP(2027, 1, 1, 8, 30, 0.0)
          ) AS "t6"
        ) AS "t11"
        WHERE
          "t11"."place" = 0 AND "t11"."granted"
      )
      AND (
        (
          "t7"."attributes" ->> '$.club'
        ) = 'gold'
      )
    )
) AS "t15"
