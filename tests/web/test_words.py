"""Words of verbs, as readers call them."""

from passerelle.web.reader import Reader, read_by
from passerelle.web.templatetags.words import channel, field, plainly, reason, state, state_word


def test_known_words_are_said_and_own_words_stay():
    """A channel that a shop named itself is shown as it wrote it."""
    with read_by(Reader("fr")):
        assert channel("social") == "réseaux sociaux"
        assert channel("montgolfière") == "montgolfière"
        assert channel(None) == "non connu"
        assert reason("no_address") == "sans adresse"
        assert field("cost") == "coût"
        assert field("results/nps") == "résultats clés · nps"


def test_a_state_always_has_its_sign_and_its_word():
    """Colour is never alone; an unknown state is shown as it is."""
    with read_by(Reader("en")):
        assert state("send", "held") == '<span class="sign watch watch">on hold</span>'
        assert "mystery" in state("message", "mystery")
        assert state_word("excluded", "message") == "left out"


def test_values_of_the_plan_are_written_in_one_line():
    """Pairs and lists as people write them; what they hold is not touched."""
    assert plainly({"target": "28 %", "for": ["a", "b"]}) == "target: 28 %, for: a, b"
    assert plainly(None) == ""
    assert plainly(3) == "3"
