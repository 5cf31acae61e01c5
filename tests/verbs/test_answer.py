"""What doors render: plain JSON, digits exact, both languages kept."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.base.language import Text
from passerelle.base.money import Money
from passerelle.base.period import Period
from passerelle.base.place import Place
from passerelle.verbs.answer import Answer, plain


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Part:
    what: Text
    sizes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Whole(Answer):
    part: Part
    cost: Money
    when: Period
    colour: Colour


def test_an_answer_is_plain_all_the_way_down():
    """Dataclasses, sentences, money, periods and enums become what JSON has."""
    whole = Whole(
        Part(Text("a", "b"), (1, 2)),
        Money(Decimal(1800)),
        Period(date(2027, 1, 1), date(2027, 1, 2)),
        Colour.RED,
    )
    assert whole.as_json() == {
        "part": {"what": {"en": "a", "fr": "b"}, "sizes": [1, 2]},
        "cost": "1 800 EUR",
        "when": "2027-01-01..2027-01-02",
        "colour": "red",
    }
    assert whole.code == 0


SIMPLE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.text(),
    st.dates(),
    st.datetimes(),
    st.decimals(min_value=-(10**9), max_value=10**9, places=4),
    st.builds(Text, en=st.text(), fr=st.text()),
    st.builds(Place, st.just("a.yaml"), st.integers(1, 99)),
)


@given(
    st.recursive(
        SIMPLE,
        lambda deeper: st.lists(deeper) | st.dictionaries(st.text(), deeper) | st.tuples(deeper),
    )
)
def test_anything_of_ours_becomes_json_and_stays_so(value):
    """What is plain already is not changed again."""
    first = plain(value)
    assert plain(first) == first
    json.dumps(first, allow_nan=False)


def test_amounts_keep_their_digits():
    """Cents are neither lost nor invented."""
    assert plain(Decimal("8911407.904")) == 8911407.904
    assert plain(Decimal("541909.0000")) == 541909
    assert plain(datetime(2027, 1, 11, 8)) == "2027-01-11T08:00:00"


def test_what_has_no_plain_form_is_our_fault():
    """Never a guess."""
    with pytest.raises(TypeError, match="no plain form"):
        plain(object())
