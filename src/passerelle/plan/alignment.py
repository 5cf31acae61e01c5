"""The alignment figure: how much of the plan's money follows the strategy, link by link."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.base.money import Money
from passerelle.plan.given import Given
from passerelle.plan.operations import Action, Loyalty
from passerelle.plan.rule_evidence import holds
from passerelle.plan.rule_money import in_currency, main_currency
from passerelle.plan.rule_refs import members
from passerelle.plan.rule_words import number_text, say

BLOCKED = Text(en="blocked", fr="bloqué")
"""Said beside the figure, never as a zero."""

_CLUB = "loyalty/"

DAYS = "days"
"""Unit of a plan without money."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """How much follows the strategy, out of how much.

    ``unit`` is a currency code, or ``days`` of work for a plan without money. ``strays`` are the
    actions, and loyalty programmes (``loyalty/x``), whose money does not follow; ``not_checked``
    counts what could not be decided, beside the figure and never inside it.
    """

    follows: Decimal
    total: Decimal
    unit: str
    strays: tuple[str, ...]
    not_checked: int
    blocked: bool

    @property
    def percent(self) -> int | None:
        """The figure, 0 to 100, rounded down; None while the plan has neither money nor days."""
        return int(100 * self.follows / self.total) if self.total else None

    @property
    def sentence(self) -> Text:
        """The figure in words: « 41 200 € sur 60 000 € suivent la stratégie »."""
        if not self.total:
            return say("Nothing is planned yet.", "Rien n'est encore prévu.")
        return say(
            "{some} of {all} follow the strategy",
            "{some} sur {all} suivent la stratégie",
            some=number_text(self.follows) if self.unit == DAYS else Money(self.follows, self.unit),
            all=self._total,
        )

    def as_json(self) -> dict[str, object]:
        """Give the figure as plain JSON; amounts as text, exact."""
        return {
            "percent": self.percent,
            "follows": str(self.follows),
            "total": str(self.total),
            "unit": self.unit,
            "sentence": self.sentence.as_json(),
            "strays": list(self.strays),
            "not_checked": self.not_checked,
            "blocked": BLOCKED.as_json() if self.blocked else None,
        }

    @property
    def _total(self) -> object:
        if self.unit != DAYS:
            return Money(self.total, self.unit)
        return say("{n} days of work", "{n} jours de travail", n=number_text(self.total))


def align(given: Given, findings: Sequence[Finding], not_checked: int) -> Alignment:
    """Weigh the actions and loyalty programmes whose whole chain carries no finding of warning or worse.

    What serves no objective by its nature (studies, trainings, partners) is a means: it is not
    weighed.

    A waived finding still counts: the exception is accepted, the money does not follow for all
    that. Money that serves no objective has no chain to follow. Actions without money weigh nothing
    as soon as one action has some.

    Args:
        given: The plan and what is known.
        findings: All findings, waived or not.
        not_checked: How many questions could not be decided.
    """
    weights, unit, follows = _weighed(given, findings)
    return Alignment(
        follows=sum((weights[name] for name in follows), Decimal(0)),
        total=sum(weights.values(), Decimal(0)),
        unit=unit,
        strays=tuple(name for name in weights if name not in follows),
        not_checked=not_checked,
        blocked=any(finding.blocks for finding in findings),
    )


def align_parts(given: Given, findings: Sequence[Finding]) -> dict[str, Alignment]:
    """Give the figure of each objective (with those within it) and of each team, by node.

    A team's money is that of what its people answer for; an action that serves two
    objectives weighs in both. Parts without money are left out.

    Args:
        given: The plan and what is known.
        findings: All findings, waived or not.
    """
    weights, unit, follows = _weighed(given, findings)
    parts: dict[str, set[str]] = {}
    for name in weights:
        weighed = _one(given, name)
        for served in weighed.serves:
            for objective in given.above(served):
                parts.setdefault(f"objectives/{objective}", set()).add(name)
        owner = given.plan.people.get(weighed.owner or "")
        if owner and owner.team:
            parts.setdefault(f"teams/{owner.team}", set()).add(name)
    return {
        node: Alignment(
            follows=sum((weights[name] for name in names & follows), Decimal(0)),
            total=sum((weights[name] for name in names), Decimal(0)),
            unit=unit,
            strays=tuple(name for name in weights if name in names - follows),
            not_checked=0,
            blocked=any(
                one.blocks and not names.isdisjoint({one.node, one.node.partition("/")[2]})
                for one in findings
            ),
        )
        for node, names in parts.items()
    }


def _weighed(given: Given, findings: Sequence[Finding]) -> tuple[dict[str, Decimal], str, set[str]]:
    """Give the weight of each, the unit, and those whose chain carries no finding."""
    open_nodes = {finding.node for finding in findings if finding.severity is not Severity.INFO}
    open_nodes |= set(_unproved(given))
    currency = main_currency(given.plan)
    weights, unit = {**in_currency(given.actions, currency), **_clubs(given, currency)}, currency
    if not any(weights.values()):
        weights, unit = _days(given), DAYS
    announced = _announced(given)
    follows = {
        name
        for name in weights
        if _has_chain(given, _one(given, name))
        and open_nodes.isdisjoint((*chain(given, name), *announced.get(name, ())))
    }
    return weights, unit, follows


def chain(given: Given, name: str) -> Iterator[str]:
    """Walk the nodes between evidence and indicator that the money of one thing passes by."""
    weighed = _one(given, name)
    yield name if isinstance(weighed, Loyalty) else f"actions/{name}"
    if isinstance(weighed, Action):
        if weighed.campaign:
            yield f"campaigns/{weighed.campaign}"
        if weighed.promotion:
            yield "brand"
    for segment in weighed.segments:
        yield f"segments/{segment}"
        node = given.plan.segments.get(segment)
        yield from (f"segments/{inner}" for inner in members(node.who if node else None))
    for kpi in weighed.judged_on:
        yield f"metrics/{kpi}"
    for served in weighed.serves:
        for objective in given.above(served):
            yield f"objectives/{objective}"
            results = given.plan.objectives[objective].results
            yield from (f"metrics/{result.metric or key}" for key, result in results.items())


def _has_chain(given: Given, weighed: Action | Loyalty) -> bool:
    return any(served in given.plan.objectives for served in weighed.serves)


def _one(given: Given, name: str) -> Action | Loyalty:
    """Find what is weighed: an action by its name, a loyalty programme by its node."""
    club = given.plan.loyalty.get(name.removeprefix(_CLUB)) if name.startswith(_CLUB) else None
    return club or given.actions[name]


def _clubs(given: Given, currency: str) -> dict[str, Decimal]:
    """Give the planned cost of each loyalty programme of the plan's year, by node."""
    year = given.plan.year.period if given.plan.year else None
    return {
        f"{_CLUB}{name}": club.cost.amount
        for name, club in given.plan.loyalty.items()
        if club.cost
        and club.cost.currency == currency
        and (year is None or club.when is None or club.when.overlaps(year))
    }


def _unproved(given: Given) -> Iterator[str]:
    """Walk the objectives and segments all of whose evidence has ceased to hold."""
    plan = given.plan
    for section, nodes in (("objectives", plan.objectives), ("segments", plan.segments)):
        for name, node in nodes.items():
            if node.evidence and not any(holds(given, one) for one in node.evidence):
                yield f"{section}/{name}"


def _announced(given: Given) -> dict[str, list[str]]:
    """Give the promotions that each action announces, and the brand whose limits they must keep."""
    found: dict[str, list[str]] = {}
    for name, promotion in given.plan.promotions.items():
        if promotion.action:
            found.setdefault(promotion.action, []).extend((f"promotions/{name}", "brand"))
    return found


def _days(given: Given) -> dict[str, Decimal]:
    return {
        name: Decimal(action.when.days) for name, action in given.actions.items() if action.when
    }
