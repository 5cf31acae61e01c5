"""AL-102: an action does not rest on what the company does badly, unless it says how.

What it checks
    Each capability that an action not yet ended relies on: its level is above ``weak`` (2), or its
    ``mitigation`` says how the company does without it. A capability without level is not checked.

Why it matters
    « Les forces et les faiblesses internes sont évaluées de façon lucide » (001): a weakness known
    and built upon fails on the day.

Bad
    capabilities: {video: {title: Vidéo, level: 2}}
    actions: {film: {relies_on: video}}

Good
    capabilities: {video: {title: Vidéo, level: 2, mitigation: une agence tourne et monte}}
    actions: {film: {relies_on: video}}

Source
    Alignment rule of the design notes, layer *evidence*; document 001.
"""

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_words import label, listed, number_text, say

RULE = Rule(
    id="AL-102",
    title=Text(en="Weakness on the critical path", fr="Faiblesse critique"),
    question=Text(
        en="Does no action rest on a weakness that nothing makes up for?",
        fr="Aucune action ne repose-t-elle sur une faiblesse que rien ne compense\u202f?",
    ),
    why=Text(
        en="A weakness known and built upon fails on the day.",
        fr="Une faiblesse connue sur laquelle on bâtit cède le jour venu.",
    ),
    severity=Severity.WARNING,
    seed="001 « Les forces et les faiblesses internes sont évaluées de façon lucide »",
)


def check(given: Given) -> Verdicts:
    """Yield one warning for each action and weak capability that it relies on."""
    weak = given.thresholds.number("AL-102", "weak")
    unknown = dict[str, None]()
    for name, action in given.actions.items():
        ended = action.when is not None and action.when.end < given.today
        for one in action.relies_on if not ended else ():
            capability = given.plan.capabilities.get(one)
            if capability is None or (capability.mitigation or "").strip():
                continue
            if capability.level is None:
                unknown[one] = None
            elif capability.level <= weak:
                yield RULE.broken(
                    spot(given, f"actions/{name}", "relies_on"),
                    say(
                        "{a} relies on “{cap}”, a weakness of ours ({n} out of 5).",
                        "{a} repose sur « {cap} », une de nos faiblesses ({n} sur 5).",
                        a=label(name, action.title),
                        cap=capability.title,
                        n=number_text(capability.level),
                    ),
                    say(
                        "Say in `mitigation` of {one} how you do without it, or choose another way.",
                        "Dites dans `mitigation` de {one} comment vous vous en passez, ou prenez un "
                        "autre chemin.",
                        one=one,
                    ),
                    capability=one,
                    level=capability.level,
                )
    if unknown:
        yield RULE.lacks(say("the level of {x}", "le niveau de {x}", x=listed(unknown)))
