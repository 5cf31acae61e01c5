"""AL-081: a KPI that is used must have a source, or someone who types it.

What it checks
    The KPIs of the North Star, of key results and of what actions are judged on: that a table of
    ours gives it, or that the plan names its ``source``, or its ``owner`` who types it. A key result
    may name the source itself. Unknown KPIs are left to AL-003. One finding for each KPI, at its own
    line, or where it is first used when the plan has no line for it.

Why it matters
    « Les activations reposent sur des informations fiables » (003): a figure that nobody provides
    is argued about, not used.

Bad
    metrics: {bruit: {title: Plaintes au comptoir, unit: count}}
    objectives: {calmer: {title: Moins de plaintes, results: {bruit: 40 -> 20}}}

Good
    metrics: {bruit: {title: Plaintes au comptoir, unit: count, source: cahier du comptoir}}
    objectives: {calmer: {title: Moins de plaintes, results: {bruit: 40 -> 20}}}

Source
    Alignment rule of the design notes, layer *measure*; document 003.
"""

from collections.abc import Iterator

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Spot, Verdicts, spot
from passerelle.plan.rule_words import say

RULE = Rule(
    id="AL-081",
    title=Text(en="KPI without source", fr="KPI sans source"),
    question=Text(
        en="Does every KPI come from data, or from someone who types it?",
        fr="Chaque indicateur vient-il de données, ou de quelqu'un qui le saisit\u202f?",
    ),
    why=Text(
        en="A figure that nobody provides is argued about, not used.",
        fr="Un chiffre que personne ne fournit se discute, il ne sert pas.",
    ),
    severity=Severity.ERROR,
    seed="003 « Les activations reposent sur des informations fiables et des outils interconnectés »",
)


def check(given: Given) -> Verdicts:
    """Yield one error for each KPI in use that nobody provides."""
    owners: dict[str, str | None] = {}
    first: dict[str, tuple[str, str]] = {}
    for name, owner, use in _used(given):
        owners[name] = owners.get(name) or owner
        first.setdefault(name, use)
    for name, owner in owners.items():
        metric = given.metric(name)
        if metric is None or metric.sourced:
            continue
        known = owner in given.plan.people
        own = name in given.plan.metrics
        node, field = f"metrics/{name}", "owner" if known else "source"
        yield RULE.broken(
            spot(given, node, field) if own else Spot(node, field, spot(given, *first[name]).place),
            say(
                "{kpi} has no data source and nobody who types it.",
                "{kpi} n'a ni source de données ni personne qui le saisit.",
                kpi=metric.title,
            ),
            say(
                "Write where it comes from in `source`, or who types it in `owner`.",
                "Écrivez d'où il vient dans `source`, ou qui le saisit dans `owner`.",
            )
            if own
            else say(
                "Add {name} under `metrics`, with `source: …` (where it comes from) or `owner: …` (who "
                "types it).",
                "Ajoutez {name} sous `metrics`, avec `source: …` (d'où il vient) ou `owner: …` (qui le "
                "saisit).",
                name=name,
            ),
            settle=owner if known else None,
            kpi=metric.id,
        )


def _used(given: Given) -> Iterator[tuple[str, str | None, tuple[str, str]]]:
    """Walk the KPIs in use that do not bring their own source: who answers for it alone, node, field."""
    for star in given.plan.north_star:
        yield star, None, ("north_star", "")
    for name, key, _, result in given.key_results():
        if not result.source:
            use = (f"objectives/{name}", f"results/{key}")
            yield result.metric or key, result.owner, use
    for name, action in given.work.items():
        for kpi in action.judged_on:
            yield kpi, None, (f"actions/{name}", "judged_on")
