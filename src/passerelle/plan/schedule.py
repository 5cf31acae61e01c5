"""What waits for what: the order of the actions, and how many days each may slip.

An action ``needs`` others: it starts at the earliest on the day on which the last of them ends. An
objective is due on a day. ``slack`` is how many days an action may slip before one of the objectives
behind it is missed, when all that waits for it slips along; below zero it is late already.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from passerelle.plan.given import Given
from passerelle.plan.operations import Action


@dataclass(frozen=True, slots=True)
class CriticalPath:
    """The chain of actions that decides whether an objective is met in time, first to last."""

    objective: str
    due: date
    actions: tuple[str, ...]
    slack: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """Days of slack by action, the critical path of each objective, and the loops.

    ``slack`` leaves out actions that no dated objective waits for, that have no day, or that stand
    in a loop or after one.
    """

    slack: Mapping[str, int]
    paths: tuple[CriticalPath, ...]
    loops: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Reversed:
    """An action that starts before one that it needs has ended."""

    action: str
    needs: str
    start: date
    end: date


def schedule(given: Given) -> Schedule:
    """Work out the schedule of a plan; linear in its actions and dependencies."""
    needs = _needs(given)
    order, loops = in_order(needs)
    waiting = _waiting(needs)
    slack: dict[str, int] = {}
    for name in reversed(order):
        action = given.actions[name]
        if action.when is None:
            continue
        rooms = [room for _, room in _rooms(given, action)]
        rooms += [
            _gap(given, name, other) + slack[other]
            for other in waiting.get(name, ())
            if other in slack
        ]
        if rooms:
            slack[name] = min(rooms)
    return Schedule(slack, tuple(_paths(given, needs, slack)), loops)


def reversed_needs(given: Given) -> Iterator[Reversed]:
    """Walk the pairs of dated actions in which the later starts before the earlier has ended.

    Left out: pairs that need each other, in a loop, of which neither is the earlier.
    """
    needs = _needs(given)
    loops = _looping(needs)
    for name, needed in needs.items():
        when = given.actions[name].when
        for other in needed:
            before = given.actions[other].when
            if when and before and when.start < before.end and (name, other) not in loops:
                yield Reversed(name, other, when.start, before.end)


def _looping(needs: Mapping[str, tuple[str, ...]]) -> set[tuple[str, str]]:
    """Give the pairs, of those that no order holds, in which the needed one needs the other."""
    order = set(in_order(needs)[0])
    left = {name: needed for name, needed in needs.items() if name not in order}
    return {
        (name, other)
        for name, needed in left.items()
        for other in needed
        if other in left and name in _all_that(left, other)
    }


def _all_that(needs: Mapping[str, tuple[str, ...]], name: str) -> set[str]:
    """Give all that a name needs, directly or not."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        new = [one for one in needs.get(waiting.pop(), ()) if one not in found]
        found.update(new)
        waiting.extend(new)
    return found


def in_order(
    needs: Mapping[str, tuple[str, ...]],
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Put names so that each comes after all that it needs.

    Returns:
        The order, without those in a loop or after one; and the loops, each from its first name in
        the alphabet on, in the order in which each needs the next.
    """
    missing = {name: len(needed) for name, needed in needs.items()}
    waiting = _waiting(needs)
    ready = [name for name, count in missing.items() if not count]
    order: list[str] = []
    while ready:
        name = ready.pop()
        order.append(name)
        for other in waiting.get(name, ()):
            missing[other] -= 1
            if not missing[other]:
                ready.append(other)
    left = {name: needs[name] for name, count in missing.items() if count}
    return tuple(order), tuple(_loops(left))


def _loops(left: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Walk the loops that are met when each name left is followed to one that it needs."""
    seen: set[str] = set()
    for start in sorted(left):
        trail: dict[str, int] = {}
        name = start
        while name not in seen and name not in trail:
            trail[name] = len(trail)
            name = next(other for other in left[name] if other in left)
        if name in trail:
            loop = [one for one, at in trail.items() if at >= trail[name]]
            first = loop.index(min(loop))
            yield (*loop[first:], *loop[:first])
        seen.update(trail)


def _needs(given: Given) -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(other for other in dict.fromkeys(action.needs) if other in given.actions)
        for name, action in given.actions.items()
    }


def _waiting(needs: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name, needed in needs.items():
        for other in needed:
            found[other].append(name)
    return found


def _rooms(given: Given, action: Action) -> Iterator[tuple[str, int]]:
    """Walk the objectives that an action serves, with the days that it may slip for each.

    It must have ended when the objective is due, and its effect have shown: ``lag_days`` after its
    first day, as for AL-055.
    """
    for name in action.serves:
        objective = given.plan.objectives.get(name)
        due = given.ends(objective) if objective and objective.results else None
        if due and action.when:
            shown = action.when.start + timedelta(days=action.lag_days or 0)
            yield name, (due - max(shown, action.when.end)).days


def _gap(given: Given, name: str, after: str) -> int:
    """Give the days between the end of an action and the start of one that waits for it."""
    first, second = given.actions[name].when, given.actions[after].when
    return (second.start - first.end).days if first and second else 0


def _paths(
    given: Given, needs: Mapping[str, tuple[str, ...]], slack: Mapping[str, int]
) -> Iterator[CriticalPath]:
    last: dict[str, tuple[int, str]] = {}
    for name in slack:
        for objective, room in _rooms(given, given.actions[name]):
            if objective not in last or (room, name) < last[objective]:
                last[objective] = (room, name)
    for objective, (room, name) in sorted(last.items()):
        due = given.ends(given.plan.objectives[objective])
        if due:
            yield CriticalPath(objective, due, tuple(_chain(given, needs, slack, name)), room)


def _chain(
    given: Given, needs: Mapping[str, tuple[str, ...]], slack: Mapping[str, int], name: str
) -> list[str]:
    """Follow an action back through the one, of those it needs, that leaves it the least room."""
    chain = [name]
    while before := [other for other in needs[chain[0]] if other in slack]:
        chain.insert(0, min(before, key=lambda other: (_gap(given, other, chain[0]), other)))
    return chain
