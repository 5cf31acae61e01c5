"""The rows that KPIs count: each file makes plain tables with a column ``at``.

A rows function takes the setting and the wanted split (``channel``, ``action`` or nothing) and
gives an Ibis table with ``at`` (a day, or a UTC moment), the columns that folds name, and, where a
row belongs to someone or something, ``customer_id``, ``channel``, ``action``.
"""
