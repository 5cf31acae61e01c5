"""Phrases and conditions, one-to-one."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passerelle.plan.condition import All, AnyOf, Condition, Consent, Member, Not
from passerelle.plan.phrases.members import segments_in, with_segment
from passerelle.plan.phrases.tree import read_condition, write_condition
from passerelle.plan.phrases.write import write_phrase
from passerelle.plan.unreadable import Unreadable
from plan.trees import TREES

BOTH = [
    ("commandes >= 3 en 24 mois", "orders >= 3 in 24 months"),
    ("dernière commande il y a plus de 90 jours", "last order before 90 days ago"),
    ("dernière commande il y a moins de 90 jours", "last order within 90 days"),
    ("dernière commande dans les 30 jours", "last order within 30 days"),
    ("première commande après le 2026-01-01", "first order after 2026-01-01"),
    ("première commande avant 2026-01-01", "first order before 2026-01-01"),
    ("dépense > 1 800,50 EUR en 1 an", "spend > 1 800.50 EUR in 1 year"),
    ("panier moyen >= 50", "average order >= 50"),
    ("événement visit >= 2 en 30 jours où (source est google)",
     "event visit >= 2 in 30 days where (source is google)"),
    ("somme de value de événement purchase > 10", "sum of value of event purchase > 10"),
    ("commandes = 0 entre le 2026-01-01 et 2026-03-31", "orders = 0 between 2026-01-01 and 2026-03-31"),
    ("commandes >= 1 depuis le 2026-01-01", "orders >= 1 since 2026-01-01"),
    ("score de récence >= 4", "recency score >= 4"),
    ("dans le segment fideles ou non tout le monde", "in segment fideles or not everyone"),
    ("consent à email et ville est connue", "consents to email and ville is known"),
    ("country dans (FR, BE)", "country in (FR, BE)"),
    ('city est "Lille"', "city is Lille"),
    ("city contient lille", "city contains lille"),
    ("birth_date < 1990-01-01", "birth_date < 1990-01-01"),
    ("ORDERS >= 3 AND Country Is FR", "orders >= 3 and Country is FR"),
    ("orders ≥ 3", "orders >= 3"),
    ("spend > 100 €", "spend > 100 EUR"),
    ("last event visit within 30 days", "last event visit within 30 days"),
    ("a = 1 and b = 2 or c = 3", "(a = 1 and b = 2) or c = 3"),
    ("country is FR and orders >= 2 where channel is web",
     "country is FR and orders >= 2 where (channel is web)"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "canonical"), BOTH)
def test_both_languages_read_alike(typed: str, canonical: str) -> None:
    """French and loose forms read as the English form that is written back."""
    assert write_phrase(read_condition(typed)) == canonical
    assert read_condition(canonical) == read_condition(typed)


@settings(max_examples=400, deadline=None)
@given(TREES)
def test_written_condition_reads_back(tree: Condition) -> None:
    """Whatever the tree, what is written reads back as the same tree."""
    assert read_condition(write_condition(tree)) == tree


@settings(max_examples=200, deadline=None)
@given(TREES)
def test_phrase_is_stable(tree: Condition) -> None:
    """A canonical text is written the same again."""
    written = write_condition(tree)
    assert write_condition(read_condition(written)) == written


@settings(max_examples=300, deadline=None)
@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(
            [
                "orders",
                ">=",
                "3",
                "in",
                "24",
                "months",
                "and",
                "not",
                "(",
                ")",
                "where",
                "a",
                "is",
                ",",
                "2026-02-30",
                "score",
                "en",
                "x",
            ]
        ),
        max_size=12,
    ).map(" ".join)
)
def test_any_text_reads_or_is_refused(text: str) -> None:
    """No phrase, however strange, ends in another error."""
    try:
        read_condition(text)
    except Unreadable as error:
        refused = error
    else:
        return
    assert refused.what.fr
    assert refused.fix.fr


@pytest.mark.parametrize(
    ("phrase", "column", "word"),
    [
        ("orders >= 3 in 24 lunes", 19, "lunes"),
        ("orders >= 3 in 24 month andd spend > 3", 25, "and"),
        ("recncy score >= 3", 8, "score"),
        ("orders >= 3 wher channel is web", 13, "where"),
        ("orders >= ", 11, "too early"),
        ("orders in 24", 8, "in"),
        ("last order before 2026-02-30", 19, "2026-02-28"),
        ("orders >= 3 in 0 days", 16, "10 000"),
        ("orders >= 3 in 24,500 days", 16, "two ways"),
        ("orders >= 3 between 2026-03-01 and 2026-01-01", 36, "before the start"),
    ],
)  # fmt: skip
def test_refusal_points_at_the_column(phrase: str, column: int, word: str) -> None:
    """A refusal gives the column in the phrase and the nearest word."""
    with pytest.raises(Unreadable) as caught:
        read_condition(phrase)
    assert caught.value.column == column
    assert word in str(caught.value)


def test_filter_that_runs_on_is_refused() -> None:
    """Nobody can tell whether the second test is of the order or of the person."""
    with pytest.raises(Unreadable, match="parentheses"):
        read_condition("orders >= 2 where channel is web and country is FR")


@pytest.mark.parametrize(
    "value", [None, 3, [], {}, {"all": "x"}, {"not": None}, {"x": []}, "", "  ", {"all": [3]}]
)
def test_no_condition(value: Any) -> None:
    """What is neither a phrase nor a tree is refused."""
    with pytest.raises(Unreadable):
        read_condition(value)


def test_too_deep_is_refused() -> None:
    """Neither parentheses nor maps may nest without end."""
    nested: Any = "everyone"
    for _ in range(2000):
        nested = {"not": nested}
    for value in ("(" * 3000 + "everyone" + ")" * 3000, "not " * 900 + "everyone", nested):
        with pytest.raises(Unreadable):
            read_condition(value)


def test_long_trees_are_written_as_maps() -> None:
    """A flat tree is one phrase; a nested one is a map."""
    flat = read_condition("orders >= 3 and country is FR")
    assert write_condition(flat) == "orders >= 3 and country is FR"
    nested = All((flat, AnyOf((Member("x"), Consent("email")))))
    assert write_condition(nested) == {
        "all": ["orders >= 3 and country is FR", "in segment x or consents to email"]
    }


def test_segments_named_by_a_condition() -> None:
    """Membership is found, and renamed, at any depth."""
    tree = All((Member("a"), Not(AnyOf((Member("b"), Consent("a"))))))
    assert segments_in(tree) == ("a", "b")
    assert segments_in(with_segment(tree, "b", "c")) == ("a", "c")
