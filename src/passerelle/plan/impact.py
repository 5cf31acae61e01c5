"""What a change of one part of the plan touches: every node that rests on it, and by which way.

Two kinds of ties are followed, away from the changed part: a node that *names* another (an action
its segment), and a node that is *held* to it without naming it (every public promotion is held to
the brand's limits, a channel to its tier). Ties stop where a change no longer matters: what an
objective rests on is not touched when the objective changes.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from passerelle.base.money import Money
from passerelle.plan.effective import effective
from passerelle.plan.model import SINGLE, Plan
from passerelle.plan.references import references

SECTIONS = (
    "positionings",
    "propositions",
    "messages",
    "editorial",
    "segments",
    "personas",
    "offers",
    "channels",
    "policies",
    "choices",
    "objectives",
    "metrics",
    "bonuses",
    "campaigns",
    "actions",
    "promotions",
    "loyalty",
    "media",
    "contents",
    "experiments",
    "tasks",
    "budget",
    "spending",
)
"""Sections that a change can touch, in the order in which people read of them."""


_BRAND_HOLDS = (
    "positionings", "propositions", "messages", "contents", "policies", "editorial",
    "promotions", "loyalty", "channels", "offers",
)  # fmt: skip
"""Sections whose nodes all keep to what the brand says and refuses."""


@dataclass(frozen=True, slots=True)
class Touched:
    """One node that a change touches; ``way`` are the nodes between, the changed one first."""

    node: str
    way: tuple[str, ...]

    @property
    def steps(self) -> int:
        """How far it is from what changes: 1 is held to it directly."""
        return len(self.way)


@dataclass(frozen=True, slots=True)
class Impact:
    """All that a change of ``nodes`` touches.

    ``touched`` are in order of section, then of distance; ``money`` is the cost of the actions
    among them; ``owners`` are the people who answer for touched nodes; ``segments`` those whose
    people will see it.
    """

    nodes: tuple[str, ...]
    touched: tuple[Touched, ...]
    money: tuple[Money, ...]
    owners: tuple[str, ...]
    segments: tuple[str, ...]


def impact(plan: Plan, nodes: Iterable[str]) -> Impact:
    """Follow all ties away from some nodes.

    Args:
        plan: The plan in which they stand.
        nodes: ``"brand"``, ``"positionings/x"``, ``"segments/fideles"``, ``"north_star"``.

    Returns:
        What is touched; the nodes themselves are not among it. Cost: linear in ties.
    """
    start = tuple(dict.fromkeys(nodes))
    ways = _ways(_ties(plan), start)
    names = set(ways)
    for node, way in sorted(_goals(plan, ways), key=lambda one: len(one[1])):
        ways.setdefault(node, way)
    touched = (Touched(node, way) for node, way in ways.items() if node not in start)
    found = (one for one in touched if one.node.partition("/")[0] in SECTIONS)
    return Impact(
        start,
        tuple(sorted(found, key=_order)),
        _money(plan, names),
        _owners(plan, names),
        _segments(plan, names),
    )


def _goals(plan: Plan, ways: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Walk the objectives that touched actions serve and the KPIs they are judged on."""
    for name, raw in plan.actions.items():
        node = f"actions/{name}"
        if node in ways:
            action = effective(plan, raw)
            for goal in action.serves:
                yield f"objectives/{goal}", (*ways[node], node)
            for kpi in action.judged_on:
                yield f"metrics/{kpi}", (*ways[node], node)


def _ways(ties: dict[str, list[str]], start: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    ways: dict[str, tuple[str, ...]] = dict.fromkeys(start, ())
    waiting = deque(start)
    while waiting:
        node = waiting.popleft()
        for held in ties.get(node, ()):
            if held not in ways:
                ways[held] = (*ways[node], node)
                waiting.append(held)
    return ways


def _order(one: Touched) -> tuple[int, int, str]:
    section = one.node.partition("/")[0]
    place = SECTIONS.index(section) if section in SECTIONS else len(SECTIONS)
    return place, one.steps, one.node


def _ties(plan: Plan) -> dict[str, list[str]]:
    """Give, for each node, those that a change of it touches."""
    found: dict[str, list[str]] = defaultdict(list)
    for one, other in (*_named(plan), *_held(plan)):
        if other not in found[one]:
            found[one].append(other)
    return found


_SURROUNDINGS = {"facts", "swot", "pestel", "forces", "moves", "opportunities", "needs"}
"""Sections whose nodes name what answers them: a change of the answer does not change them."""


def _named(plan: Plan) -> Iterator[tuple[str, str]]:
    for one in references(plan):
        if one.node.partition("/")[0] not in _SURROUNDINGS:
            for kind in one.kinds:
                if one.name in getattr(plan, kind, {}):
                    yield f"{kind}/{one.name}", one.node
    yield from _by_kpi(plan)


def _by_kpi(plan: Plan) -> Iterator[tuple[str, str]]:
    for star in plan.north_star:
        yield "north_star", f"metrics/{star}"
    for name, action in plan.actions.items():
        yield from ((f"metrics/{kpi}", f"actions/{name}") for kpi in action.judged_on)
    for name, objective in plan.objectives.items():
        for key, result in objective.results.items():
            yield f"metrics/{result.metric or key}", f"objectives/{name}"


def _held(plan: Plan) -> Iterator[tuple[str, str]]:
    yield from _by_brand(plan)
    yield from _by_words(plan)
    yield from _by_channel(plan)
    for name, line in plan.spending.items():
        for section in ("actions", "loyalty"):
            if line.pays in getattr(plan, section):
                yield f"{section}/{line.pays}", f"spending/{name}"


def _by_brand(plan: Plan) -> Iterator[tuple[str, str]]:
    """Tie to the brand what its words and limits bind, and to a positioning what its offers do."""
    for section in _BRAND_HOLDS:
        yield from (("brand", f"{section}/{name}") for name in getattr(plan, section))
    for name, raw in plan.actions.items():
        action = effective(plan, raw)
        if raw.kind == "action" and (action.promotion or action.says or action.by):
            yield "brand", f"actions/{name}"
    for name, segment in plan.segments.items():
        if segment.promise:
            yield "brand", f"segments/{name}"
    for name, positioning in plan.positionings.items():
        for offer in positioning.offers or plan.offers:
            yield f"positionings/{name}", f"offers/{offer}"


def _by_words(plan: Plan) -> Iterator[tuple[str, str]]:
    """Tie an action to the promise or key message that it repeats."""
    saying: dict[str, list[str]] = defaultdict(list)
    for name, action in plan.actions.items():
        said = effective(plan, action).says
        if said:
            saying[_bare(said)].append(f"actions/{name}")
    for section, field in (("segments", "promise"), ("messages", "says"), ("propositions", "says")):
        for name, node in getattr(plan, section).items():
            for said_by in saying.get(_bare(getattr(node, field) or ""), ()):
                yield f"{section}/{name}", said_by


def _by_channel(plan: Plan) -> Iterator[tuple[str, str]]:
    for name, action in plan.actions.items():
        if action.by in plan.channels:
            yield f"channels/{action.by}", f"actions/{name}"
    for name, line in plan.media.items():
        if line.channel in plan.channels:
            yield f"channels/{line.channel}", f"media/{name}"


def _bare(text: str) -> str:
    return " ".join(text.casefold().split())


def _money(plan: Plan, names: set[str]) -> tuple[Money, ...]:
    costs: dict[str, Money] = {}
    for name, action in plan.actions.items():
        if action.cost and f"actions/{name}" in names:
            held = costs.get(action.cost.currency)
            costs[action.cost.currency] = held + action.cost if held else action.cost
    return tuple(costs[currency] for currency in sorted(costs))


def _owners(plan: Plan, names: set[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for node in sorted(names):
        section, _, name = node.partition("/")
        if section in SINGLE or name not in getattr(plan, section, {}):
            continue
        held = getattr(plan, section)[name]
        if section == "actions":
            held = effective(plan, held)
        owner = getattr(held, "owner", None)
        if owner:
            found[owner] = None
    return tuple(found)


def _segments(plan: Plan, names: set[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for node in sorted(names):
        section, _, name = node.partition("/")
        if section == "segments" and name in plan.segments:
            found[name] = None
        if section == "actions" and name in plan.actions:
            found.update(dict.fromkeys(plan.actions[name].segments))
    return tuple(found)
