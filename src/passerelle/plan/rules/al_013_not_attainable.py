"""AL-013: a goal must have a fair chance of being reached.

What it checks
    The probability that each open key result reaches its target, as the forecast gives it: a
    warning below ``warning_under`` (20 %), a note below ``info_under`` (40 %). An objective said to
    be ``ambitious`` has both limits multiplied by ``ambitious_times`` (half).

Why it matters
    SMART goals are « Atteignables » (002): nobody works for what cannot be reached, and money goes
    where it cannot help.

Bad
    objectives:
      revenir:
        title: Faire revenir
        results: {repurchase_rate: 24 % -> 60 % by 2027-12-31}
    # forecast: 4 chances in 100

Good
    objectives:
      revenir:
        title: Faire revenir
        results: {repurchase_rate: 24 % -> 28 % by 2027-12-31}
    # forecast: 55 chances in 100

Source
    Alignment rule of the design notes, layer *forecast*; document 002.
"""

from decimal import Decimal

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given, Outlook
from passerelle.plan.rule import Rule, Spot, Verdicts, result_spot
from passerelle.plan.rule_outlook import goal_text, open_results, outlook, value_text
from passerelle.plan.rule_words import listed, say, share_text
from passerelle.plan.strategy import Objective

RULE = Rule(
    id="AL-013",
    title=Text(en="Not attainable", fr="Non atteignable"),
    question=Text(
        en="Has every goal a fair chance of being reached?",
        fr="Chaque but a-t-il une vraie chance d'être atteint\u202f?",
    ),
    why=Text(
        en="Nobody works for what cannot be reached, and money goes where it cannot help.",
        fr="Personne ne travaille à l'impossible, et l'argent va là où il ne peut rien.",
    ),
    severity=Severity.WARNING,
    seed="002 « objectifs SMART (Spécifiques, Mesurables, Atteignables, Réalistes, Temporellement définis) »",
    needs=("text", "forecasts"),
)


def check(given: Given) -> Verdicts:
    """Yield one finding for each open key result that will hardly be reached."""
    unknown = []
    for name, key, objective, result in open_results(given):
        foreseen = outlook(given, name, key)
        if foreseen is None:
            unknown.append(f"{name}/{key}")
            continue
        grave = _severity(given, foreseen.probability, ambitious=objective.ambitious)
        if grave:
            where = result_spot(given, name, key)
            between = _range(given, result.metric or key, foreseen)
            goal = goal_text(given, result)
            yield _hard(where, objective, goal, between, foreseen, grave)
    if unknown:
        yield RULE.lacks(
            say("a forecast of {names}", "une prévision de {names}", names=listed(unknown))
        )


def _severity(given: Given, chance: Decimal, *, ambitious: bool) -> Severity | None:
    times = given.thresholds.number("AL-013", "ambitious_times") if ambitious else Decimal(1)
    if chance < times * given.thresholds.number("AL-013", "warning_under"):
        return Severity.WARNING
    if chance < times * given.thresholds.number("AL-013", "info_under"):
        return Severity.INFO
    return None


def _hard(
    where: Spot,
    objective: Objective,
    goal: Text,
    between: Text,
    foreseen: Outlook,
    grave: Severity,
) -> Finding:
    return RULE.broken(
        where,
        say(
            "On current evidence “{o}” has a {p} chance of reaching {target}{between}.",
            "D'après ce que l'on sait, « {o} » a {p} de chances d'atteindre {target}{between}.",
            o=objective.title,
            p=share_text(foreseen.probability, 0),
            target=goal,
            between=between,
        ),
        _FIX_AMBITIOUS if objective.ambitious else _FIX,
        severity=grave,
        probability=foreseen.probability,
        low=foreseen.low,
        high=foreseen.high,
    )


def _range(given: Given, kpi: str, foreseen: Outlook) -> Text:
    if foreseen.low is None or foreseen.high is None:
        return Text(en="", fr="")
    return say(
        " (80% range: {low} to {high})",
        " (intervalle à 80\u202f% : {low} à {high})",
        low=value_text(given, kpi, foreseen.low),
        high=value_text(given, kpi, foreseen.high),
    )


_FIX = say(
    "Plan more towards it, give it more time, lower it, or say that it is `ambitious`.",
    "Prévoyez davantage pour lui, donnez-lui plus de temps, baissez-le, ou dites-le `ambitious`.",
)
_FIX_AMBITIOUS = say(
    "It is hard even for an ambitious goal: plan more towards it, give it more time, or lower it.",
    "C'est dur même pour un but ambitieux : prévoyez davantage pour lui, donnez-lui plus de temps, "
    "ou baissez-le.",
)
