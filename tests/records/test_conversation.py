"""The conversation: asked, read, objected, approved, voided."""

import pytest

from passerelle.base.errors import NotAllowed, Refused
from passerelle.records.conversation import (
    Acknowledgement,
    answer_reading,
    approve,
    ask_to_read,
    standing_approvals,
    to_read,
    void_approvals,
)
from passerelle.records.revisions import Change, record


@pytest.fixture
def first(marie, noon):
    """The first revision."""
    return record({"plan.yaml": "vision: un\n"}, None, Change("", "strategic", noon, marie))


def test_a_team_is_asked_once_and_any_member_answers(first, marie, paul, noon):
    """Sales reads for sales; it is then off the list."""
    asked = ask_to_read("actions/soldes", first, team="sales", at=noon)
    assert ask_to_read("actions/soldes", first, team="sales", at=noon) == asked
    assert to_read(paul) == [asked]
    assert to_read(marie) == []
    answer_reading(asked, paul, "read", at=noon)
    assert to_read(paul) == []
    assert Acknowledgement.objects.get().answered_by == paul


def test_one_cannot_read_for_another_team(first, marie, noon):
    """The answer of someone who was not asked is refused."""
    asked = ask_to_read("actions/soldes", first, team="sales", at=noon)
    with pytest.raises(NotAllowed):
        answer_reading(asked, marie, "read", at=noon)


def test_a_person_without_team_is_asked_nothing(first, marie, noon, db):
    """An empty team is no team: it does not match requests made to a person."""
    marie.team = ""
    ask_to_read("actions/soldes", first, person="paul", at=noon)
    assert to_read(marie) == []


def test_an_objection_needs_words(first, paul, noon):
    """An objection says what must change; it may be followed by a reading."""
    asked = ask_to_read("actions/soldes", first, person="paul", at=noon)
    with pytest.raises(Refused):
        answer_reading(asked, paul, "objection", at=noon, comment="  ")
    answer_reading(asked, paul, "objection", at=noon, comment="Trop tôt")
    assert Acknowledgement.objects.get().comment == "Trop tôt"
    answer_reading(asked, paul, "read", at=noon)
    assert Acknowledgement.objects.get().answer == "read"


def test_an_edit_voids_only_the_approvals_of_what_it_touches(first, marie, noon):
    """Approvals of other nodes stand; that of the whole falls with any edit."""
    approve(first, "budget", marie, node="actions/a", at=noon)
    kept = approve(first, "budget", marie, node="actions/b", at=noon)
    approve(first, "strategic", marie, at=noon)
    assert approve(first, "budget", marie, node="actions/b", at=noon) == kept
    assert void_approvals([], at=noon) == 0
    assert void_approvals(["actions/a"], at=noon) == 2
    assert standing_approvals() == [kept]
    assert standing_approvals(since=1) == []
