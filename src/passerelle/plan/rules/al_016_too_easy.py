"""AL-016: a goal that comes by itself is no goal.

What it checks
    The probability that each open key result reaches its target without any action, as the forecast
    gives it: a note above ``info_over`` (95 %). Limits to keep are left alone.

Why it matters
    Goals are to be « Réalistes » (002), and yet to ask for something: money spent on what happens
    anyway is lost.

Bad
    objectives:
      revenir: {title: Faire revenir, results: {repurchase_rate: 24 % -> 24.1 % by 2027-12-31}}
    # forecast: 98 chances in 100 without any action

Good
    objectives:
      revenir: {title: Faire revenir, results: {repurchase_rate: 24 % -> 28 % by 2027-12-31}}
    # forecast: 10 chances in 100 without any action

Source
    Alignment rule of the design notes, layer *forecast*; document 002.
"""

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, result_spot
from passerelle.plan.rule_outlook import open_results, outlook
from passerelle.plan.rule_titles import kpi_title
from passerelle.plan.rule_words import listed, say, share_text

RULE = Rule(
    id="AL-016",
    title=Text(en="Too easy", fr="Trop facile"),
    question=Text(
        en="Does every goal ask for something?",
        fr="Chaque but demande-t-il quelque chose\u202f?",
    ),
    why=Text(
        en="Money spent on what happens anyway is lost.",
        fr="L'argent dépensé pour ce qui arrive de toute façon est perdu.",
    ),
    severity=Severity.INFO,
    seed="002 « objectifs SMART (Spécifiques, Mesurables, Atteignables, Réalistes, Temporellement définis) »",
    needs=("text", "forecasts"),
)


def check(given: Given) -> Verdicts:
    """Yield one note for each open key result that would be reached without doing anything."""
    unknown = []
    for name, key, objective, result in open_results(given):
        if result.target.is_guardrail:
            continue
        foreseen = outlook(given, name, key)
        chance = foreseen.unaided if foreseen else None
        if chance is None:
            unknown.append(f"{name}/{key}")
        elif chance > given.thresholds.number("AL-016", "info_over"):
            yield RULE.broken(
                result_spot(given, name, key),
                say(
                    "“{o}” would be met without doing anything: {p} chance on {kpi}.",
                    "« {o} » serait atteint sans rien faire : {p} de chances pour {kpi}.",
                    o=objective.title,
                    p=share_text(chance, 0),
                    kpi=kpi_title(given, result.metric or key),
                ),
                say(
                    "Raise the target, or spend where more is at stake.",
                    "Relevez la cible, ou dépensez là où l'enjeu est plus grand.",
                ),
                unaided=chance,
            )
    if unknown:
        yield RULE.lacks(
            say(
                "a forecast without actions of {names}",
                "une prévision sans action de {names}",
                names=listed(unknown),
            )
        )
