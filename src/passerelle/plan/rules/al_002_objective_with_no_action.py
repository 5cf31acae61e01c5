"""AL-002: an objective needs at least one action.

What it checks
    That each objective, or one within it, is served by an action. Closed objectives are left alone.
    An error when it starts within ``soon_days`` (30) or has started, a warning before. And that each
    line of the strategy (``pillars``) has an objective that follows it: a warning.

Why it matters
    « Sans exécution rigoureuse, la plus brillante des stratégies reste lettre morte » (001).

Bad
    objectives:
      faire-revenir: {title: Faire revenir les clients d'un seul achat, start: 2027-01-01}

Good
    objectives:
      faire-revenir: {title: Faire revenir les clients d'un seul achat, start: 2027-01-01}
    actions:
      completer-la-parure: {serves: faire-revenir}

Source
    Alignment rule of the design notes, layer *trace*; document 001.
"""

from datetime import timedelta

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_words import say

RULE = Rule(
    id="AL-002",
    title=Text(en="Objective with no action", fr="Objectif sans action"),
    question=Text(
        en="Is something planned for every objective?",
        fr="Quelque chose est-il prévu pour chaque objectif\u202f?",
    ),
    why=Text(
        en="A goal that nobody works on is a wish.",
        fr="Un but auquel personne ne travaille est un vœu.",
    ),
    severity=Severity.ERROR,
    seed="001 « sans exécution rigoureuse, la plus brillante des stratégies reste lettre morte »",
)


def check(given: Given) -> Verdicts:
    """Yield one finding for each open objective without action, and each pillar without objective."""
    soon = given.today + timedelta(days=int(given.thresholds.number("AL-002", "soon_days")))
    for name, objective in given.plan.objectives.items():
        ends, start = given.ends(objective), given.starts(objective)
        if (ends and ends < given.today) or _served(given, name):
            continue
        when = start or given.today
        yield RULE.broken(
            spot(given, f"objectives/{name}"),
            say(
                "Objective “{o}” starts on {d} and nothing is planned to reach it.",
                "L'objectif « {o} » démarre le {d} et rien n'est prévu pour l'atteindre.",
                o=objective.title,
                d=when,
            ),
            say(
                "Plan an action with `serves: {name}`, or drop the objective.",
                "Prévoyez une action avec `serves: {name}`, ou retirez l'objectif.",
                name=name,
            ),
            severity=Severity.ERROR if when <= soon else Severity.WARNING,
            start=when,
        )
    followed = {objective.pillar for objective in given.plan.objectives.values()}
    for name, pillar in given.plan.pillars.items():
        if name not in followed:
            yield RULE.broken(
                spot(given, f"pillars/{name}"),
                say(
                    "No objective follows “{p}”: nothing is planned to get there.",
                    "Aucun objectif ne suit « {p} » : rien n'est prévu pour y arriver.",
                    p=pillar.title,
                ),
                say(
                    "Write an objective with `pillar: {name}`, or drop this line of the strategy.",
                    "Écrivez un objectif avec `pillar: {name}`, ou retirez cet axe.",
                    name=name,
                ),
                severity=Severity.WARNING,
            )


def _served(given: Given, objective: str) -> bool:
    return any(name in given.serving for name in given.below(objective))
