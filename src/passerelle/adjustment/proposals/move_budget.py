"""Move budget from channels whose last euro brings little to those where it brings more."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from passerelle.adjustment.allocation import share_budget
from passerelle.adjustment.proposal import Change, Expected, Proposal
from passerelle.adjustment.response import Curves, Floats, learn_response
from passerelle.base.language import Text, number
from passerelle.base.money import Money

WEEKS_A_YEAR = 365 / 7

FURTHEST = 0.30
"""No channel moves by more than this share at once: curves are known near what was spent."""

SURE = 0.60
"""Nothing is proposed unless the gain is positive with this probability."""

ROUNDED = 100
"""Budgets are proposed in steps of this many units of currency; small ones in tenths of it."""

MANY = 10_000
"""Below this total a budget is small."""


@dataclass(frozen=True, slots=True)
class ChannelSeries:
    """One paid channel: the action that carries it, its planned cost, and its weeks on record.

    ``spend`` and ``outcome`` (new customers attributed to the channel) have shape (weeks,).
    """

    channel: str
    action: str
    cost: Money
    spend: Floats
    outcome: Floats


def propose(
    channels: Sequence[ChannelSeries],
    rng: np.random.Generator,
    *,
    key_result: str = "new_customers",
    season: Floats | None = None,
) -> Proposal | None:
    """Propose to move money between paid channels, the total unchanged.

    Args:
        channels: At least two, with equal numbers of weeks.
        rng: Seeded generator.
        key_result: What the outcome counts.
        season: Factor around 1 by week, shape (weeks,).

    Returns:
        A proposal, or None when fewer than two channels teach a curve, or no gain is likely.
    """
    known: list[tuple[ChannelSeries, Curves]] = []
    first = _first_week(channels)
    factor = None if season is None else season[first:]
    for channel in channels:
        curves = learn_response(channel.spend[first:], channel.outcome[first:], rng, season=factor)
        if curves is not None and channel.cost.amount > 0:
            known.append((channel, curves))
    if len(known) < 2:  # noqa: PLR2004
        return None
    before = [float(channel.cost.amount) / WEEKS_A_YEAR for channel, _ in known]
    after = share_budget(
        [curves for _, curves in known],
        sum(before),
        [((1 - FURTHEST) * spend, (1 + FURTHEST) * spend) for spend in before],
    )
    costs = _rounded([spend * WEEKS_A_YEAR for spend in after], known)
    moved = [float(cost) / WEEKS_A_YEAR for cost in costs]
    gain = sum(
        (
            (curves.brings(new) - curves.brings(old)) * WEEKS_A_YEAR
            for (_, curves), old, new in zip(known, before, moved, strict=True)
        ),
        np.zeros(1),
    )
    if float(np.mean(gain > 0)) < SURE:
        return None
    return _proposal(known, costs, gain, key_result)


def _first_week(channels: Sequence[ChannelSeries]) -> int:
    """Find the first week with any outcome: visits are kept for less long than spend."""
    total = sum((channel.outcome for channel in channels), np.zeros(1))
    seen = np.nonzero(total)[0]
    return int(seen[0]) if len(seen) else 0


def _rounded(
    costs: list[float], known: Sequence[tuple[ChannelSeries, Curves]]
) -> tuple[Decimal, ...]:
    """Round, and let the largest take what rounding left, so that the total stays."""
    total = sum((channel.cost.amount for channel, _ in known), Decimal(0))
    step = Decimal(ROUNDED) if total >= MANY else Decimal(ROUNDED) / 10
    rounded = [(Decimal(repr(cost)) / step).quantize(Decimal(1)) * step for cost in costs]
    largest = max(range(len(rounded)), key=lambda index: rounded[index])
    rounded[largest] += total - sum(rounded)
    return tuple(rounded)


def _proposal(
    known: Sequence[tuple[ChannelSeries, Curves]],
    costs: Sequence[Decimal],
    gain: Floats,
    key_result: str,
) -> Proposal:
    moves = [
        (channel, curves, cost - channel.cost.amount)
        for (channel, curves), cost in zip(known, costs, strict=True)
    ]
    giver = min(moves, key=lambda move: move[2])
    taker = max(moves, key=lambda move: move[2])
    sum_moved = Money(
        sum((move[2] for move in moves if move[2] > 0), Decimal(0)), giver[0].cost.currency
    )
    p10, p50, p90 = (float(value) for value in np.quantile(gain, (0.1, 0.5, 0.9)))
    return Proposal(
        kind="move_budget",
        title=Text(
            en=f"Move {sum_moved.read('en')} towards {taker[0].channel}",
            fr=f"Déplacer {sum_moved.read('fr')} vers {taker[0].channel}",
        ),
        reason=_reason(giver, taker),
        changes=tuple(
            Change(
                f"actions/{channel.action}",
                "cost",
                str(Money(channel.cost.amount + difference, channel.cost.currency)),
            )
            for channel, _, difference in moves
            if difference
        ),
        expected=Expected(
            key_result,
            p10,
            p50,
            p90,
            Text(en="over a year", fr="sur un an"),
        ),
        evidence=("spend", "new_customers", "cac"),
    )


def _reason(
    giver: tuple[ChannelSeries, Curves, Decimal], taker: tuple[ChannelSeries, Curves, Decimal]
) -> Text:
    def at(language: str, move: tuple[ChannelSeries, Curves, Decimal]) -> str:
        channel, curves, _ = move
        spend = float(channel.cost.amount) / WEEKS_A_YEAR
        brought = curves.marginal(spend) * float(ROUNDED)
        return number(brought, "fr" if language == "fr" else "en", 1)

    weeks = giver[1].weeks
    return Text(
        en=f"Over {weeks} weeks, the last 100 spent on {giver[0].channel} brought "
        f"{at('en', giver)} new customers, on {taker[0].channel} {at('en', taker)} "
        "(attributed; carry-over and saturation included). The total does not change.",
        fr=f"Sur {weeks} semaines, les 100 derniers dépensés en {giver[0].channel} ont amené "
        f"{at('fr', giver)} nouveaux clients, en {taker[0].channel} {at('fr', taker)} "
        "(attribués ; rémanence et saturation comprises). Le total ne change pas.",
    )
