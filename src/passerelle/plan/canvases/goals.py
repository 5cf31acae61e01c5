"""The tree of objectives: what serves what, what each asks for, what its actions bring, what is missing."""

from collections.abc import Mapping

from passerelle.base.language import Text
from passerelle.plan.canvas import Canvas, Json, item
from passerelle.plan.cascade import Cascade, evaluate
from passerelle.plan.given import Given
from passerelle.plan.rule_money import in_currency, main_currency
from passerelle.plan.scalars import target
from passerelle.plan.strategy import KeyResult, Objective

CANVAS = Canvas(
    id="goals",
    title=Text(en="Objectives and key results", fr="Objectifs et résultats clés"),
    question=Text(
        en="Does every goal hang on a higher one, and do those below add up to it?",
        fr="Chaque but se rattache-t-il à un but plus haut, et ceux d'en dessous y suffisent-ils\u202f?",
    ),
    sections=("pillars", "objectives"),
    order=60,
)


def draw(given: Given, options: Mapping[str, str]) -> Json:  # noqa: ARG001 (every canvas takes them)
    """Give the objectives as a tree in reading order, each with its depth, results, actions and money.

    A result carries its cascade where it is made of others: required, implied, missing, the share
    needed, as relative changes. SMART is five verdicts: specific, measured, attainable, realistic,
    timed; None where it cannot be told.
    """
    known = given.plan.objectives
    roots = [name for name, one in known.items() if one.within not in known]
    money = in_currency(given.actions, main_currency(given.plan))
    rows: list[Json] = []
    for name in sorted(roots, key=lambda one: known[one].priority or len(known) + 1):
        rows += [_row(given, one, depth, money) for one, depth in _down(given, name, 0, set())]
    shown = {row["name"] for row in rows}
    rows += [_row(given, name, 0, money) for name in known if name not in shown]
    return {
        "vision": given.plan.vision,
        "north_star": list(given.plan.north_star),
        "pillars": [
            item("pillars", name, one.title, intent=one.intent, priority=one.priority,
                 objectives=[key for key, goal in known.items() if goal.pillar == name])
            for name, one in given.plan.pillars.items()
        ],
        "rows": rows,
        "currency": main_currency(given.plan),
    }  # fmt: skip


def _down(given: Given, name: str, depth: int, seen: set[str]) -> list[tuple[str, int]]:
    if name in seen:
        return []
    seen.add(name)
    found = [(name, depth)]
    for child in given.children.get(name, ()):
        found += _down(given, child, depth + 1, seen)
    return found


def _row(given: Given, name: str, depth: int, money: Mapping[str, object]) -> Json:
    one = given.plan.objectives[name]
    actions = given.serving.get(name, ())
    return item(
        "objectives",
        name,
        one.title,
        depth=depth,
        level=one.level,
        of=one.of,
        owner=one.owner,
        within=one.within,
        priority=one.priority,
        pillar=one.pillar,
        cycle=one.cycle and str(one.cycle),
        results=[_result(given, name, key, result) for key, result in one.results.items()],
        actions=[item("actions", each, given.actions[each].title or each) for each in actions],
        money=sum(value for key, value in money.items() if key in actions),
        smart=smart(given, name, one),
    )


def _result(given: Given, objective: str, key: str, result: KeyResult) -> Json:
    metric = given.metric(result.metric or key)
    found = evaluate(given, objective, key)
    outlook = (given.outlooks or {}).get(f"{objective}/{key}")
    return {
        "key": key,
        "kpi": result.metric or key,
        "title": metric.title.as_json() if metric else {"en": key, "fr": key},
        "target": target.write(result.target),
        "guardrail": result.target.is_guardrail,
        "cascade": _cascade(found) if isinstance(found, Cascade) else None,
        "lacks": found.as_json() if isinstance(found, Text) else None,
        "probability": outlook.probability if outlook else None,
    }


def _cascade(found: Cascade) -> Json:
    top = max(abs(found.required), abs(found.implied))
    return {
        "required": found.required,
        "implied": found.implied,
        "missing": found.missing,
        "needed_through": found.needed_through,
        "children": list(found.children),
        "closes": not found.missing,
        "bar": f"{100 * abs(found.implied) / top:.1f}" if top else "0",
        "mark": f"{100 * abs(found.required) / top:.1f}" if top else "0",
    }


def smart(given: Given, name: str, one: Objective) -> Json:
    """Judge an objective in five verdicts, True, False, or None where it cannot be told.

    Specific: a known KPI for each result. Measured: a start, a target, a source. Attainable: a
    forecast gives each result the chance that AL-013 asks for. Realistic: an action serves it, or one
    within it. Timed: a start and a day for each result.
    """
    results = one.results.items()
    metrics = [given.metric(result.metric or key) for key, result in results]
    odds = [(given.outlooks or {}).get(f"{name}/{key}") for key, _ in results]
    known = [each for each in odds if each]
    bar = given.thresholds.number("AL-013", "warning_under")
    if one.ambitious:
        bar *= given.thresholds.number("AL-013", "ambitious_times")
    return {
        "specific": bool(results) and all(metrics),
        "measured": bool(results)
        and all(_is_measured(given, key, result) for key, result in results),
        "attainable": all(each.probability >= bar for each in known) if known else None,
        "realistic": any(given.serving.get(each) for each in given.below(name)),
        "timed": bool(
            given.starts(one) and results and all(given.due(result) for _, result in results)
        ),
    }


def _is_measured(given: Given, key: str, result: KeyResult) -> bool:
    metric = given.metric(result.metric or key)
    start = (
        result.target.is_guardrail or result.target.baseline or given.reading(result.metric or key)
    )
    return bool(metric and (metric.sourced or result.source) and start)
