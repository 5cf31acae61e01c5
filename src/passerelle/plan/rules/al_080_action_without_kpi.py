"""AL-080: an action must say what it will be judged on.

What it checks
    That every action, running cost apart, and every loyalty programme names at least one KPI in
    ``judged_on``.

Why it matters
    « … sans établir de KPIs précis » (002): afterwards, anything can be called a success.

Bad
    actions: {salon: {serves: faire-revenir}}

Good
    actions: {salon: {serves: faire-revenir, judged_on: [orders]}}

Source
    Alignment rule of the design notes, layer *measure*; document 002.
"""

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.lever import lever_of
from passerelle.plan.operations import Action
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_effect import key_result_of
from passerelle.plan.rule_words import label, say

RULE = Rule(
    id="AL-080",
    title=Text(en="Action without KPI", fr="Action sans KPI"),
    question=Text(
        en="Does every action say what it will be judged on?",
        fr="Chaque action dit-elle sur quoi elle sera jugée\u202f?",
    ),
    why=Text(
        en="Without a measure agreed before, anything can be called a success after.",
        fr="Sans mesure convenue avant, tout peut s'appeler succès après.",
    ),
    severity=Severity.ERROR,
    seed="002 « sans établir de KPIs précis »",
)


def check(given: Given) -> Verdicts:
    """Yield one error for each action, and each loyalty programme, without a KPI."""
    for name, action in given.work.items():
        if action.judged_on:
            continue
        yield RULE.broken(
            spot(given, f"actions/{name}", "judged_on"),
            say(
                "{a} has no KPI; it can never be judged.",
                "{a} n'a pas d'indicateur ; elle ne pourra jamais être jugée.",
                a=label(name, action.title),
            ),
            say("Name one in `judged_on`.", "Nommez-en un dans `judged_on`."),
            settle=_served_kpi(given, action.serves) or _usual_kpi(given, action),
        )
    for name, programme in given.plan.loyalty.items():
        if not programme.judged_on:
            yield RULE.broken(
                spot(given, f"loyalty/{name}", "judged_on"),
                say(
                    "The programme {x} has no KPI; it can never be judged.",
                    "Le programme {x} n'a pas d'indicateur ; il ne pourra jamais être jugé.",
                    x=programme.title,
                ),
                say("Name one in `judged_on`.", "Nommez-en un dans `judged_on`."),
                settle=_served_kpi(given, programme.serves),
            )


def _served_kpi(given: Given, serves: tuple[str, ...]) -> str | None:
    """Name the KPI of the first objective that is served."""
    objective = given.plan.objectives.get(serves[0]) if serves else None
    key = key_result_of(objective) if objective else None
    return (objective.results[key].metric or key) if objective and key else None


def _usual_kpi(given: Given, action: Action) -> str | None:
    """Name the first KPI that actions of the same lever are judged on and that can be read."""
    lever = lever_of(action)
    found = ((kpi, given.metric(kpi)) for kpi in (lever.kpis if lever else ()))
    return next((kpi for kpi, metric in found if metric and metric.sourced), None)
