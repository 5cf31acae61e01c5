"""Who must read what before it is applied, and whose answer still stands after an edit."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from passerelle.base.language import Text
from passerelle.base.period import Period
from passerelle.plan.brief import person_text, team_text
from passerelle.plan.diff import Change, ChangeSet
from passerelle.plan.load import read_plan
from passerelle.plan.model import SINGLE, Plan
from passerelle.plan.organisation import Charter
from passerelle.verbs.answer import Json, plain
from passerelle.verbs.carriers import carried
from passerelle.verbs.house import House

if TYPE_CHECKING:
    from passerelle.records.conversation import Acknowledgement
    from passerelle.records.revisions import Revision


def ask_readers(
    house: House,
    revision: "Revision",
    plan: Plan,
    changed: ChangeSet,
    before: Plan | None = None,
) -> tuple[Json, ...]:
    """Ask the teams and people that actions name to read them; give who was asked and what they said.

    So are those whom the communication charter names, about each change of its event. An answer
    stands as long as what was read is word for word the same; a request that waits for an answer
    follows it as it changes.
    """
    standing = {(row.about, row.team or row.person): row for row in standing_answers(plan)}
    asked = charter_asks(plan, changed, before)
    wanted = tuple(dict.fromkeys((*asked_of(plan), *asked)))
    for about, who in wanted:
        if (about, who) not in standing:
            standing[about, who] = _ask(house, revision, plan, about, who)
    _drop_others(plan, wanted)
    return tuple(
        {
            "about": about,
            "who": who,
            "title": plain(_named(plan, who)),
            "by": plain(
                read_by(plan, about, who, asked.get((about, who), ()), _asked_on(house, row))
            ),
            "answer": row.answer,
            "comment": row.comment,
        }
        for about, who in wanted
        for row in (standing[about, who],)
    )


def read_by(
    plan: Plan, about: str, who: str, lines: Iterable[Charter] = (), asked: date | None = None
) -> date | None:
    """Give the last day to read something: with the notice that a team needs, and as the charter says.

    Args:
        plan: The plan.
        about: A node: ``actions/x``.
        who: A team or person.
        lines: Lines of the charter that ask them to read it: ``notice_days`` count back from its
            first day, ``within_days`` on from the day they were asked.
        asked: That day.

    Returns:
        The earliest of these days, None when nothing sets one.
    """
    first, team = _first_day(_node(plan, about)), plan.teams.get(who)
    notices = [line.notice_days for line in lines if line.notice_days is not None]
    if team is not None and team.notice_days is not None:
        notices.append(team.notice_days)
    days = [first - timedelta(days=one) for one in notices if first]
    days += [
        asked + timedelta(days=line.within_days)
        for line in lines
        if asked and line.within_days is not None
    ]
    return min(days, default=None)


def _first_day(node: object) -> date | None:
    when = getattr(node, "when", None)
    start = when.start if isinstance(when, Period) else when
    return start if isinstance(start, date) else None


def _asked_on(house: House, row: "Acknowledgement") -> date:
    return row.asked_at.astimezone(ZoneInfo(house.settings.timezone)).date()


def _named(plan: Plan, who: str) -> Text:
    return team_text(plan, who) if who in plan.teams else person_text(plan, who)


def _ask(house: House, revision: "Revision", plan: Plan, about: str, who: str) -> "Acknowledgement":
    from passerelle.records.conversation import Acknowledgement, ask_to_read

    named = {"person": who} if who in plan.people and who not in plan.teams else {"team": who}
    waiting = Acknowledgement.objects.filter(about=about, answer="", **named).first()
    if waiting is None:
        return ask_to_read(about, revision, at=house.clock.now(), **named)
    if waiting.revision_id != revision.pk:
        waiting.revision = revision
        waiting.save()
    return waiting


Asks = Mapping[tuple[str, str], tuple[Charter, ...]]
"""Lines of the charter by (node, team or person) whom they ask to read it."""


def charter_asks(plan: Plan, changed: ChangeSet, before: Plan | None = None) -> Asks:
    """Give whom the charter asks to read which changed node, and which of its lines do.

    The charter of ``before``, the plan in force, asks too: a change cannot silence who hears of it.
    What is removed is told like what is changed.
    """
    lines = [*(before.charter.items() if before else ()), *plan.charter.items()]
    found: dict[tuple[str, str], dict[str, Charter]] = {}
    known = [one for one in (plan, before) if one is not None]
    for change in changed.changes:
        events = EVENTS_OF.get(change.klass, frozenset()) | _events(change)
        if all(_node(one, change.node) is None for one in known):
            continue
        for name, line in lines:
            if line.event in events:
                for who in line.tell:
                    found.setdefault((change.node, who), {})[name] = line
    return {key: tuple(lines.values()) for key, lines in found.items()}


EVENTS_OF = {
    "strategic": frozenset({"strategic"}),
    "budget": frozenset({"budget"}),
    "operational": frozenset({"operational"}),
}
"""Events of the charter that the class of a change is."""


def _events(change: Change) -> frozenset[str]:
    section = change.node.partition("/")[0]
    new = not change.field and change.before is None
    found = {"launch"} if section == "actions" and new else set()
    held = change.after if isinstance(change.after, dict) else {}
    if section == "promotions" or (
        section == "actions" and (change.field == "promotion" or (new and "promotion" in held))
    ):
        found.add("promotion")
    return frozenset(found)


def _drop_others(plan: Plan, wanted: tuple[tuple[str, str], ...]) -> None:
    """Withdraw requests that the plan no longer makes and nobody answered.

    What the charter asked about a change that is in force stays asked until it is answered.
    """
    from passerelle.records import revisions
    from passerelle.records.conversation import Acknowledgement

    in_force = revisions.applied()
    told = {who for line in plan.charter.values() for who in line.tell}
    for row in Acknowledgement.objects.filter(answer="").select_related("revision"):
        who = row.team or row.person
        standing = in_force is not None and row.revision.number <= in_force.number
        kept = who in told and standing
        if (row.about, who) not in wanted and not kept:
            row.delete()


def standing_answers(plan: Plan) -> list["Acknowledgement"]:
    """Give the answers that still stand for the actions of a plan."""
    from passerelle.records.conversation import Acknowledgement

    rows = (
        Acknowledgement.objects.exclude(answer="")
        .select_related("revision")
        .order_by("answered_at")
    )
    return [row for row in rows if _read_as(row) == _node(plan, row.about)]


def asked_of(plan: Plan) -> Iterator[tuple[str, str]]:
    """Walk whom each action and objective itself asks to read it: (``actions/x``, team or person)."""
    for name, objective in plan.objectives.items():
        roles = objective.raci
        for who in (*roles.consulted, *roles.informed) if roles else ():
            yield f"objectives/{name}", who
    for row in carried(plan):
        raci = row.action.raci
        for who in (
            *row.action.tell,
            *(raci.consulted if raci else ()),
            *(raci.informed if raci else ()),
        ):
            yield row.node, who


@lru_cache(maxsize=32)
def _plan_of(digest: str) -> Plan:
    from passerelle.records.revisions import Revision

    return read_plan(Revision.objects.filter(digest=digest).values_list("texts", flat=True)[0])


def _read_as(row: "Acknowledgement") -> Any:  # noqa: ANN401
    return _node(_plan_of(row.revision.digest), row.about)


def _node(plan: Plan, about: str) -> Any:  # noqa: ANN401
    section, _, name = about.partition("/")
    if name:
        return getattr(plan, section, {}).get(name)
    return getattr(plan, section, None) if section in SINGLE else None
