"""AL-015: a percentage of a percentage must say which one it means, a number its unit.

What it checks
    Targets that are a bare change in per cent (``+10 %``) on a KPI that is itself a share. Targets,
    and what actions say they ``brings``, in a unit that their KPI does not have: a percentage
    without ``%`` or ``pts``, an amount without its currency, money or points of what is counted.
    An amount of less than a hundredth of what is needed may be in thousands: it is asked which.
    A change in ``%`` fits every KPI, and a number from 0 to 1 may be a share as it is.

Why it matters
    From 10 %, « +10 % » is 11 % to one reader and 20 % to another: two different plans.
    « part de marché de 10% », « taux de conversion des ventes de 5% » (002). And a rate that
    is to gain « 8 » gains 800 % for whoever reads it as it is written.

Bad
    objectives:
      part: {title: Gagner de la part, results: {market_share_value: +10 %}}
    actions:
      essai: {serves: part, brings: 0.2 / 0.5 / 0.8}

Good
    objectives:
      # or +10 pts, or 10 % -> 11 %
      part: {title: Gagner de la part, results: {market_share_value: +10 % relative}}
    actions:
      essai: {serves: part, brings: 0.2 / 0.5 / 0.8 pts}

Source
    Alignment rule of the design notes, layer *objective*; worked example of document 002's cascade.
"""

from dataclasses import replace

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.cascade import baseline, meanings
from passerelle.plan.given import Given, Metric
from passerelle.plan.rule import Rule, Spot, Verdicts, result_spot, spot
from passerelle.plan.rule_effect import need
from passerelle.plan.rule_money import main_currency
from passerelle.plan.rule_units import fit_estimate, fitted, kind_of, promised
from passerelle.plan.rule_words import amount_text, say, share_text
from passerelle.plan.scalars import estimate as estimate_text
from passerelle.plan.scalars import target as target_text
from passerelle.plan.strategy import KeyResult
from passerelle.plan.values import Estimate

RULE = Rule(
    id="AL-015",
    title=Text(en="Ambiguous percentage", fr="Pourcentage ambigu"),
    question=Text(
        en="Is every number in the unit of its KPI, and every percentage relative or in points?",
        fr=(
            "Chaque nombre est-il dans l'unité de son indicateur, chaque pourcentage relatif ou en "
            "points\u202f?"
        ),
    ),
    why=Text(
        en="One % sign can hold several plans.",
        fr="Un même signe % peut contenir plusieurs plans.",
    ),
    severity=Severity.ERROR,
    seed="002 « part de marché de 10% », « taux de conversion des ventes de 5% »",
)


def check(given: Given) -> Verdicts:
    """Yield one error for each bare percentage of a share, and each number in a wrong unit."""
    yield from _bare(given)
    yield from _targets(given)
    yield from _effects(given)


def _bare(given: Given) -> Verdicts:
    for name, key, _, result in given.key_results():
        metric = given.metric(result.metric or key)
        if result.target.kind != "bare" or result.target.change is None:
            continue
        if metric is None or metric.unit != "share":
            continue
        yield RULE.broken(
            result_spot(given, name, key),
            say(
                "{x} of {metric}: relative change or percentage points? Choose one.",
                "{x} de {metric} : variation relative ou points de pourcentage ? Choisissez.",
                x=amount_text(result.target.change.value, "%"),
                metric=metric.title,
            ),
            _both_levels(given, key, result),
            settle=target_text.write(replace(result.target, kind="relative")),
            change=result.target.change.value,
        )


def _targets(given: Given) -> Verdicts:
    for name, key, _, result in given.key_results():
        metric, right = given.metric(result.metric or key), fitted(given, key, result)
        kind = kind_of(given, metric, result)
        if metric and kind and right != result.target:
            written = target_text.write(result.target)
            where = result_spot(given, name, key)
            yield _unfit(where, metric, kind, (written, target_text.write(right)))


def _effects(given: Given) -> Verdicts:
    currency = main_currency(given.plan)
    for name, action in given.work.items():
        for field, (kpi, result, estimate) in promised(given, action).items():
            metric = given.metric(kpi)
            kind = kind_of(given, metric, result)
            if metric is None or kind is None:
                continue
            right = fit_estimate(estimate, kind, currency)
            if right != estimate:
                where = spot(given, f"actions/{name}", field)
                written = (estimate_text.write(estimate), estimate_text.write(right))
                if kind == "money" and result and _in_thousands(given, kpi, result, right):
                    yield _thousands(where, metric, right, written)
                else:
                    yield _unfit(where, metric, kind, written)


def _in_thousands(given: Given, key: str, result: KeyResult, estimate: Estimate) -> bool:
    """Whether an amount is so small beside what is needed that it may be meant in thousands."""
    wanted = need(given, key, result)
    most = max(abs(estimate.low), abs(estimate.high))
    return bool(wanted and wanted.unit == estimate.unit and most * _HUNDRED <= wanted.size)


def _thousands(where: Spot, metric: Metric, right: Estimate, texts: tuple[str, str]) -> Finding:
    low, likely, high = (one * _THOUSAND for one in (right.low, right.likely, right.high))
    meant = estimate_text.write(Estimate(low, likely, high, right.unit))
    return RULE.broken(
        where,
        say(
            "“{x}” does not fit {kpi}, which is an amount of money: is it in thousands?",
            "« {x} » ne convient pas à {kpi}, qui est un montant d'argent : est-ce en milliers ?",
            x=texts[0],
            kpi=metric.title,
        ),
        say(
            "Write `{meant}` if these are thousands, `{x}` if not.",
            "Écrivez `{meant}` si ce sont des milliers, `{x}` sinon.",
            meant=meant,
            x=texts[1],
        ),
        kind="money",
    )


_THOUSAND = 1000
_HUNDRED = 100
"""Times that an amount goes into what is needed, from which it is asked whether it is in thousands."""


def _unfit(where: Spot, metric: Metric, kind: str, texts: tuple[str, str]) -> Finding:
    """Say that a text does not fit its KPI; ``texts`` are what is written and what would fit."""
    return RULE.broken(
        where,
        say(
            "“{x}” does not fit {kpi}, which is {kind}.",
            "« {x} » ne convient pas à {kpi}, qui est {kind}.",
            x=texts[0],
            kpi=metric.title,
            kind=_KINDS[kind],
        ),
        say("Write `{x}`.", "Écrivez `{x}`.", x=texts[1]),
        settle=texts[1],
        kind=kind,
    )


_KINDS = {
    "share": say("a percentage", "un pourcentage"),
    "money": say("an amount of money", "un montant d'argent"),
    "count": say("a plain number", "un nombre simple"),
    "score": say("a score", "une note"),
    "ratio": say("a ratio", "un rapport"),
    "days": say("a number of days", "un nombre de jours"),
    "hours": say("a number of hours", "un nombre d'heures"),
}


def _both_levels(given: Given, key: str, result: KeyResult) -> Text:
    start = baseline(given, key, result)
    read = meanings(result.target, "share", start)
    if start is None or not read:
        return say(
            "Write `relative` or `pts` after the number, or both levels: 24 % -> 28 %.",
            "Écrivez `relative` ou `pts` après le nombre, ou les deux niveaux : 24 % -> 28 %.",
        )
    return say(
        "From {start}, relative gives {one}, points give {two}: write `relative` or `pts`.",
        "À partir de {start}, en relatif cela donne {one}, en points {two} : écrivez `relative` "
        "ou `pts`.",
        start=share_text(start),
        one=share_text(start * read[0].factor, 2),
        two=share_text(start * read[1].factor, 2),
    )
