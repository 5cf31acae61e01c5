"""AL-082: a KPI has one definition.

What it checks
    KPIs of the plan that share a name or synonym, with each other or with the catalogue, and differ
    in formula or unit; and two KPIs of the plan under one name, for one market, that are read from
    two sources; two KPIs are told apart once. And, as a remark, an experiment not decided yet whose
    ``base`` is ``times`` (2) as much, or as little, as the key result on the same KPI that its action
    serves starts from.

Why it matters
    « … si chaque équipe travaille avec des informations différentes » (003).

Bad
    metrics:
      repurchase_rate: {formula: orders of members / orders}     # the catalogue counts customers

Good
    metrics:
      member_order_share: {title: Part des membres, formula: orders of members / orders}

Source
    Alignment rule of the design notes, layer *measure*; document 003.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.kpi import Kpi
from passerelle.plan.operations import Experiment
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_titles import kpi_title
from passerelle.plan.rule_tongue import tongue_of
from passerelle.plan.rule_units import kind_of
from passerelle.plan.rule_words import say, share_text
from passerelle.plan.strategy import Metric
from passerelle.plan.target_meaning import baseline

RULE = Rule(
    id="AL-082",
    title=Text(en="Two definitions of one KPI", fr="KPI défini deux fois"),
    question=Text(
        en="Has every KPI one definition?",
        fr="Chaque indicateur a-t-il une seule définition\u202f?",
    ),
    why=Text(
        en="Two teams that read two numbers under one name argue about the number.",
        fr="Deux équipes qui lisent deux chiffres sous un même nom se disputent sur le chiffre.",
    ),
    severity=Severity.ERROR,
    seed="003 « si chaque équipe travaille avec des informations différentes »",
)


def check(given: Given) -> Verdicts:
    """Yield one error for each KPI of the plan that another definition contradicts."""
    names = _catalogue_names(given)
    own: dict[tuple[str, str | None], list[str]] = defaultdict(list)
    for name, metric in given.plan.metrics.items():
        known = given.catalogue.get(name) or names.get(_plain(metric.title or ""))
        if known:
            yield from _against_catalogue(given, name, metric, known)
        else:
            own[_plain(metric.title or name), metric.market].append(name)
    for same in own.values():
        for one, other in pairwise(same):
            yield from _against_each_other(given, one, other)
    for name, experiment in given.plan.experiments.items():
        if experiment.base and not experiment.decided:
            yield from _starts(given, name, experiment, experiment.base)


def _starts(given: Given, name: str, experiment: Experiment, base: Decimal) -> Iterator[Finding]:
    """Tell an experiment that starts far from where the key result that it works for starts."""
    action = given.actions.get(experiment.action or "")  # either: no action is named so
    metric = given.metric(experiment.metric) if experiment.metric else None
    times = given.thresholds.number("AL-082", "times")
    for objective, key, _, result in given.key_results():
        same = metric is not None and metric == given.metric(result.metric or key)
        share = kind_of(given, metric, result) == "share"
        start = baseline(given, key, result)
        if not (same and share and start) or action is None or objective not in action.serves:
            continue
        if max(base, start) >= times * min(base, start):
            yield _apart(given, (name, experiment), (objective, key), base, start)


def _apart(
    given: Given,
    one: tuple[str, Experiment],
    other: tuple[str, str],
    base: Decimal,
    start: Decimal,
) -> Finding:
    return RULE.broken(
        spot(given, f"experiments/{one[0]}", "base"),
        say(
            "“{x}” starts from {base} of {kpi}; the key result of “{o}” starts from {start}.",
            "« {x} » part de {base} ({kpi}) ; le résultat clé de « {o} » part de {start}.",
            x=one[1].hypothesis,
            base=share_text(base),
            kpi=kpi_title(given, str(one[1].metric)),
            o=given.plan.objectives[other[0]].title,
            start=share_text(start),
        ),
        say(
            "Correct the one that slipped; if the test is about some people or pages only, give its KPI "
            "a name of its own.",
            "Corrigez celui des deux qui a glissé ; si le test ne porte que sur certaines personnes ou "
            "pages, donnez à son indicateur un nom à lui.",
        ),
        severity=Severity.INFO,
        base=base,
        start=start,
    )


def _against_catalogue(given: Given, name: str, metric: Metric, known: Kpi) -> Iterator[Finding]:
    formula = _formula(known)
    if metric.unit and metric.unit != known.unit:
        yield _clash(given, (name, "unit"), metric.unit, (known.id, known.unit), known.unit)
    if metric.formula and _plain(metric.formula) not in {_plain(formula.en), _plain(formula.fr)}:
        yield _clash(
            given,
            (name, "formula"),
            metric.formula,
            (known.id, formula),
            formula.read(tongue_of(given)),
        )


def _against_each_other(given: Given, one: str, other: str) -> Iterator[Finding]:
    first, second = given.plan.metrics[one], given.plan.metrics[other]
    for field in ("formula", "unit", "source"):
        mine, theirs = getattr(second, field), getattr(first, field)
        if mine and theirs and _differ(field, mine, theirs):
            yield _clash(given, (other, field), mine, (f"metrics/{one}", theirs), theirs)
            break


def _differ(field: str, mine: str, theirs: str) -> bool:
    """Whether two words for a formula or a unit differ; a source may say the other's in more words."""
    one, other = (set(_plain(text).split()) for text in (mine, theirs))
    if field == "source":
        return not (one <= other or other <= one)
    return _plain(mine) != _plain(theirs)


def _clash(
    given: Given,
    where: tuple[str, str],
    mine: str,
    theirs: tuple[str, str | Text],
    settle: str,
) -> Finding:
    name, field = where
    return RULE.broken(
        spot(given, f"metrics/{name}", field),
        say(
            "{kpi} is defined differently here (“{f1}”) and {there} (“{f2}”).",
            "{kpi} est défini différemment ici (« {f1} ») et {there} (« {f2} »).",
            kpi=kpi_title(given, name),
            f1=mine,
            there=_IN_THE_CATALOGUE if theirs[0] in given.catalogue else _in(theirs[0]),
            f2=theirs[1],
        ),
        say(
            "Keep one definition, or give the second another name.",
            "Gardez une seule définition, ou donnez un autre nom à la seconde.",
        ),
        settle=settle,
        other=theirs[0],
    )


def _in(node: str) -> Text:
    return say("in {node}", "dans {node}", node=node)


_IN_THE_CATALOGUE = Text(en="in the catalogue of KPIs", fr="au catalogue des indicateurs")


def _formula(kpi: Kpi) -> Text:
    if kpi.denominator is None:
        return kpi.numerator
    return say("{n} / {d}", "{n} / {d}", n=kpi.numerator, d=kpi.denominator)


def _catalogue_names(given: Given) -> dict[str, Kpi]:
    return {
        _plain(name): kpi
        for kpi in given.catalogue.values()
        for name in (kpi.id, kpi.en, kpi.fr, *kpi.also)
    }


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+|/", bare))
