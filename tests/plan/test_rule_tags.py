"""One tag in two languages."""

import pytest

from passerelle.base.language import Text
from passerelle.plan.rule_tags import TAGS, tag, tag_name


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("exclusivité", "exclusivity"),
        ("Exclusivity", "exclusivity"),
        ("éco", "eco"),
        ("écologie", "eco"),
        ("Livraison rapide", "fast-shipping"),
        ("fast-shipping", "fast-shipping"),
        ("pour tous", "everyone"),
        ("artisanat", "artisanat"),
    ],
)
def test_a_tag_means_the_same_in_both_languages(written: str, meant: str) -> None:
    """Accents, capitals and hyphens do not matter; a word of its own stays as it is."""
    assert tag(written) == meant


def test_a_tag_is_named_to_its_reader() -> None:
    """A word that no rule knows is its own name, and every known name leads back to its tag."""
    assert tag_name("rarity") == Text(en="rarity", fr="rareté")
    assert tag_name("artisanat") == Text(en="artisanat", fr="artisanat")
    assert all(tag(text) == name for name, both in TAGS.items() for text in (both.en, both.fr))
