"""The demo shop: seeded, plausible, and true to its own truth."""

from datetime import date

import numpy as np
import pytest

from passerelle.demo import measures
from passerelle.demo.mail import LIFT
from passerelle.demo.timeline import WARM_UP
from passerelle.demo.world import World, make_world

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def world() -> World:
    """Invent a small shop once."""
    return make_world(7, 8_000, today=TODAY)


def test_the_same_seed_gives_the_same_shop():
    """Two shops of one seed are equal to the bit; another seed differs."""
    one, two, other = (make_world(seed, 500, today=TODAY) for seed in (3, 3, 4))
    assert np.array_equal(one.orders.day, two.orders.day)
    assert one.truth.as_json() == two.truth.as_json()
    assert len(one.orders) != len(other.orders) or not np.array_equal(
        one.orders.day, other.orders.day
    )


def test_everything_on_record_is_before_today(world):
    """Orders, visits, leads and answers are all in the months on record."""
    end = world.timeline.length
    assert world.orders.day.min() >= -WARM_UP
    assert world.orders.day.max() < end
    for days in (world.leads.created, world.visits.day, world.answers.day):
        assert days.min() >= 0
        assert days.max() < end
    assert world.people.came.max() < end
    assert world.consents.day.max() < end


def test_the_shop_has_the_size_asked_for(world):
    """About as many people as asked, and about two orders for each."""
    assert len(world.people) == pytest.approx(8_000, rel=0.15)
    assert len(world.orders) == pytest.approx(17_000, rel=0.25)


def test_most_buyers_buy_once(world):
    """Two buyers of three ordered once, as the plan's fact says."""
    bought = np.bincount(world.orders.person)
    assert (bought[bought > 0] == 1).mean() == pytest.approx(2 / 3, abs=0.05)


def test_repurchase_rate_is_the_definition(world):
    """The fast measure equals a count by hand."""
    end = world.timeline.length
    by_hand: dict[int, int] = {}
    for person, day in zip(world.orders.person, world.orders.day, strict=True):
        if end - 365 <= day < end:
            by_hand[person] = by_hand.get(person, 0) + 1
    share = sum(count > 1 for count in by_hand.values()) / len(by_hand)
    assert measures.repurchase_rate(world.orders, end) == (pytest.approx(share), len(by_hand))


def test_past_letters_truly_lifted_orders(world):
    """Orders caused by letters are about the lift times the deliveries."""
    caused = (world.orders.mail >= 0).sum()
    assert caused == pytest.approx(LIFT * len(world.mailings), rel=0.25)


def test_a_channel_saturates_and_carries_over(world):
    """Twice the spend brings less than twice the people; a steady spend is felt as itself."""
    for channel in world.truth.channels:
        one, two = float(channel.brings(channel.spend)), float(channel.brings(2 * channel.spend))
        assert one < two < 2 * one
        assert channel.pressure(np.full(60, 10.0))[-1] == pytest.approx(10.0)


def test_nobody_is_written_to_after_leaving(world):
    """A past letter never reaches a person whose consent had ended."""
    sent = world.mailings
    when = sent.days[sent.campaign]
    assert (world.permission.since[sent.person] <= when).all()
    assert (world.permission.until[sent.person] > when - 1e-9).all()
