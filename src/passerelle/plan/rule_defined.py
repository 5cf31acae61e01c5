"""Which words the plan defines: by what people would see of them, in each P of the mix."""

from collections.abc import Iterator

from passerelle.plan.model import Plan
from passerelle.plan.positioning import Means
from passerelle.plan.rule_text import stem, words


def defined(plan: Plan) -> frozenset[str]:
    """Give the stems of all words that an attribute of a positioning or a term makes visible."""
    return frozenset(stem(word) for text in _names(plan) for word in words(text))


def shows(means: Means) -> bool:
    """Whether something is said in at least one P of the mix."""
    return bool(means.product or means.price or means.place or means.promotion)


def _names(plan: Plan) -> Iterator[str]:
    for positioning in plan.positionings.values():
        yield from (word for word, means in positioning.attributes.items() if shows(means))
    for name, term in plan.terms.items():
        if shows(term.means):
            yield from (text for text in (name, term.en, term.fr, *term.also) if text)
