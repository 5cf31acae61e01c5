"""AL-008: the goal of a team or a person must be within one of the company's.

What it checks
    That an objective of a team or a person (``of``) says which objective it is ``within``.

Why it matters
    « La liaison des objectifs individuels à ceux de l'équipe et de l'entreprise » (002) is what
    lets people see what their work is for.

Bad
    people: {paul: {title: Chef des ventes}}
    objectives:
      croitre: {title: Croître}
      rappeler: {title: Rappeler plus vite, of: paul}

Good
    people: {paul: {title: Chef des ventes}}
    objectives:
      croitre: {title: Croître}
      rappeler: {title: Rappeler plus vite, of: paul, within: croitre}

Source
    Alignment rule of the design notes, layer *trace*; document 002.
"""

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_titles import person_title
from passerelle.plan.rule_words import say

RULE = Rule(
    id="AL-008",
    title=Text(en="Individual goal not linked up", fr="Objectif individuel isolé"),
    question=Text(
        en="Is every goal of a team or a person within one of the company's?",
        fr="Chaque but d'équipe ou de personne sert-il un but de l'entreprise\u202f?",
    ),
    why=Text(
        en="People commit to a goal when they see what it is for.",
        fr="On s'engage pour un but dont on voit à quoi il sert.",
    ),
    severity=Severity.WARNING,
    seed=(
        "002 « la liaison des objectifs individuels à ceux de l'équipe et de l'entreprise "
        "renforcent l'engagement et la responsabilisation »"
    ),
)


def check(given: Given) -> Verdicts:
    """Yield one warning for each objective of a team or a person that is within none."""
    objectives = given.plan.objectives
    company = [name for name, objective in objectives.items() if not objective.of]
    for name, objective in objectives.items():
        if not objective.of or objective.within:
            continue
        above = [one for one in company if name not in given.above(one)]
        yield RULE.broken(
            spot(given, f"objectives/{name}", "within"),
            say(
                "“{o}”, of {who}, is not linked to a team or company objective.",
                "« {o} », de {who}, n'est relié à aucun objectif d'équipe ou d'entreprise.",
                o=objective.title,
                who=person_title(given, objective.of),
            ),
            say(
                "Name in `within` the objective that it serves.",
                "Nommez dans `within` l'objectif qu'il sert.",
            ),
            settle=above[0] if len(above) == 1 else None,
        )
