"""What the records tell the rules: revisions and who approved them, what was read, decided, foreseen."""

from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from passerelle.base.money import Money
from passerelle.plan.given import Acknowledged, Deeds, Outlook, Recorded
from passerelle.plan.model import Plan
from passerelle.verbs.house import House
from passerelle.verbs.reading_requests import standing_answers

REMEMBERED = 100
"""Revisions that the rules look back on."""


def deeds(house: House, plan: Plan) -> Deeds:
    """Give the rules what was done so far; cost is linear in what the records hold."""
    zone = ZoneInfo(house.settings.timezone)
    return Deeds(
        acknowledgements=_answers(plan, zone),
        spent=_spent(house, plan),
        asked=_asked(zone),
        recorded=_recorded(plan, zone),
        in_force_since=_in_force_since(zone),
        drifted=_drifted(plan),
        decided=_decided(zone),
        odds=_odds(zone),
    )


def outlooks() -> dict[str, Outlook] | None:
    """Give the last forecast of each key result (``objective/kpi``); None before the first."""
    from passerelle.records.measured import ForecastRow

    found: dict[str, Outlook] = {}
    for row in ForecastRow.objects.exclude(probability=None).order_by("at", "pk"):
        alone = (row.body.get("forecast") or {}).get("unaided")
        found[row.key_result] = Outlook(
            Decimal(str(row.probability)), _figure(row.p10), _figure(row.p90), _figure(alone)
        )
    return found or None


def _answers(plan: Plan, zone: ZoneInfo) -> tuple[Acknowledged, ...]:
    return tuple(
        Acknowledged(
            row.about,
            row.team or row.person,
            "objection" if row.answer == "objection" else "read",
            _day(row.answered_at, zone),
            row.comment,
        )
        for row in standing_answers(plan)
        if row.answered_at
    )


def _asked(zone: ZoneInfo) -> tuple[tuple[str, str, date], ...]:
    from passerelle.records.conversation import Acknowledgement

    rows = Acknowledgement.objects.filter(answer="")
    return tuple((row.about, row.team or row.person, _day(row.asked_at, zone)) for row in rows)


def _recorded(plan: Plan, zone: ZoneInfo) -> tuple[Recorded, ...]:
    from passerelle.records import revisions

    in_force = revisions.applied()
    last = in_force.number if in_force else 0
    rows = revisions.Revision.objects.prefetch_related("approvals__approver")
    latest = list(rows.order_by("-number")[:REMEMBERED])[::-1]
    given = _reasons_at_apply()
    return tuple(
        Recorded(
            number=row.number,
            klass=row.klass,
            reason=_reason(row.reason) or given.get(row.number, "") if row.parent_id else "first",
            at=_day(row.at, zone),
            nodes=tuple(dict.fromkeys(one["node"] for one in row.summary.get("changes", ()))),
            approved_by=tuple(
                dict.fromkeys(
                    _family(plan, one.seat, one.approver.team)
                    for one in row.approvals.all()
                    if one.voided_at is None
                )
            ),
            applied=row.number <= last,
        )
        for row in latest
    )


def _reasons_at_apply() -> dict[int, str]:
    """Give the reason said when revisions were put in force, for each of those it carried."""
    from passerelle.records.conversation import Decision
    from passerelle.records.revisions import InForce

    whys = {
        row.about.partition("/")[2]: row.why
        for row in Decision.objects.filter(about__startswith="revision/").exclude(why="")
    }
    found: dict[int, str] = {}
    last = 0
    for number in InForce.objects.order_by("since").values_list("revision__number", flat=True):
        why = whys.get(str(number), "")
        found |= {carried: why for carried in range(last + 1, number + 1) if why}
        last = number
    return found


def _reason(reason: str) -> str:
    """Give the reason that a person gave; the words we write ourselves are none."""
    from passerelle.verbs.ownership import FIRST, ON_DISK

    ours = {FIRST.en, FIRST.fr, ON_DISK.en, ON_DISK.fr}
    return "" if reason in ours else reason


def _family(plan: Plan, seat: str, team: str) -> str:
    held = plan.teams.get(team)
    return held.family if held and held.family else seat.partition(":")[0]


def _in_force_since(zone: ZoneInfo) -> dict[str, date]:
    """Give the first day on which each node was in force, from the changes of the revisions."""
    from passerelle.records.revisions import InForce, Revision

    moves = list(InForce.objects.order_by("since").values_list("revision__number", "since"))
    found: dict[str, date] = {}
    for number, summary in Revision.objects.order_by("number").values_list("number", "summary"):
        since = next((at for reached, at in moves if reached >= number), None)
        if since is None:
            break
        for change in summary.get("changes", ()):
            if not change["field"] and change["before"] is None:
                found.setdefault(change["node"], _day(since, zone))
    return found


def _drifted(plan: Plan) -> frozenset[str]:
    """Name the actions whose frozen people come from another definition of their segments."""
    from passerelle.plan.load import read_plan
    from passerelle.records.delivery import Send
    from passerelle.records.revisions import Revision
    from passerelle.records.snapshots import SnapshotRow

    live = set(
        Send.objects.exclude(state__in=["finished", "stopped"]).values_list("action", flat=True)
    )
    frozen = {
        row.action: row.revision
        for row in SnapshotRow.objects.filter(action__in=live)
        .order_by("as_of", "pk")
        .defer("people")
    }
    plans = {
        number: read_plan(Revision.objects.get(number=number).texts)
        for number in {number for number in frozen.values() if number}
    }
    found = set()
    for name, number in frozen.items():
        then = plans.get(number or 0)
        for segment in plan.actions[name].segments if then and name in plan.actions else ():
            was = then.segments.get(segment) if then else None
            now = plan.segments.get(segment)
            if was and now and was.who != now.who:
                found.add(name)
    return frozenset(found)


def _decided(zone: ZoneInfo) -> dict[str, date]:
    from passerelle.records.conversation import Decision

    rows = Decision.objects.exclude(about="").order_by("at")
    return {row.about: _day(row.at, zone) for row in rows}


def _odds(zone: ZoneInfo) -> dict[str, tuple[tuple[date, Decimal], ...]]:
    from passerelle.records.measured import ForecastRow

    found: dict[str, dict[date, Decimal]] = defaultdict(dict)
    for row in ForecastRow.objects.exclude(probability=None).order_by("at", "pk"):
        found[row.key_result][_day(row.at, zone)] = Decimal(str(row.probability))
    return {name: tuple(days.items()) for name, days in found.items()}


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


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


def _figure(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))
