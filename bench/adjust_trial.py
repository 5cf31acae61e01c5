"""Do forecasts contain the truth, and do budget proposals help? Tried on invented shops.

For each of 30 seeds a shop is made whose true future is known. Forecasts read only what is on
record today; the shop then lives on to the end of its plan, planned actions carried out. The
budget proposal reads spend and attributed new customers; its worth is told by the true curves.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from passerelle.adjustment.forecast import Forecast, forecast
from passerelle.adjustment.proposal import Proposal
from passerelle.adjustment.proposals.move_budget import WEEKS_A_YEAR, ChannelSeries, propose
from passerelle.adjustment.readings import Aim, Effect, History
from passerelle.base.language import Text
from passerelle.base.money import Money
from passerelle.demo import measures
from passerelle.demo.plan_values import plan_period, plan_values
from passerelle.demo.world import World, make_world
from passerelle.plan.scalars import money, target

TODAY = date(2026, 11, 23)
PEOPLE = 8_000
SHOPS = 30
READINGS = 13
WEEKS = 100
KEY_RESULTS = ("repurchase_rate", "new_customers", "sales_conversion_rate")


@dataclass(frozen=True, slots=True)
class Trial:
    """One forecast beside the truth."""

    seed: int
    forecast: Forecast
    truth: float

    @property
    def contained(self) -> bool:
        """Whether the true end value lies between p10 and p90."""
        return self.forecast.p10 <= self.truth <= self.forecast.p90


def history(world: World, key_result: str) -> History:
    """Read a key result over the last twelve months, once a month for a year."""
    end = world.timeline.length
    days = [end - 30 * back for back in range(READINGS - 1, -1, -1)]
    n = 0
    values: list[float] = []
    for day in days:
        if key_result == "repurchase_rate":
            value, n = measures.repurchase_rate(world.orders, day)
        elif key_result == "sales_conversion_rate":
            value, n = measures.sales_conversion_rate(world.leads.until(day), day)
        else:
            n = measures.new_customers(world.orders, day - measures.YEAR, day)
            value = float(n)
        values.append(value)
    dates = tuple(world.timeline.start + timedelta(days=day) for day in days)
    return History(dates, tuple(values), n)


def effects(world: World, key_result: str) -> tuple[Effect, ...]:
    """What the plan expects of its actions, in the unit of the key result."""
    scale = 1.0 if key_result == "new_customers" else 0.01
    return tuple(
        Effect(
            plan.action,
            Text(en=plan.action, fr=plan.action),
            plan.low * scale,
            plan.likely * scale,
            plan.high * scale,
            world.today + timedelta(days=plan.start),
            max(plan.length, 14),
            delivered=1.0,
        )
        for plan, _ in world.truth.lifts
        if plan.key_result == key_result
    )


def aim(world: World, key_result: str) -> Aim:
    """The target that the plan's text sets."""
    words = plan_values(world).words
    name = {"repurchase_rate": "repurchase", "new_customers": "new"}.get(key_result, "sales")
    unit = "" if key_result == "new_customers" else " %"
    _, by = plan_period(world.today)
    read = target.read(f"{words[f'{name}_now']}{unit} -> {words[f'{name}_goal']}{unit} by {by}")
    assert read.level is not None
    high = float("inf") if key_result == "new_customers" else 1.0
    return Aim(float(read.level.share), by, high=high)


def forecasts(world: World) -> Iterator[Trial]:
    """Forecast every key result of one shop."""
    for number, name in enumerate(KEY_RESULTS):
        rng = np.random.default_rng([world.seed, 100 + number])
        told = forecast(name, history(world, name), aim(world, name), effects(world, name), rng=rng)
        yield Trial(world.seed, told, world.truth.ends[name])


def attributed_weeks(world: World) -> tuple[int, dict[str, np.ndarray]]:
    """New customers a week by the paid channel of the visit that ended with their first order."""
    seen = world.visits
    rows = np.nonzero(seen.order >= 0)[0]
    rows = rows[world.orders.first[seen.order[rows]]]
    weeks = WEEKS
    start = world.timeline.length - 7 * weeks
    place = ((seen.day[rows] - start) // 7).astype(int)
    counts: dict[str, np.ndarray] = {}
    for channel in world.truth.channels:
        ours = [
            index
            for index, origin in enumerate(seen.origins)
            if origin.medium == channel.medium and origin.campaign in channel.campaigns
        ]
        kept = np.isin(seen.origin[rows], ours) & (place >= 0)
        counts[channel.name] = np.bincount(place[kept], minlength=weeks)[:weeks].astype(float)
    return start, counts


def budget_proposal(world: World) -> Proposal | None:
    """Propose a move of budget from what is on record."""
    start, counts = attributed_weeks(world)
    words = plan_values(world).words
    weekly = np.bincount(
        ((world.orders.day[world.orders.day >= start] - start) // 7).astype(int), minlength=WEEKS
    )[:WEEKS].astype(float)
    series = [
        ChannelSeries(
            channel.name,
            channel.name,
            Money(money.read(f"{words[f'cost_{channel.name}']} EUR").amount),
            spend[start:].reshape(-1, 7).sum(axis=1),
            counts[channel.name],
        )
        for channel, spend in zip(world.truth.channels, world.spend, strict=True)
    ]
    smooth = np.convolve(np.pad(weekly, 2, mode="edge"), np.ones(5) / 5, mode="valid")
    rng = np.random.default_rng([world.seed, 200])
    return propose(series, rng, season=smooth / smooth.mean())


def true_gain(world: World, proposal: Proposal) -> float:
    """True new customers a year that the proposal adds, by the shop's own curves."""
    words = plan_values(world).words
    changed = {change.node.removeprefix("actions/"): change.value for change in proposal.changes}
    gain = 0.0
    for channel in world.truth.channels:
        old = float(money.read(f"{words[f'cost_{channel.name}']} EUR").amount)
        new = float(money.read(changed[channel.name]).amount) if channel.name in changed else old
        gain += float(channel.brings(new / 365) - channel.brings(old / 365)) * 365
    return gain


def run(shops: int = SHOPS, people: int = PEOPLE, first: int = 1) -> dict[str, object]:
    """Try forecasts and proposals on ``shops`` shops with seeds from ``first`` on.

    Returns:
        Coverage (overall and by key result), how many proposals truly help, and the worst cases.
    """
    trials: list[Trial] = []
    gains: list[float] = []
    told: list[float] = []
    for seed in range(first, first + shops):
        world = make_world(seed, people, today=TODAY)
        trials.extend(forecasts(world))
        proposal = budget_proposal(world)
        if proposal is not None:
            gains.append(true_gain(world, proposal))
            told.append(proposal.expected.p50)
    by_name = {
        name: float(np.mean([one.contained for one in trials if one.forecast.key_result == name]))
        for name in KEY_RESULTS
    }
    return {
        "shops": shops,
        "people": people,
        "forecasts": len(trials),
        "coverage": float(np.mean([trial.contained for trial in trials])),
        "coverage_by_key_result": by_name,
        "below_p10": float(np.mean([one.truth < one.forecast.p10 for one in trials])),
        "above_p90": float(np.mean([one.truth > one.forecast.p90 for one in trials])),
        "proposals": len(gains),
        "proposals_that_truly_help": sum(gain > 0 for gain in gains),
        "mean_true_gain": float(np.mean(gains)) if gains else 0.0,
        "mean_expected_gain": float(np.mean(told)) if told else 0.0,
        "weeks_a_year": WEEKS_A_YEAR,
    }


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
