"""AL-082: a KPI has one definition.

What it checks
    KPIs of the plan that share a name or synonym, with each other or with the catalogue, and differ
    in formula or unit; and two KPIs of the plan under one name, for one market, that are read from
    two sources; two KPIs are told apart once.

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
from itertools import pairwise

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.kpi import Kpi
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_titles import kpi_title
from passerelle.plan.rule_tongue import tongue_of
from passerelle.plan.rule_words import say
from passerelle.plan.strategy import Metric

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
