"""AL-010: an objective says what changes, not what is made.

What it checks
    Objectives whose title starts with a verb of making (``verbs``) and that have no key result to
    reach: an error when strategic, a warning when operational. A verb of making, or its noun
    (``nouns``: *organisation*), with an activity (``activities``: a campaign, a fair) is work even
    where a number stands beside it: a warning when strategic, a remark when operational, unless the
    title says what is gained too (``gains``: *and sell*). Objectives whose key results are all done
    or not done (``0 -> 1``): a warning.

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

from decimal import Decimal

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_text import first_word, plain, stem, words
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
    for name, objective in given.plan.objectives.items():
        targets = [result.target for result in objective.results.values()]
        goals = [target for target in targets if not target.is_guardrail]
        makes, activity, gains = _says(given, objective.title)
        if not goals and (makes == "verb" or (makes and activity)):
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
        elif makes and activity and not gains:
            yield _titled_by_work(given, name, objective)


def _says(given: Given, title: str) -> tuple[str, bool, bool]:
    """Tell whether a title begins with a making, names an activity, and says what is gained."""
    words_of, first = given.thresholds.words, first_word(title)
    found = {stem(word) for word in words(title)}
    makes = [
        kind
        for kind, key in (("verb", "verbs"), ("noun", "nouns"))
        if first in {plain(word) for word in words_of("AL-010", key)}
    ]
    activity, gains = (
        not found.isdisjoint(stem(word) for word in words_of("AL-010", key))
        for key in ("activities", "gains")
    )
    return next(iter(makes), ""), activity, gains


def _titled_by_work(given: Given, name: str, objective: Objective) -> Finding:
    strategic = objective.level == "strategic"
    return RULE.broken(
        spot(given, f"objectives/{name}", "title"),
        say(
            "“{title}” names the work, not what its key results are to change.",
            "« {title} » nomme le travail, non ce que ses résultats clés doivent changer.",
            title=objective.title,
        ),
        say(
            "Title it by the change (“More plants ask us for a quote”), and make the work an action "
            "that serves it.",
            "Intitulez-le par le changement (« Davantage d'usines nous demandent un devis »), et "
            "faites du travail une action qui le sert.",
        ),
        severity=Severity.WARNING if strategic else Severity.INFO,
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
