"""AL-010: an objective says what changes, not what is made.

What it checks
    Objectives whose title starts with a verb of making (``verbs``) and that have no key result to
    reach: an error when strategic, a warning when operational. Objectives whose key results are all
    done or not done (``0 -> 1``): a warning.

Why it matters
    « … est un objectif stratégique, tandis que lancer une campagne sur les réseaux sociaux est une
    action opérationnelle » (000).

Bad
    objectives:
      tiktok: {title: Lancer une campagne TikTok}

Good
    objectives:
      notoriete:
        title: Être connu des 18-25 ans
        results: {awareness_aided: 12 % -> 18 % by 2027-12-31}
    actions:
      tiktok: {title: Campagne TikTok mars-mai, serves: notoriete}

Source
    Alignment rule of the design notes, layer *objective*; document 000. Key results that are only
    done or not done are debated among practitioners: the rule warns, it does not forbid.
"""

import unicodedata
from decimal import Decimal

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_words import say
from passerelle.plan.strategy import Objective
from passerelle.plan.values import Target

RULE = Rule(
    id="AL-010",
    title=Text(en="Objective written as an action", fr="Objectif rédigé comme une action"),
    question=Text(
        en="Does every objective say what changes, not what is made?",
        fr="Chaque objectif dit-il ce qui change, et non ce que l'on fabrique\u202f?",
    ),
    why=Text(
        en="Work can be finished without anything having changed.",
        fr="Un travail peut être terminé sans que rien n'ait changé.",
    ),
    severity=Severity.ERROR,
    seed=(
        "000 « est un objectif stratégique, tandis que lancer une campagne sur les réseaux sociaux "
        "est une action opérationnelle »"
    ),
)


def check(given: Given) -> Verdicts:
    """Yield one finding for each objective that describes work."""
    verbs = {_plain(verb) for verb in given.thresholds.words("AL-010", "verbs")}
    for name, objective in given.plan.objectives.items():
        targets = [result.target for result in objective.results.values()]
        goals = [target for target in targets if not target.is_guardrail]
        first = _plain(objective.title.split(maxsplit=1)[0]) if objective.title.split() else ""
        if not goals and first in verbs:
            yield _describes_work(given, name, objective)
        elif goals and all(map(_done_or_not, goals)):
            yield RULE.broken(
                spot(given, f"objectives/{name}", "results"),
                say(
                    "“{title}” is only measured as done or not done.",
                    "« {title} » n'est mesuré que par fait ou pas fait.",
                    title=objective.title,
                ),
                say(
                    "Add a key result that says what should change, by how much.",
                    "Ajoutez un résultat clé qui dit ce qui doit changer, et de combien.",
                ),
                severity=Severity.WARNING,
            )


def _describes_work(given: Given, name: str, objective: Objective) -> Finding:
    strategic = objective.level == "strategic"
    return RULE.broken(
        spot(given, f"objectives/{name}", "title"),
        say(
            "“{title}” describes work, not a result. What should change, by how much, by when?",
            "« {title} » décrit un travail, non un résultat. Que doit-il changer, de combien, "
            "pour quand ?",
            title=objective.title,
        ),
        say(
            "Make “{title}” an action, and write the objective as a change with its key result, "
            "for example: “Be known to 18-25s”, awareness_aided: 12 % -> 18 % by 2027-12-31.",
            "Faites de « {title} » une action, et écrivez l'objectif comme un changement avec son "
            "résultat clé, par exemple : « Être connu des 18-25 ans », awareness_aided : 12 % -> 18 % by "
            "2027-12-31.",
            title=objective.title,
        ),
        severity=Severity.ERROR if strategic else Severity.WARNING,
    )


def _done_or_not(target: Target) -> bool:
    if target.level is None or target.level.unit != "count" or target.level.value != 1:
        return False
    return target.baseline is None or target.baseline.value == Decimal(0)


def _plain(word: str) -> str:
    folded = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in folded if letter.isalpha())
