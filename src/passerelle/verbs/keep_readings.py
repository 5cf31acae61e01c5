"""Measured numbers kept in the records, so that rules, pages and tomorrow's comparison need not measure again."""

from decimal import Decimal
from typing import Any

from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan
from passerelle.plan.model import Plan
from passerelle.verbs.house import House
from passerelle.verbs.measure import ON_THE_BOARD, measuring, period_of
from passerelle.verbs.publish import publish


def keep_readings(house: House, revision: int) -> int:
    """Measure the KPIs of the board and of the plan, and keep today's value of each; give how many have one."""
    from passerelle.measurement.kpi import board
    from passerelle.records.measured import ReadingRow
    from passerelle.records.revisions import texts_at

    plan = read_plan(texts_at(revision))
    publish(house, plan)
    period = period_of(house, "")
    context = measuring(house, plan)
    found = board(context, _names(plan), [period])
    for name, (reading, *_) in found.items():
        body: Any = reading.as_json()
        body["sql"] = ""
        ReadingRow.objects.update_or_create(
            kpi=name, scope="", start=period.start, end=period.end, as_of=context.as_of,
            defaults={"revision": revision, "value": _rounded(reading.value), "body": body},
        )  # fmt: skip
    return sum(1 for readings in found.values() if readings[0].value is not None)


def _names(plan: Plan) -> list[str]:
    """The KPIs that are computed; what is typed by hand is in the records already."""
    wanted = [*ON_THE_BOARD]
    for objective in plan.objectives.values():
        wanted += [result.metric or name for name, result in objective.results.items()]
    return [
        name
        for name in dict.fromkeys(wanted)
        if name in catalogue() and not catalogue()[name].by_hand
    ]


def _rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(Decimal("0.00000001"))
