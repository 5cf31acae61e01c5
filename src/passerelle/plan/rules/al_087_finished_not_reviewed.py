"""AL-087: what has ended must say what it taught.

What it checks
    Actions, running cost apart, that ended more than ``days`` (14) days ago and have no
    ``learned``; experiments that ended as long ago, by their own dates or else by those of their
    action, and on which nothing is ``decided``.

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
from passerelle.plan.rule_find import find
from passerelle.plan.rule_words import label, say

RULE = Rule(
    id="AL-087",
    title=Text(en="Finished, not reviewed", fr="Terminé sans bilan"),
    question=Text(
        en="Does every finished action say what it taught, and every experiment what was decided?",
        fr="Chaque action terminée dit-elle ce qu'elle a appris, chaque expérience ce qui a été "
        "décidé\u202f?",
    ),
    why=Text(
        en="What is not written down is paid for again.",
        fr="Ce qui n'est pas écrit se paie une seconde fois.",
    ),
    severity=Severity.ERROR,
    seed="000 « Oublier la mesure et l'ajustement »",
)


def check(given: Given) -> Verdicts:
    """Yield one error for each action or experiment that ended long ago without a lesson."""
    yield from _actions(given)
    yield from _experiments(given)


def _experiments(given: Given) -> Verdicts:
    limit = int(given.thresholds.number("AL-087", "days"))
    for name, experiment in given.plan.experiments.items():
        action = find(given.plan.actions, experiment.action)
        when = experiment.when or (action.when if action else None)
        days = (given.today - when.end).days if when else 0
        if days > limit and not experiment.decided:
            yield RULE.broken(
                spot(given, f"experiments/{name}", "decided"),
                say(
                    "Experiment {x} ended {n} days ago and nothing was decided.",
                    "L'expérience {x} est terminée depuis {n} jours et rien n'est décidé.",
                    x=name,
                    n=days,
                ),
                say(
                    "Write `keep`, `change` or `stop` in `decided`, and in `learned` what it "
                    "taught.",
                    "Écrivez `keep`, `change` ou `stop` dans `decided`, et dans `learned` ce "
                    "qu'elle a appris.",
                ),
                days=days,
            )


def _actions(given: Given) -> Verdicts:
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
