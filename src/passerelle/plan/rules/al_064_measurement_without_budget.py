"""AL-064: what only a survey can read has a survey that is paid for, and large enough.

What it checks
    Key results read on ``kpis`` that only a survey gives (awareness, preference, image,
    satisfaction by survey): that a study says it ``measures`` them, with a cost and fieldwork not
    over when the objective starts, nor before the first action starts that says it moves them. And,
    for a share, that the study's margin of error for its sample (``z`` 1.96, 95 %) is no wider than
    the change the key result asks for.

Why it matters
    « Sondages, focus groups » (004) cost money: an objective nobody can read is never reached.

Bad
    objectives: {o: {title: Être connu, results: {awareness_aided: 12 % -> 18 % by 2027-12-31}}}

Good
    objectives: {o: {title: Être connu, results: {awareness_aided: 12 % -> 18 % by 2027-12-31}}}
    studies:
      barometre: {title: Baromètre, measures: awareness_aided, n: 1000, cost: 9 000 EUR, when: 2027-12}

Source
    Alignment rule of the design notes, layer *budget*; document 004. Margin of error of a share by
    the normal approximation, z·√(p(1−p)/n), p the starting value or else one half.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import ROUND_CEILING, Decimal

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.analysis import Study
from passerelle.plan.given import Given, Metric
from passerelle.plan.rule import Rule, Verdicts, result_spot, spot
from passerelle.plan.rule_effect import need, stated
from passerelle.plan.rule_words import amount_text, label, number_text, say
from passerelle.plan.strategy import KeyResult

RULE = Rule(
    id="AL-064",
    title=Text(en="No budget for measurement", fr="Mesure non financée"),
    question=Text(
        en="Is there a paid survey, large enough, for what only a survey can read?",
        fr="Y a-t-il une enquête financée, et assez large, pour ce que seule une enquête mesure\u202f?",
    ),
    why=Text(
        en="An objective that nobody can read is never reached.",
        fr="Un objectif que personne ne peut lire n'est jamais atteint.",
    ),
    severity=Severity.INFO,
    seed="004 « Sondages, focus groups »",
)


def check(given: Given) -> Verdicts:
    """Yield one remark for each key result without a survey, or whose survey is too small."""
    for name, key, metric, result in _surveyed(given):
        studies = _studies(given, metric)
        if not studies:
            yield _none(given, name, key, metric)
            continue
        ready = [one for one, study in studies.items() if _in_time(given, name, study)]
        paid = [one for one in ready if studies[one].cost]
        if not ready:
            yield _unready(given, next(iter(studies)), metric)
        elif not paid:
            yield _unpaid(given, ready[0], metric)
        elif moved := _before_all(given, name, key, [studies[one] for one in paid]):
            last = max(paid, key=lambda one: _last_day(studies[one]))
            yield _too_early(given, last, metric, *moved)
        else:
            yield from _small(given, paid, key, metric, result)


def _surveyed(given: Given) -> Iterator[tuple[str, str, Metric, KeyResult]]:
    kpis = given.thresholds.words("AL-064", "kpis")
    for name, key, _, result in given.key_results():
        metric = given.metric(result.metric or key)
        if metric and metric.id in kpis:
            yield name, key, metric, result


def _studies(given: Given, metric: Metric) -> dict[str, Study]:
    """Find the studies that measure a KPI, under its id or a synonym."""
    found = {}
    for name, study in given.plan.studies.items():
        read = [known.id for one in study.measures if (known := given.metric(one))]
        if metric.id in read:
            found[name] = study
    return found


def _in_time(given: Given, objective: str, study: Study) -> bool:
    start = given.starts(given.plan.objectives[objective])
    return study.when is not None and (start is None or study.when.end >= start)


def _before_all(
    given: Given, objective: str, key: str, studies: Sequence[Study]
) -> tuple[date, str] | None:
    """Give the day on which the first action that moves a KPI starts, if all its studies are over then."""
    moving = [
        (action.when.start, label(name, action.title))
        for name, action in given.work.items()
        if action.when and objective in action.serves and stated(given, name, objective, key)
    ]
    first = min(moving, default=None)
    over = first and all(_last_day(study) < first[0] for study in studies)
    return first if over else None


def _last_day(study: Study) -> date:
    return study.when.end if study.when else date.min


def _too_early(given: Given, study: str, metric: Metric, first: date, action: str) -> Finding:
    return RULE.broken(
        spot(given, f"studies/{study}", "when"),
        say(
            "{study} ends on {d1}; what moves {kpi} only starts on {d2}: {a}.",
            "{study} finit le {d1} ; ce qui fait bouger {kpi} ne commence que le {d2} : {a}.",
            study=given.plan.studies[study].title,
            kpi=metric.title,
            d1=_last_day(given.plan.studies[study]),
            d2=first,
            a=action,
        ),
        say(
            "Let its fieldwork go on after that, or plan another wave.",
            "Faites durer son terrain au-delà, ou prévoyez une autre vague.",
        ),
    )


def _none(given: Given, name: str, key: str, metric: Metric) -> Finding:
    return RULE.broken(
        result_spot(given, name, key),
        say(
            "{o} needs a survey to read {kpi}, and none is planned.",
            "{o} demande une enquête pour lire {kpi}, et aucune n'est prévue.",
            o=given.plan.objectives[name].title,
            kpi=metric.title,
        ),
        say(
            "Add a study that `measures` {kpi}, with its cost and its fieldwork.",
            "Ajoutez une étude qui mesure (`measures`) {kpi}, avec son coût et son terrain.",
            kpi=metric.id,
        ),
    )


def _unready(given: Given, study: str, metric: Metric) -> Finding:
    return RULE.broken(
        spot(given, f"studies/{study}", "when"),
        say(
            "{study} has no fieldwork after the objective starts; {kpi} will not be read.",
            "{study} n'a pas de terrain après le début de l'objectif ; {kpi} ne sera pas lu.",
            study=given.plan.studies[study].title,
            kpi=metric.title,
        ),
        say("Write its fieldwork in `when`.", "Écrivez son terrain dans `when`."),
    )


def _unpaid(given: Given, study: str, metric: Metric) -> Finding:
    return RULE.broken(
        spot(given, f"studies/{study}", "cost"),
        say(
            "{study}, which reads {kpi}, has no budget.",
            "{study}, qui lit {kpi}, n'a pas de budget.",
            study=given.plan.studies[study].title,
            kpi=metric.title,
        ),
        say("Write its cost, even if it is 0.", "Écrivez son coût, même s'il est de 0."),
    )


def _small(
    given: Given, studies: list[str], key: str, metric: Metric, result: KeyResult
) -> Verdicts:
    """Say that no study of the KPI can see the change, at the largest of them."""
    asked = need(given, key, result)
    sizes = {name: given.plan.studies[name].n for name in studies}
    known = {name: n for name, n in sizes.items() if n}
    if asked is None or asked.unit != "pts" or not asked.size or len(known) < len(sizes):
        return
    share = _HALF if asked.start is None else asked.start / 100
    spread = given.thresholds.number("AL-064", "z") ** 2 * share * (1 - share) * 10000
    largest = max(known, key=lambda name: known[name])
    margin = (spread / known[largest]).sqrt()
    if margin <= asked.size:
        return
    enough = (spread / asked.size**2).to_integral_value(rounding=ROUND_CEILING)
    yield RULE.broken(
        spot(given, f"studies/{largest}", "n"),
        say(
            "{study} reads {kpi} to within {margin} with {n} answers; the change to see is {size}.",
            "{study} lit {kpi} à {margin} près avec {n} réponses ; le changement à voir est de "
            "{size}.",
            study=given.plan.studies[largest].title,
            kpi=metric.title,
            margin=amount_text(round(margin, 1), "pts"),
            n=number_text(known[largest]),
            size=amount_text(asked.size, "pts"),
        ),
        say(
            "Ask {enough} people, or expect to see only a larger change.",
            "Interrogez {enough} personnes, ou n'espérez voir qu'un changement plus grand.",
            enough=number_text(enough),
        ),
        settle=str(enough),
        margin=margin,
        size=asked.size,
    )


_HALF = Decimal(1) / 2
