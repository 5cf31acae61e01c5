"""A ranked segment that nobody addresses gets an action."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from passerelle.adjustment.proposals.reach_forgotten_segment import Letter, SegmentCase, propose
from passerelle.base.money import Money
from passerelle.plan.operations import Action

LETTER = Letter(
    "responsable-crm",
    "faire-revenir",
    date(2026, 12, 1),
    date(2026, 12, 15),
    Money(Decimal(900)),
    Money(Decimal(140)),
)
PAIR = (
    SegmentCase("fideles", 1, "Les nouveautés", 5_000, {"email": 3_000}, 2),
    SegmentCase("belges", 4, "Livré chez vous", 2_500, {"email": 1_400, "phone": 900}, 0),
)


def ask(segments):
    """Ask with a recorded seed."""
    return propose(segments, LETTER, np.random.default_rng(4))


def test_the_forgotten_segment_gets_an_action_that_the_plan_accepts():
    """The new node is a valid action for that segment by the channel that reaches most people."""
    found = ask(PAIR)
    (change,) = found.changes
    assert (change.node, change.field) == ("actions/adresser-belges", "")
    action = Action.model_validate(change.value)
    assert action.segments == ("belges",)
    assert action.by == "email"
    assert found.expected.p50 == pytest.approx(0.004 * 1_400 * 140, rel=0.03)
    assert "1,400" in found.reason.en
    assert "1\u202f400" in found.reason.fr


def test_segments_with_actions_or_without_reach_are_left():
    """Nothing is proposed when everyone is addressed or too few can be reached."""
    assert ask(PAIR[:1]) is None
    assert ask((PAIR[0], replace(PAIR[1], reachable={"email": 20}))) is None
    assert ask((PAIR[0], replace(PAIR[1], reachable={}))) is None


def test_the_best_rank_comes_first():
    """Of two forgotten segments the one ranked higher is proposed."""
    other = replace(PAIR[1], name="dormants", rank=2)
    assert ask((PAIR[1], other)).changes[0].node == "actions/adresser-dormants"


def test_a_letter_that_would_cost_more_than_it_earns_is_not_proposed():
    """With a margin of half, 784 of revenue do not pay 900 of cost, but they pay 300."""
    poor = replace(LETTER, margin_share=0.5)
    cheap = replace(poor, cost=Money(Decimal(300)))
    assert propose(PAIR, poor, np.random.default_rng(4)) is None
    assert propose(PAIR, cheap, np.random.default_rng(4)) is not None


def test_what_past_sends_taught_is_named_and_what_they_did_not_bring_is_not_proposed():
    """Measured points are told with the send that taught them; a letter without effect is not sent."""
    taught = replace(LETTER, extra=(0.004, 0.010, 0.016), taught_by=("completer-la-parure",))
    found = propose(PAIR, taught, np.random.default_rng(4))
    assert "10.0 extra orders per 1,000 people" in found.reason.en
    assert "measured on completer-la-parure (A/B" in found.reason.en
    assert "mesuré sur completer-la-parure" in found.reason.fr
    assert "assumption" in ask(PAIR).reason.en
    useless = replace(taught, extra=(-0.004, -0.001, 0.002))
    assert propose(PAIR, useless, np.random.default_rng(4)) is None
