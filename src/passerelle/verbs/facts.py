"""All that the rules may know beside the text: sizes, readings, forecasts, deeds."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from passerelle.plan.given import Given, ReadingNow
from passerelle.plan.model import Plan
from passerelle.verbs.check import given_text
from passerelle.verbs.house import House
from passerelle.verbs.known_deeds import deeds, outlooks
from passerelle.verbs.known_people import bounces, consents, overlaps, seasons, segment_sizes

__all__ = ["day_in", "deeds_known", "given_all", "segment_sizes"]


def given_all(house: House, plan: Plan) -> Given:
    """Give the rules all that this workspace knows now."""
    return replace(
        deeds_known(house, plan),
        sizes=segment_sizes(house, plan),
        overlaps=overlaps(house, plan),
        consents=consents(house, plan),
        bounces=bounces(house),
        seasons=seasons(house),
        before=_before(plan),
    )


def deeds_known(house: House, plan: Plan) -> Given:
    """Give the rules what the records know, without counting anyone in the warehouse: quick enough for a page."""
    foreseen = outlooks()
    return replace(
        given_text(house, plan),
        readings=_readings(house),
        outlooks=foreseen,
        forecasts={name: one.probability for name, one in foreseen.items()} if foreseen else None,
        deeds=deeds(house, plan),
    )


def _readings(house: House) -> Mapping[str, ReadingNow] | None:
    from passerelle.records.measured import ReadingRow

    found: dict[str, ReadingNow] = {}
    for row in ReadingRow.objects.filter(scope="", value__isnull=False).order_by("end", "as_of"):
        read_on = row.as_of.astimezone(ZoneInfo(house.settings.timezone)).date()
        day = row.end if row.body.get("typed") else read_on
        found[row.kpi] = ReadingNow(Decimal(str(row.value)), day, row.body.get("n"))
    return found or None


def _before(plan: Plan) -> Plan | None:
    """Give the last plan that was in force for a period that ended before this one began."""
    from passerelle.plan.load import read_plan
    from passerelle.records.revisions import InForce

    if plan.year is None:
        return None
    rows = InForce.objects.filter(since__date__lt=plan.year.period.start).select_related("revision")
    row = rows.last()
    found = read_plan(row.revision.texts) if row else None
    earlier = found and found.year and found.year.period.end < plan.year.period.start
    return found if earlier else None


def day_in(house: House) -> date:
    """Give today at the workspace's place."""
    return date.fromisoformat(house.workspace.today)
