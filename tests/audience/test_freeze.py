"""A snapshot says who, why, as of when, by which question, under which revision."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from passerelle.audience.freeze import freeze
from passerelle.base.errors import UserError
from passerelle.plan.operations import Action
from passerelle.plan.strategy import Segment

AS_OF = datetime(2027, 1, 10, 12, tzinfo=UTC)
SEGMENTS = {
    "loyal": Segment(who="orders >= 3"),
    "french": Segment(who="country is FR"),
    "all": Segment(who="everyone"),
}


def action(**fields: object) -> Action:
    """Give an e-mail action for everybody, with what differs."""
    return Action.model_validate(
        {"for": ["all"], "by": "email", "serves": "more", "arms": {"a": "a.mjml", "b": "b.mjml"}}
        | fields
    )


def test_a_snapshot_holds_everything_about_its_people(shop) -> None:
    """Reachable people have an arm, the others a reason."""
    frozen = freeze(shop, SEGMENTS, "spring", action(), AS_OF, revision=7)
    assert [(c.person, bool(c.arm), c.reason) for c in frozen.who] == [
        ("ada", True, ""), ("bob", False, "consent"), ("cyd", False, "no_address"), ("dan", True, ""),
    ]  # fmt: skip
    assert [c.person for c in frozen.recipients] == ["ada", "dan"]
    assert (frozen.why, frozen.revision, frozen.as_of) == (
        {"action": "spring", "objectives": ["more"]},
        7,
        AS_OF,
    )
    assert 'FROM "customers"' in frozen.sql
    assert frozen.reasons["consent"] == 1


def test_the_same_question_gives_the_same_snapshot(shop) -> None:
    """Frozen twice, equal."""
    assert freeze(shop, SEGMENTS, "spring", action(), AS_OF) == freeze(
        shop, SEGMENTS, "spring", action(), AS_OF
    )


def test_people_of_two_segments_get_one_message(shop) -> None:
    """Ada is loyal and French."""
    frozen = freeze(shop, SEGMENTS, "spring", action(**{"for": ["loyal", "french"]}), AS_OF)
    assert ([c.person for c in frozen.who], frozen.segment) == (["ada", "dan"], "loyal+french")


def test_the_holdout_of_the_action_is_kept_aside(shop) -> None:
    """All of it, when the share is everybody."""
    frozen = freeze(shop, SEGMENTS, "spring", action(holdout=Decimal(1)), AS_OF)
    assert not frozen.recipients
    assert frozen.reasons["holdout"] == 2


def test_an_action_for_nobody_is_refused(shop) -> None:
    """It does not say whom it is for."""
    with pytest.raises(UserError, match="does not say whom"):
        freeze(shop, SEGMENTS, "spring", action(**{"for": []}), AS_OF)
