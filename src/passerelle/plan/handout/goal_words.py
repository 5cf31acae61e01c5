"""A target as a reader says it, in their language."""

from dataclasses import replace
from datetime import date

from passerelle.base import language as tongue
from passerelle.base.language import Language, Text
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
    return goal_in(asked.language, target, due)


def goal_text(target: Target, due: date | None = None) -> Text:
    """Write a target in both languages."""
    return Text(en=goal_in("en", target, due), fr=goal_in("fr", target, due))


def goal_in(language: Language, target: Target, due: date | None = None) -> str:
    """Write a target in one language, as ``goal_words`` does."""
    said = written.write(replace(target, by=None)).replace("->", "→")
    if language == "fr":
        for english, french in _FRENCH.items():
            said = said.replace(english, french)
        said = typeset(said)
    if due is None:
        return said
    day = tongue.day(due, language)
    return said + (f", by {day}" if language == "en" else f", avant le {day}")
