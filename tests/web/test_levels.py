"""Values in their units, and where a key result stands on its line."""

import pytest
from django.template import engines

from passerelle.web.reader import Reader, read_by
from passerelle.web.templatetags.levels import along, between, change, rule_word
from passerelle.web.templatetags.say import quantity

SPACE = "\u202f"


@pytest.mark.parametrize(
    ("value", "unit", "english", "french"),
    [
        ("0.2702", "share", "27%", f"27{SPACE}%"),
        ("0.00258", "share", "0.26%", f"0,26{SPACE}%"),
        ("274962.00", "money", "€274,962", f"274{SPACE}962\xa0€"),
        ("10.551", "money", "€10.55", "10,55\xa0€"),
        ("13", "money", "€13", "13\xa0€"),
        ("21.0", "score", "21", "21"),
        ("14.92", "hours", "14.9\xa0h", "14,9\xa0h"),
        ("2", "days", "2\xa0days", "2\xa0jours"),
        ("9.714", "ratio", "9.71", "9,71"),
        (None, "share", "–", "–"),
    ],
)
def test_a_value_is_written_in_its_unit_and_rounded_to_what_is_known(value, unit, english, french):
    """Whole numbers have no decimals; small shares and amounts keep two."""
    with read_by(Reader("en")):
        assert quantity(value, unit) == english
    with read_by(Reader("fr")):
        assert quantity(value, unit) == french


def test_an_interval_is_written_when_it_exists():
    """Both ends or nothing."""
    with read_by(Reader("fr")):
        assert between("0.24", "0.31", "share") == f"24{SPACE}% à 31{SPACE}%"
        assert between(None, "0.31", "share") == ""


def test_a_change_is_in_points_for_a_share_and_relative_otherwise():
    """The sign always stands there; a minus is a minus."""
    with read_by(Reader("en")):
        assert change(1.53, True) == "+1.5\xa0pts"
        assert change(-0.085, False) == "−8.5%"


def test_a_rule_is_named_by_its_first_word():
    """What is attributed is said beside the number."""
    rule = {"en": "attributed: last touch", "fr": "attribué : dernier contact"}
    assert rule_word(rule).fr == "attribué"


def test_values_keep_their_order_and_their_distances_on_the_line():
    """The least stands left of the greatest, with room on both sides; labels turn inwards."""
    at = along({"low": 0.0, "middle": 5.0, "high": 10.0})
    assert at["middle"]["at"] == pytest.approx(50)
    assert 0 < at["low"]["at"] < 10
    assert at["low"]["anchor"] == "start"
    assert at["high"]["anchor"] == "end"


def test_one_value_alone_and_none_at_all_are_drawn_without_error():
    """A span of nothing divides nothing."""
    assert along({}) == {}
    assert along({"today": 0.0})["today"]["at"] == pytest.approx(100 * 0.08 / 1.16)


def draw(result):
    """Draw a key result as a page does."""
    page = engines["django"].from_string("{% load levels %}{% aim one %}")
    with read_by(Reader("en")):
        return page.render({"one": result})


def test_the_picture_says_in_words_what_it_draws():
    """Today, target and the range are in its label, for those who do not see it."""
    result = {
        "unit": "share",
        "current": {"value": "0.27"},
        "target": "0.295",
        "forecast": {"p10": 0.26, "p50": 0.30, "p90": 0.345},
    }
    picture = draw(result)
    assert "today 27%" in picture
    assert "target 29.5%" in picture
    assert "should end between 26% and 34.5%" in picture
    assert '<rect class="band"' in picture


@pytest.mark.parametrize(("limit", "word"), [("under", "at most"), ("over", "at least")])
def test_a_limit_is_called_a_limit(limit, word):
    """A guardrail is to be kept, not to be reached."""
    result = {"unit": "share", "current": {"value": "0.2"}, "target": "0.4", "limit": limit}
    assert f">{word} 40%</text>" in draw(result)


def test_without_a_forecast_no_range_is_drawn():
    """What is not known is not shown."""
    picture = draw({"unit": "count", "current": {"value": "5"}, "target": None, "forecast": None})
    assert '<rect class="band"' not in picture
    assert "today 5" in picture
