"""AL-083: a KPI that is steered by must have been read lately.

What it checks
    The last reading of the KPIs of the North Star and of key results: its age in days against the
    days that a reading of this KPI stays fresh, as the plan says (``fresh_days``) or else the
    catalogue. A KPI that was never read is named among what is not checked.

Why it matters
    « Mesure en continu de la performance grâce à des indicateurs clairs » (001): an old figure is
    steered by as if it were new.

Bad
    # last read 53 days ago
    metrics: {nps: {fresh_days: 30}}
    objectives: {plaire: {title: Plaire, results: {nps: stays over 40}}}

Good
    # last read 53 days ago
    metrics: {nps: {fresh_days: 90}}
    objectives: {plaire: {title: Plaire, results: {nps: stays over 40}}}

Source
    Alignment rule of the design notes, layer *measure*; document 001.
"""

from collections.abc import Iterator

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given, Metric
from passerelle.plan.rule import Rule, Spot, Verdicts, result_spot, spot
from passerelle.plan.rule_words import listed, say

RULE = Rule(
    id="AL-083",
    title=Text(en="Stale KPI", fr="KPI périmé"),
    question=Text(
        en="Has every KPI that decides been read lately?",
        fr="Chaque indicateur qui décide a-t-il été relevé récemment\u202f?",
    ),
    why=Text(
        en="An old figure is steered by as if it were new.",
        fr="On se guide sur un vieux chiffre comme s'il était neuf.",
    ),
    severity=Severity.WARNING,
    seed="001 « Mesure en continu de la performance grâce à des indicateurs clairs »",
    needs=("text", "readings"),
)


def check(given: Given) -> Verdicts:
    """Yield one warning for each KPI whose last reading is too old."""
    used: dict[str, tuple[Metric, _Use]] = {}
    for metric, use in _used(given):
        used.setdefault(metric.id, (metric, use))
    if used and given.readings is None:
        yield RULE.lacks(say("readings of the KPIs", "des relevés des indicateurs"))
        return
    unread: list[Text] = []
    for metric, use in used.values():
        found = _age(given, metric)
        if found is None:
            unread.append(_every(metric))
        elif found > metric.fresh_days > 0:
            where = result_spot(given, *use) if use else spot(given, "north_star")
            yield _stale(metric, where, found)
    if unread:
        yield RULE.lacks(say("a reading of {names}", "un relevé de {names}", names=listed(unread)))


_Use = tuple[str, str] | None
"""Where a KPI is used: objective and key result, or nothing for the North Star."""


def _age(given: Given, metric: Metric) -> int | None:
    read = given.reading(metric.id)
    return (given.today - read.as_of).days if read else None


def _every(metric: Metric) -> Text:
    """Name a KPI, and how often it is to be read."""
    if not metric.fresh_days:
        return metric.title
    return say(
        "{kpi} (every {n} days)",
        "{kpi} (tous les {n} jours)",
        kpi=metric.title,
        n=metric.fresh_days,
    )


def _used(given: Given) -> Iterator[tuple[Metric, _Use]]:
    for star in given.plan.north_star:
        metric = given.metric(star)
        if metric:
            yield metric, None
    for objective, key, _, result in given.key_results():
        metric = given.metric(result.metric or key)
        if metric:
            yield metric, (objective, key)


def _stale(metric: Metric, where: Spot, days: int) -> Finding:
    return RULE.broken(
        where,
        say(
            "{kpi} was last read {n} days ago; a reading stays fresh for {limit}.",
            "{kpi} a été relevé il y a {n} jours ; un relevé reste frais {limit} jours.",
            kpi=metric.title,
            n=days,
            limit=metric.fresh_days,
        ),
        say(
            "Read it again: bring in new data, or type the figure.",
            "Relevez-le : apportez de nouvelles données, ou saisissez le chiffre.",
        ),
        kpi=metric.id,
        days=days,
        limit=metric.fresh_days,
    )
