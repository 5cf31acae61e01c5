"""Names used in a plan beyond those that fields declare: KPIs, and segments in segments."""

from collections.abc import Iterator

from passerelle.plan.condition import All, AnyOf, Condition, Member, Not
from passerelle.plan.given import Given
from passerelle.plan.model import Plan
from passerelle.plan.references import Reference


def metric_references(given: Given) -> Iterator[Reference]:
    """Walk all names of KPIs: North Star, key results, trees of KPIs, what work is judged on."""
    for node, field, name in _kpis(given.plan):
        yield Reference(node, field, ("metrics",), name, given.metric(name) is not None)


def members(condition: Condition | None) -> Iterator[str]:
    """Walk the segments that a condition names."""
    if isinstance(condition, Member):
        yield condition.segment
    elif isinstance(condition, All | AnyOf):
        for part in condition.parts:
            yield from members(part)
    elif isinstance(condition, Not):
        yield from members(condition.part)


def narrows(condition: Condition | None) -> Iterator[str]:
    """Walk the segments that everyone who meets the condition belongs to."""
    if isinstance(condition, Member):
        yield condition.segment
    elif isinstance(condition, All):
        for part in condition.parts:
            yield from narrows(part)


def _kpis(plan: Plan) -> Iterator[tuple[str, str, str]]:
    for star in plan.north_star:
        yield "north_star", "", star
    for name, objective in plan.objectives.items():
        for key, result in objective.results.items():
            yield f"objectives/{name}", f"results/{key}", result.metric or key
    for name, metric in plan.metrics.items():
        for kpi in metric.driven_by:
            yield f"metrics/{name}", "driven_by", kpi
        for kpi in metric.made_of:
            yield f"metrics/{name}", f"made_of/{kpi}", kpi
    yield from _judging(plan)


def _judging(plan: Plan) -> Iterator[tuple[str, str, str]]:
    """Walk the KPIs that work is judged on, that studies read, and that tests look at."""
    for section in ("actions", "loyalty"):
        for name, work in getattr(plan, section).items():
            yield from ((f"{section}/{name}", "judged_on", kpi) for kpi in work.judged_on)
    for name, study in plan.studies.items():
        yield from ((f"studies/{name}", "measures", kpi) for kpi in study.measures)
    for name, test in plan.experiments.items():
        if test.metric:
            yield f"experiments/{name}", "metric", test.metric
