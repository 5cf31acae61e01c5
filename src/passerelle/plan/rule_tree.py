"""Which KPIs feed which: the links that ``driven_by`` and ``made_of`` draw, under catalogue ids."""

from collections.abc import Iterable, Mapping

from passerelle.plan.given import Given


def drivers(given: Given) -> Mapping[str, tuple[str, ...]]:
    """Give the KPIs that directly feed each KPI, by id; empty while the plan links none."""
    found: dict[str, list[str]] = {}
    for name, own in given.plan.metrics.items():
        fed = [kpi_id(given, below) for below in (*own.driven_by, *own.made_of)]
        if fed:
            found.setdefault(kpi_id(given, name), []).extend(fed)
    return {above: tuple(dict.fromkeys(below)) for above, below in found.items()}


def own_names(given: Given) -> Mapping[str, str]:
    """Give the name under which the plan itself writes each KPI, by id."""
    return {kpi_id(given, name): name for name in given.plan.metrics}


def feeding(given: Given, tops: Iterable[str]) -> frozenset[str]:
    """Give the ids of some KPIs and of all that feed them, through any number of links."""
    below = drivers(given)
    seen: set[str] = set()
    waiting = [kpi_id(given, top) for top in tops]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(below.get(name, ()))
    return frozenset(seen)


def kpi_id(given: Given, name: str) -> str:
    """Give the catalogue's id of a KPI, or the name itself where nobody knows it."""
    metric = given.metric(name)
    return metric.id if metric else name
