"""Budget moves from the saturated channel to the one that still answers."""

from decimal import Decimal

import numpy as np

from passerelle.adjustment.proposals.move_budget import ChannelSeries, propose
from passerelle.adjustment.response import carried
from passerelle.base.money import Money


def channel(name, top, scale, seed, cost=52_000, weeks=100):
    """Invent a channel that spends a thousand a week and answers by a known curve."""
    rng = np.random.default_rng(seed)
    spend = 1000 * np.exp(rng.normal(0, 0.5, weeks))
    outcome = rng.poisson(top * -np.expm1(-carried(spend, 0.2) / scale)).astype(float)
    return ChannelSeries(name, f"annonces-{name}", Money(Decimal(cost)), spend, outcome)


def pair():
    """Give an under-used channel and a saturated one."""
    return [channel("search", 400, 3000, 1), channel("display", 60, 300, 2)]


def test_money_goes_where_the_last_euro_brings_more():
    """Search gains what display gives; the total stays; the reason quotes both."""
    found = propose(pair(), np.random.default_rng(3))
    costs = {change.node: Decimal(change.value.replace(" ", "")[:-3]) for change in found.changes}
    assert costs["actions/annonces-search"] > 52_000 > costs["actions/annonces-display"]
    assert sum(costs.values()) == 104_000
    assert found.expected.p10 > 0
    assert "search" in found.reason.en
    assert "display" in found.reason.fr
    assert found.as_json()["kind"] == "move_budget"


def test_no_channel_moves_too_far():
    """A move stays within thirty per cent of each channel's cost."""
    for change in propose(pair(), np.random.default_rng(3)).changes:
        cost = Decimal(change.value.replace(" ", "")[:-3])
        assert Decimal("0.69") < cost / 52_000 < Decimal("1.31")


def test_one_channel_alone_gives_no_proposal():
    """There is nowhere to move to."""
    assert propose(pair()[:1], np.random.default_rng(3)) is None


def test_weeks_before_attribution_began_are_left_out():
    """Leading weeks with spend and no outcome anywhere do not bend the curves."""
    late = []
    for one in pair():
        outcome = np.concatenate([np.zeros(40), one.outcome])
        spend = np.concatenate([one.spend[:40], one.spend])
        late.append(ChannelSeries(one.channel, one.action, one.cost, spend, outcome))
    changes = propose(late, np.random.default_rng(3)).changes
    assert changes == propose(pair(), np.random.default_rng(3)).changes
