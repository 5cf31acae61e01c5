"""What truly causes what in the demo shop: carry-over, saturation, seasons."""

from dataclasses import asdict, dataclass, replace

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

FULL_SIZE = 50_000
"""People of the shop for which the channel figures below are written."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A paid channel and its true effect on new customers.

    ``spend`` is euros a day on average, ``top`` the new customers a day it could bring at most,
    ``scale`` the euros a day (after carry-over) at which 63 % of ``top`` is reached, ``keep`` the
    share of yesterday's pressure still felt today, ``click`` the euros paid for one visit.
    """

    name: str
    spend: float
    top: float
    scale: float
    keep: float
    click: float
    medium: str
    origin: str
    campaigns: tuple[str, ...]

    def pressure(self, spend: Floats) -> Floats:
        """Carry spending over: geometric adstock (Broadbent 1979); a steady spend gives itself.

        Args:
            spend: Euros a day, shape (days,).

        Returns:
            Euros a day felt, shape (days,).
        """
        felt = np.empty_like(spend)
        level = float(spend[0]) if len(spend) else 0.0
        for day, amount in enumerate(spend):
            level = self.keep * level + (1 - self.keep) * float(amount)
            felt[day] = level
        return felt

    def brings(self, pressure: Floats | float) -> Floats:
        """Give new customers a day before the season: ``top * (1 - exp(-pressure / scale))``."""
        return np.asarray(self.top * -np.expm1(-np.asarray(pressure) / self.scale))

    def resized(self, factor: float) -> "Channel":
        """Give the same channel for a shop ``factor`` times as large."""
        return replace(
            self, spend=self.spend * factor, top=self.top * factor, scale=self.scale * factor
        )

    def as_json(self) -> dict[str, object]:
        """Give the truth as plain JSON."""
        return asdict(self)


PAID = (
    Channel("search", 210, 26, 300, 0.30, 0.72, "cpc", "google", ("lin-marque", "lin-generique")),
    Channel("social", 160, 9, 110, 0.60, 0.62, "paid_social", "instagram", ("matieres",)),
    Channel("affiliation", 60, 7, 90, 0.20, 0.60, "affiliate", "affilae", ("deco-printemps",)),
    Channel("display", 90, 3, 50, 0.70, 0.85, "display", "criteo", ("reciblage-2",)),
)
"""Search is under-used and display saturated: moving money from one to the other helps."""

ORGANIC = 22.0
"""New customers a day that come without advertising, for ``FULL_SIZE`` people."""


def shop_channels(rng: np.random.Generator) -> tuple[Channel, ...]:
    """Draw the channels of one shop: every shop has its own costs and curves, at full size.

    Args:
        rng: Seeded generator.
    """
    drawn = []
    for channel in PAID:
        more, flatter, richer = np.exp(rng.normal(0, (0.3, 0.3, 0.35)))
        drawn.append(
            replace(
                channel,
                spend=channel.spend * richer,
                top=channel.top * more,
                scale=channel.scale * flatter,
            )
        )
    return tuple(drawn)


def season(day_of_year: Ints, weekday: Ints) -> Floats:
    """Give the true seasonal factor: January is the month of white linen, Sundays are busy.

    Args:
        day_of_year: 1..366.
        weekday: 0 (Monday)..6.

    Returns:
        A factor around 1, same shape.
    """
    angle = 2 * np.pi * (day_of_year - 10) / 365.25
    week = np.array([1.02, 0.96, 0.95, 0.94, 0.93, 1.03, 1.17])
    return np.asarray((1 + 0.18 * np.cos(angle) + 0.05 * np.cos(2 * angle)) * week[weekday])


def spend_path(rng: np.random.Generator, channel: Channel, days: int) -> Floats:
    """Draw what a channel spends each day: weekly decisions with memory, and now and then a pause.

    Args:
        rng: Seeded generator.
        channel: Whose money.
        days: Number of days, at least 1.

    Returns:
        Euros a day, rounded to cents, shape (days,).
    """
    weeks = days // 7 + 1
    level = np.zeros(weeks)
    for week in range(1, weeks):
        level[week] = 0.6 * level[week - 1] + rng.normal(0, 0.38)
    weekly = channel.spend * np.exp(level - 0.11) * (rng.random(weeks) > 0.04)  # noqa: PLR2004
    daily = np.repeat(weekly, 7)[:days] * rng.normal(1, 0.08, days).clip(0.5)
    return np.asarray(np.round(daily, 2))


def drift_path(rng: np.random.Generator, days: int) -> Floats:
    """Draw how the wish to buy again moves: a slow trend and a mood that changes month by month."""
    months = days // 30 + 2
    mood = np.zeros(months)
    for month in range(1, months):
        mood[month] = 0.8 * mood[month - 1] + rng.normal(0, 0.04)
    slope = rng.normal(0.01, 0.04) / 365
    day = np.arange(days)
    return np.asarray(np.exp(slope * day + np.interp(day / 30, np.arange(months), mood)))
