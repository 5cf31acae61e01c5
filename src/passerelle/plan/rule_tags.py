"""Tags of key messages: one meaning, whichever of the two languages it is written in."""

from collections.abc import Mapping

from passerelle.base.language import Text
from passerelle.plan.rule_fold import folded

TAGS: Mapping[str, Text] = {
    "exclusivity": Text(en="exclusivity", fr="exclusivité"),
    "deal": Text(en="a good deal", fr="bonne affaire"),
    "rarity": Text(en="rarity", fr="rareté"),
    "abundance": Text(en="abundance", fr="abondance"),
    "eco": Text(en="ecology", fr="écologie"),
    "fast-shipping": Text(en="fast delivery", fr="livraison rapide"),
    "disposable": Text(en="disposable", fr="jetable"),
    "expertise": Text(en="expertise", fr="expertise"),
    "everyone": Text(en="for everyone", fr="pour tous"),
    "calm": Text(en="calm", fr="calme"),
    "urgency": Text(en="urgency", fr="urgence"),
}
"""Tags that rules know, as people read them."""

_ALSO = {
    "exclusif": "exclusivity", "exclusive": "exclusivity", "promo": "deal", "promotion": "deal",
    "deals": "deal", "rare": "rarity", "eco responsable": "eco", "sustainable": "eco", "durable": "eco",
    "livraison express": "fast-shipping", "expert": "expertise", "serenite": "calm", "urgent": "urgency",
}  # fmt: skip


def tag(written: str) -> str:
    """Give the tag that a word stands for, in French or English; a word of its own stays so.

    >>> tag("Exclusivité"), tag("fast shipping"), tag("artisanat")
    ('exclusivity', 'fast-shipping', 'artisanat')
    """
    return _KNOWN.get(folded(written), written)


def tag_name(one: str) -> Text:
    """Name a tag to a reader."""
    return TAGS.get(one) or Text(en=one, fr=one)


_KNOWN = {
    **{
        folded(word): name
        for name, text in TAGS.items()
        for word in (name, text.en, text.fr, name.replace("-", " "))
    },
    **_ALSO,
}
