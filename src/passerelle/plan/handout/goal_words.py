"""A target as a reader says it, in their language."""

from dataclasses import replace
from datetime import date

from passerelle.base import language as tongue
from passerelle.plan.export import Asked
from passerelle.plan.rule_words import typeset
from passerelle.plan.scalars import target as written
from passerelle.plan.values import Target

_FRENCH = {
    "stays under": "reste sous",
    "stays over": "reste au-dessus de",
    "relative": "relatif",
    "hours": "heures",
    "days": "jours",
}


def goal_words(asked: Asked, target: Target, due: date | None = None) -> str:
    """Write a target: ``24 % → 28 %, by 31 Dec 2027``; without a day when ``due`` is None."""
    said = written.write(replace(target, by=None)).replace("->", "→")
    if asked.language == "fr":
        for english, french in _FRENCH.items():
            said = said.replace(english, french)
        said = typeset(said)
    if due is None:
        return said
    day = tongue.day(due, asked.language)
    return said + asked.say(f", by {day}", f", avant le {day}")
