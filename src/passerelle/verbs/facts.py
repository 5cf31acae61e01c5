"""All that the rules may know beside the text: sizes, readings, forecasts, deeds."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from passerelle.base.money import Money
from passerelle.plan.given import Acknowledged, Deeds, Given, ReadingNow
from passerelle.plan.model import Plan
from passerelle.verbs.audience import sizes
from passerelle.verbs.check import given_text
from passerelle.verbs.house import House
from passerelle.verbs.reading_requests import standing_answers


def given_all(house: House, plan: Plan) -> Given:
    """Give the rules all that this workspace knows now."""
    return replace(
        given_text(house, plan),
        sizes=_sizes(house, plan),
        readings=_readings(house),
        forecasts=_forecasts(),
        deeds=_deeds(house, plan),
    )


def deeds_known(house: House, plan: Plan) -> Given:
    """Give the rules what the records know, without counting anyone in the warehouse: quick enough for a page."""
    return replace(
        given_text(house, plan),
        readings=_readings(house),
        forecasts=_forecasts(),
        deeds=_deeds(house, plan),
    )


def _sizes(house: House, plan: Plan) -> Mapping[str, int] | None:
    if not house.warehouse.has_rows("customers") and not house.warehouse.has_rows("orders"):
        return None
    return sizes(house, plan)


def _readings(house: House) -> Mapping[str, ReadingNow] | None:
    from passerelle.records.measured import ReadingRow

    found: dict[str, ReadingNow] = {}
    for row in ReadingRow.objects.filter(scope="", value__isnull=False).order_by("end", "as_of"):
        read_on = row.as_of.astimezone(ZoneInfo(house.settings.timezone)).date()
        day = row.end if row.body.get("typed") else read_on
        found[row.kpi] = ReadingNow(Decimal(str(row.value)), day, row.body.get("n"))
    return found or None


def _forecasts() -> Mapping[str, Decimal] | None:
    from passerelle.records.measured import ForecastRow

    rows = ForecastRow.objects.exclude(probability=None).order_by("at")
    return {row.key_result: Decimal(str(row.probability)) for row in rows} or None


def _deeds(house: House, plan: Plan) -> Deeds:
    zone = ZoneInfo(house.settings.timezone)
    return Deeds(
        tuple(
            Acknowledged(
                row.about,
                row.team or row.person,
                "objection" if row.answer == "objection" else "read",
                row.answered_at.astimezone(zone).date(),
            )
            for row in standing_answers(plan)
            if row.answered_at
        ),
        _spent(house, plan),
    )


def _spent(house: House, plan: Plan) -> dict[str, Money]:
    """Money spent so far by action: the spend that carries its code, and what task sheets report."""
    from passerelle.records.tasks import TaskSheet

    codes = {action.tracking or name: name for name, action in plan.actions.items()}
    found: dict[str, Decimal] = {}
    for code, amount in house.warehouse.rows(
        "SELECT campaign, sum(amount) FROM spend WHERE campaign IS NOT NULL GROUP BY campaign"
    ):
        if code in codes:
            found[codes[code]] = found.get(codes[code], Decimal(0)) + amount
    for sheet in TaskSheet.objects.exclude(cost=None):
        if sheet.cost is not None:
            found[sheet.action] = found.get(sheet.action, Decimal(0)) + sheet.cost
    return {name: Money(amount, house.settings.currency) for name, amount in found.items()}


def day_in(house: House) -> date:
    """Give today at the workspace's place."""
    return date.fromisoformat(house.workspace.today)
