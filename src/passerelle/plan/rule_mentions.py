"""A mention that a text must carry: whether it does, and the text with it."""

from passerelle.plan.rule_fold import folded, holds
from passerelle.plan.rule_numerals import in_figures

_SMALL = 3
"""Letters of a word that tells nothing alone: *the*, *les*, *en*."""

_ENDS = ".!?…»”"


def carries(text: str, mention: str) -> bool:
    """Whether a text carries a mention, its numbers in figures or in letters.

    >>> carries("Un bon valable dix-huit mois", "valable 18 mois")
    True
    """
    return holds(text, mention) or holds(in_figures(text), in_figures(mention))


def with_mention(text: str, mention: str) -> str | None:
    """Write the mention after a text, as a sentence of its own; None where it says part of it otherwise.

    >>> with_mention("Un bon pour deux. hotel.example", "valable 18 mois")
    'Un bon pour deux. hotel.example. Valable 18 mois'
    >>> with_mention("Un bon valable un an", "valable 18 mois") is None
    True
    """
    words = {word for word in folded(mention).split() if len(word) > _SMALL}
    if not words.isdisjoint(folded(text).split()):
        return None
    text, address = text.rstrip(), any(sign in mention for sign in "./@")
    first = mention if address else f"{mention[0].upper()}{mention[1:]}"
    return f"{text} {first}" if text[-1:] in _ENDS else f"{text}. {first}"
