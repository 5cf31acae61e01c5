"""Which KPIs feed which: the links that ``driven_by`` and ``made_of`` draw, under catalogue ids."""

from collections.abc import Iterable, Mapping

from passerelle.plan.given import Given


def drivers(given: Given) -> Mapping[str, tuple[str, ...]]:
    """Give the KPIs that directly feed each KPI, by id; empty while the plan links none."""
    found: dict[str, list[str]] = {}
    for name, own in given.plan.metrics.items():
        fed = [_id(given, below) for below in (*own.driven_by, *own.made_of)]
        if fed:
            found.setdefault(_id(given, name), []).extend(fed)
    return {above: tuple(dict.fromkeys(below)) for above, below in found.items()}


def feeding(given: Given, tops: Iterable[str]) -> frozenset[str]:
    """Give the ids of some KPIs and of all that feed them, through any number of links."""
    below = drivers(given)
    seen: set[str] = set()
    waiting = [_id(given, top) for top in tops]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(below.get(name, ()))
    return frozenset(seen)


def _id(given: Given, name: str) -> str:
    metric = given.metric(name)
    return metric.id if metric else name
