"""Who must approve a change before it is in force: out of its class, its roles, and decision rights.

| class | who |
|---|---|
| cosmetic | nobody |
| additive | whoever answers for the node |
| operational | whoever answers for the node; sales, when leads or the dates of leads move |
| budget | whoever answers for what it pays, else strategy; finance, beyond a share of the year |
| strategic | one of strategy, one of operations, one of sales |

What is *in force* says who answers for what, which teams there are and which rights hold; the plan
to come does so only for what is new. So no change can remove the seat that would judge it. A seat
that nobody can take is not asked for: a company without a sales team asks no sales reviewer.
Whoever writes a change in a role that may approve it has approved it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from passerelle.base.language import Text
from passerelle.plan.classes import Class
from passerelle.plan.diff import Change
from passerelle.plan.effective import effective
from passerelle.plan.model import Plan
from passerelle.plan.operations import Action
from passerelle.plan.rule_words import say, share_text
from passerelle.plan.scalars import money
from passerelle.plan.thresholds import Thresholds
from passerelle.plan.unreadable import Unreadable

Seat = Literal["owner", "sales", "finance", "strategy", "operations"]

FAMILIES: Mapping[str, tuple[str, ...]] = {
    "sales": ("sales",),
    "finance": ("finance",),
    "strategy": ("strategy",),
    "operations": ("operations", "product", "service"),
}
"""Team families whose people may take a seat."""

_LEAD_FIELDS = {"leads", "when"}


@dataclass(frozen=True, slots=True)
class Needed:
    """One approval that a change asks for.

    ``seat`` says in which role, ``nodes`` what for, ``people`` and ``teams`` of the plan may give
    it; nobody else but an administrator may.
    """

    seat: Seat
    klass: Class
    nodes: tuple[str, ...]
    people: tuple[str, ...]
    teams: tuple[str, ...]
    why: Text

    @property
    def key(self) -> str:
        """Name it: the seat, and for an owner whose."""
        return f"owner:{self.people[0]}" if self.seat == "owner" else self.seat


@dataclass(slots=True)
class _Seats:
    """Approvals gathered so far, by key; ``before`` governs, ``after`` only where it says nothing."""

    before: Plan
    after: Plan
    found: dict[str, Needed] = field(default_factory=dict)

    def owner(self, node: str, klass: Class, why: Text) -> bool:
        """Ask whoever answers for a node; say whether somebody does."""
        person = owner_of(self.before, node) or owner_of(self.after, node)
        if person:
            self._add(Needed("owner", klass, (node,), (person,), (), why))
        return person is not None

    def family(self, seat: Seat, node: str, klass: Class, why: Text) -> None:
        """Ask the teams of a family, and their people."""
        for plan in (self.before, self.after):
            teams = tuple(
                name for name, team in plan.teams.items() if team.family in FAMILIES[seat]
            )
            if teams:
                people = (name for name, one in plan.people.items() if one.team in set(teams))
                self._add(Needed(seat, klass, (node,), tuple(people), teams, why))
                return

    def _add(self, one: Needed) -> None:
        held = self.found.get(one.key)
        nodes = (*held.nodes, *one.nodes) if held else one.nodes
        first = held or one
        self.found[one.key] = Needed(
            first.seat,
            first.klass,
            tuple(dict.fromkeys(nodes)),
            first.people,
            first.teams,
            first.why,
        )


def needed(
    before: Plan, after: Plan, changes: Iterable[Change], thresholds: Thresholds
) -> tuple[Needed, ...]:
    """Say who must approve some changes; those that a decision right lets pass ask nobody.

    Args:
        before: The plan in force.
        after: The plan that would be.
        changes: What differs, by field.
        thresholds: ``approvals finance_over``, share of the year's budget.
    """
    seats = _Seats(before, after)
    asking = [change for change in changes if not allowed_by_right(before, change)]
    for change in asking:
        _ask(seats, change)
    moved = sum((_moved(change) for change in asking if change.klass == "budget"), Decimal(0))
    year = before.year.budget.amount if before.year and before.year.budget else Decimal(0)
    share = thresholds.number("approvals", "finance_over")
    if moved and moved > year * share:
        seats.family("finance", "budget", "budget", _large(share))
    return tuple(seats.found.values())


def _ask(seats: _Seats, change: Change) -> None:
    if change.klass == "strategic":
        for seat in _COURSE_SEATS:
            seats.family(seat, change.node, "strategic", _COURSE)
    elif change.klass == "budget":
        if not seats.owner(change.node, "budget", _MONEY):
            seats.family("strategy", change.node, "budget", _NOBODY)
    elif change.klass == "operational":
        _operational(seats, change)
    elif change.klass == "additive":
        seats.owner(change.node, "additive", _ADDED)


_COURSE_SEATS: tuple[Seat, ...] = ("strategy", "operations", "sales")


def owner_of(plan: Plan, node: str) -> str | None:
    """Find who answers for a node: its accountable person, its owner, or that of what it is for."""
    section, _, name = node.partition("/")
    held: Any = getattr(plan, section, {})
    entity = held.get(name) if isinstance(held, dict) else held
    if isinstance(entity, Action):
        entity = effective(plan, entity)
    raci = getattr(entity, "raci", None)
    if raci and raci.accountable:
        return str(raci.accountable[0])
    owner = getattr(entity, "owner", None)
    if owner:
        return str(owner)
    above = [f"actions/{one}" for one in _names(entity, "action")]
    above += [
        f"{kind}/{one}" for one in _names(entity, "pays") for kind in ("actions", "objectives")
    ]
    above += [
        f"objectives/{one}" for one in (*_names(entity, "serves"), *_names(entity, "objectives"))
    ]
    return next((found for one in above if (found := owner_of(plan, one))), None)


def allowed_by_right(plan: Plan, change: Change) -> bool:
    """Whether a decision right lets the owner of the node make this change alone.

    The right must be of the change's class, belong to the node's owner or their team, and a change
    of money must stay within its share.
    """
    person = owner_of(plan, change.node)
    if person is None or change.klass not in {"operational", "budget"}:
        return False
    team = plan.people[person].team if person in plan.people else None
    for right in plan.rights.values():
        if right.may == change.klass and right.who in {person, team}:
            return right.up_to is None or _moved_share(change) <= right.up_to
    return False


def _operational(seats: _Seats, change: Change) -> None:
    seats.owner(change.node, "operational", _WORK)
    section, _, name = change.node.partition("/")
    if section != "actions":
        return
    held = (seats.before.actions.get(name), seats.after.actions.get(name))
    leads = any(action and action.leads for action in held)
    if leads and (not change.field or change.field in _LEAD_FIELDS):
        seats.family("sales", change.node, "operational", _LEADS)


def _names(entity: object, attribute: str) -> tuple[str, ...]:
    held = getattr(entity, attribute, None)
    if isinstance(held, str):
        return (held,)
    return held if isinstance(held, tuple) else ()  # the sum that a bonus pays names nothing


_AMOUNTS = {"cost", "amount", "budget", "pays", "planned", "months"}
"""Fields of a whole node that hold its money; months hold theirs by name."""


def _amount(value: object) -> Decimal:
    """Give the money of a field as typed, of a whole node its own; zero where there is none."""
    if isinstance(value, Mapping):
        held = (one for key, one in value.items() if key in _AMOUNTS or isinstance(one, Mapping))
        return sum((_amount(one) for one in held), Decimal(0))
    try:
        return money.read(value).amount if isinstance(value, str) else Decimal(0)
    except Unreadable:
        return Decimal(0)


def _moved(change: Change) -> Decimal:
    return abs(_amount(change.after) - _amount(change.before))


def _moved_share(change: Change) -> Decimal:
    was = _amount(change.before)
    return _moved(change) / was if was else Decimal(1)


_COURSE = say(
    "It changes the course: strategy, operations and sales each look at it.",
    "Cela change le cap : la stratégie, l'opérationnel et la vente le regardent chacun.",
)
_MONEY = say("It moves money they answer for.", "Cela déplace de l'argent dont ils répondent.")
_NOBODY = say(
    "It moves money that nobody answers for by name.",
    "Cela déplace de l'argent dont personne ne répond nommément.",
)
_WORK = say("It changes work they answer for.", "Cela change un travail dont ils répondent.")
_LEADS = say("Leads, or their dates, move.", "Des prospects, ou leurs dates, bougent.")
_ADDED = say("It is new and theirs.", "C'est nouveau et à eux.")


def _large(share: Decimal) -> Text:
    return say(
        "It moves more than {share} of the year's budget.",
        "Cela déplace plus de {share} du budget de l'année.",
        share=share_text(share, 0),
    )
