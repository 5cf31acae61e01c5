"""Survey answers: one row an answer with a score."""

from typing import Any

import ibis

from passerelle.measurement.context import Measuring

PROMOTER, DETRACTOR = 9, 6
SATISFIED = 4


def nps_answers(context: Measuring, by: str) -> Any:  # noqa: ANN401  # ibis has no types
    """Give answers on recommending us: ``side`` is 1, 0 or −1, ``extreme`` its square."""
    del by
    rows = _asked(context, "nps", 0, 10)
    side = ibis.cases((rows.score >= PROMOTER, 1), (rows.score <= DETRACTOR, -1), else_=0)
    rows = rows.mutate(side=side.cast("int64"))
    return rows.mutate(extreme=rows.side * rows.side)


def csat_answers(context: Measuring, by: str) -> Any:  # noqa: ANN401
    """Give answers to the satisfaction question: ``satisfied`` is 1 for 4 and 5 of 5."""
    del by
    rows = _asked(context, "csat", 1, 5)
    return rows.mutate(satisfied=ibis.ifelse(rows.score >= SATISFIED, 1, 0).cast("int64"))


def _asked(context: Measuring, name: str, low: int, high: int) -> Any:  # noqa: ANN401
    table = context.warehouse.table("answers")
    asked = (table.survey.lower() == name) | (table.question.lower() == name)
    rows = table.filter(asked & table.score.between(low, high))
    rows = rows.filter(rows.answered_at <= context.moment)
    return rows.select("customer_id", "score", at=rows.answered_at, one=ibis.literal(1, "int64"))
