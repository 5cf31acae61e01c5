"""AL-001: an action must serve an objective.

What it checks
    That every action, or its campaign, and every loyalty programme names at least one objective in
    ``serves``. Running cost (``kind: run``) is let through when it says why in ``reason``.

Why it matters
    Work that serves nothing uses up the time of work that does.
    « Sans une stratégie solide, l'action risque de tourner à vide » (001).

Bad
    actions:
      salon: {for: fideles, by: event, when: 2027-03-18, cost: 6 500 EUR}

Good
    actions:
      salon: {for: fideles, by: event, when: 2027-03-18, cost: 6 500 EUR, serves: faire-revenir}

Source
    Alignment rule of the design notes, layer *trace*; document 001.
"""

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.base.period import Period
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_words import label, say

RULE = Rule(
    id="AL-001",
    title=Text(en="Orphan action", fr="Action orpheline"),
    question=Text(
        en="Does every action serve an objective?",
        fr="Chaque action sert-elle un objectif\u202f?",
    ),
    why=Text(
        en="Work that serves nothing uses up the time of work that does.",
        fr="Un travail qui ne sert rien prend le temps de celui qui sert.",
    ),
    severity=Severity.ERROR,
    seed="001 « Sans une stratégie solide, l'action risque de tourner à vide »",
)


def check(given: Given) -> Verdicts:
    """Yield one error for each orphan, one warning for each running cost without a reason."""
    for name, programme in given.plan.loyalty.items():
        if not programme.serves:
            yield RULE.broken(
                spot(given, f"loyalty/{name}", "serves"),
                say(
                    "The programme {x} serves no objective or key result.",
                    "Le programme {x} ne sert aucun objectif ni résultat clé.",
                    x=programme.title,
                ),
                say("Link it (`serves`), or drop it.", "Reliez-le (`serves`), ou retirez-le."),
                settle=_only_objective(given, programme.when),
            )
    for name, action in given.actions.items():
        if action.kind == "run" and not action.reason and not action.serves:
            yield RULE.broken(
                spot(given, f"actions/{name}", "reason"),
                say(
                    "{a} is marked as running cost without a reason.",
                    "{a} est marquée comme coût courant sans raison.",
                    a=label(name, action.title),
                ),
                say(
                    "Say in `reason` why it must go on.",
                    "Dites dans `reason` pourquoi elle doit durer.",
                ),
                severity=Severity.WARNING,
            )
        elif action.kind == "action" and not action.serves:
            yield RULE.broken(
                spot(given, f"actions/{name}", "serves"),
                say(
                    "Action {a} serves no objective or key result.",
                    "L'action {a} ne sert aucun objectif ni résultat clé.",
                    a=label(name, action.title),
                ),
                _FIX,
                settle=_only_objective(given, action.when),
            )


def _only_objective(given: Given, when: Period | None) -> str | None:
    """Name the objective to serve when the plan leaves no choice."""
    open_ones = [
        name
        for name, objective in given.plan.objectives.items()
        if not when or (given.ends(objective) or when.start) >= when.start
    ]
    return open_ones[0] if len(open_ones) == 1 else None


_FIX = say(
    "Link it (`serves`), mark it as running cost with a reason, or drop it.",
    "Reliez-la (`serves`), marquez-la comme coût courant avec une raison, ou retirez-la.",
)
