"""The language in which a plan is written, French or English, told by its small words."""

import re
from collections import Counter
from collections.abc import Iterator

from passerelle.base.language import Language
from passerelle.plan.given import Given

_SMALL: dict[str, Language] = {
    **dict.fromkeys(
        ("le", "la", "les", "des", "du", "de", "un", "une", "et", "à", "pour", "par", "en", "d", "l"),
        "fr",
    ),
    **dict.fromkeys(("the", "of", "and", "to", "for", "by", "with", "from", "is", "are"), "en"),
}  # fmt: skip


def tongue_of(given: Given) -> Language:
    """Give the language of most small words in a plan's titles and sentences; English without any."""
    return given.once(_tongue)


def _tongue(given: Given) -> Language:
    found = Counter(
        _SMALL[word]
        for text in _texts(given)
        for word in re.findall(r"\w+", text.casefold())
        if word in _SMALL
    )
    return "fr" if found["fr"] > found["en"] else "en"


def _texts(given: Given) -> Iterator[str]:
    """Walk what people wrote for each other: titles, sentences and formulas."""
    plan = given.plan
    yield plan.vision or ""
    for section in (plan.metrics, plan.objectives, plan.actions, plan.facts, plan.segments):
        for node in section.values():
            for field in ("title", "says", "formula", "source", "promise"):
                text = getattr(node, field, None)
                if isinstance(text, str):
                    yield text
