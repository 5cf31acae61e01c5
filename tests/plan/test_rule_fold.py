"""Words are compared as people hear them."""

from passerelle.plan.rule_fold import folded, holds


def test_case_accents_marks_and_signs_do_not_matter() -> None:
    """What is heard the same is the same."""
    assert folded("<b>Prix&nbsp;CASSÉS</b>, vraiment !") == "prix casses vraiment"


def test_words_are_whole_and_in_their_order() -> None:
    """Linen is not in laundry, nor the other way round."""
    assert holds("Du lin, toujours", "du lin")
    assert not holds("Du linge", "du lin")
    assert not holds("Lin du Nord", "du lin")
