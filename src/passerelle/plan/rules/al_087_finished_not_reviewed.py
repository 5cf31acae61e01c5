"""AL-087: an action that has ended must say what it taught.

What it checks
    Actions, running cost apart, that ended more than ``days`` (14) days ago and have no
    ``learned``.

Why it matters
    « Oublier la mesure et l'ajustement » (000) is how the same mistake is paid for twice.

Bad
    actions: {salon: {when: 2026-09-18}}

Good
    actions: {salon: {when: 2026-09-18, learned: {says: Le samedi vend deux fois plus, keep: keep}}}

Source
    Alignment rule of the design notes, layer *measure*; document 000.
"""

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_words import label, say

RULE = Rule(
    id="AL-087",
    title=Text(en="Finished, not reviewed", fr="Terminé sans bilan"),
    question=Text(
        en="Does every finished action say what it taught?",
        fr="Chaque action terminée dit-elle ce qu'elle a appris\u202f?",
    ),
    why=Text(
        en="What is not written down is paid for again.",
        fr="Ce qui n'est pas écrit se paie une seconde fois.",
    ),
    severity=Severity.ERROR,
    seed="000 « Oublier la mesure et l'ajustement »",
)


def check(given: Given) -> Verdicts:
    """Yield one error for each action that ended long enough ago without a lesson."""
    limit = int(given.thresholds.number("AL-087", "days"))
    for name, action in given.work.items():
        days = (given.today - action.when.end).days if action.when else 0
        if days <= limit or action.learned:
            continue
        yield RULE.broken(
            spot(given, f"actions/{name}", "learned"),
            say(
                "{a} ended {n} days ago without a result.",
                "{a} est terminée depuis {n} jours sans bilan.",
                a=label(name, action.title),
                n=days,
            ),
            say(
                "Write in `learned` what it taught and whether to keep it.",
                "Écrivez dans `learned` ce qu'elle a appris et s'il faut la garder.",
            ),
            days=days,
        )
