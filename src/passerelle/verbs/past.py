"""``plan-on``: what the plan said on a past day."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from passerelle.base.errors import NotFound
from passerelle.base.language import Text
from passerelle.base.language import day as in_words
from passerelle.plan.load import read_plan
from passerelle.verbs.answer import Answer, Json
from passerelle.verbs.house import House
from passerelle.verbs.outline import sections_of
from passerelle.verbs.reading_day import read_day_argument


@dataclass(frozen=True, slots=True)
class PlanOn(Answer):
    """The revision that was in force at the end of ``day``, and all that it held, as typed."""

    day: str
    revision: int
    reason: str
    sections: tuple[Json, ...]
    texts: Json


def plan_on(house: House, day: str) -> PlanOn:
    """Give the plan that was in force at the end of a day.

    Args:
        house: The workspace; its time zone says when the day ends.
        day: ``2027-03-01``.

    Raises:
        UserError: that is no day.
        NotFound: nothing was in force then.
    """
    from passerelle.records import revisions

    wanted = read_day_argument(day)
    zone = ZoneInfo(house.settings.timezone)
    found = revisions.revision_on(datetime.combine(wanted, time.max, zone))
    if found is None:
        raise _nothing(wanted)
    plan = read_plan(found.texts)
    return PlanOn(
        wanted.isoformat(), found.number, found.reason, sections_of(plan), dict(found.texts)
    )


def _nothing(wanted: date) -> NotFound:
    from passerelle.records.revisions import InForce

    first = InForce.objects.order_by("since").first()
    since = first.since.date() if first else None
    return NotFound(
        Text(
            en=f"No plan was in force on {in_words(wanted, 'en')}.",
            fr=f"Aucun plan n'était en vigueur le {in_words(wanted, 'fr')}.",
        ),
        Text(
            en=f"The first came into force on {in_words(since, 'en')}."
            if since
            else "Apply one first.",
            fr=f"Le premier est entré en vigueur le {in_words(since, 'fr')}."
            if since
            else "Appliquez-en d'abord un.",
        ),
    )
