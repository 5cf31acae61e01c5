"""Who the people of the demo shop are, when they came and what brought them."""

from dataclasses import dataclass

import numpy as np

from passerelle.demo.effects import ORGANIC, Channel, Floats, Ints, spend_path
from passerelle.demo.planned import Planned
from passerelle.demo.timeline import WARM_UP, Timeline

SUBSCRIBERS = 0.08
"""Share of people who only subscribed to the newsletter."""


@dataclass(frozen=True, slots=True)
class People:
    """One row a person, in order of arrival; every array has shape (people,).

    ``came`` is the fractional day; ``arrival`` an index of ``catalogue.ARRIVAL``; ``rate`` the true
    orders a day while interested; ``life`` the days of interest; ``hour`` a favourite time.
    """

    came: Floats
    arrival: Ints
    rate: Floats
    life: Floats
    hour: Floats

    def __len__(self) -> int:
        return len(self.came)

    def until(self, day: float) -> "People":
        """Keep those who came before ``day``."""
        keep = int(np.searchsorted(self.came, day))
        return People(
            self.came[:keep],
            self.arrival[:keep],
            self.rate[:keep],
            self.life[:keep],
            self.hour[:keep],
        )


def spends(
    rng: np.random.Generator, channels: tuple[Channel, ...], timeline: Timeline
) -> tuple[Floats, ...]:
    """Draw what every channel spends on every simulated day, one array (total,) a channel."""
    return tuple(spend_path(rng, channel, timeline.total) for channel in channels)


def arrivals(
    channels: tuple[Channel, ...], paths: tuple[Floats, ...], timeline: Timeline
) -> Floats:
    """Give the expected new people of each day by cause: organic, then each paid channel.

    They are those of a full-size shop; a shop of another size has that share of each.

    Args:
        channels: The shop's channels.
        paths: Their daily spend, each of shape (total,).
        timeline: The days.

    Returns:
        Expected people, shape (1 + channels, total).
    """
    factor = timeline.factors()
    growth = 1 + 0.04 * (np.arange(timeline.total) - WARM_UP) / 365
    rows = [ORGANIC * growth * factor]
    for channel, path in zip(channels, paths, strict=True):
        rows.append(channel.brings(channel.pressure(path)) * factor)
    return np.array(rows)


def draw_people(
    rng: np.random.Generator,
    expected: Floats,
    timeline: Timeline,
    extra: tuple[tuple[Planned, float], ...] = (),
) -> People:
    """Draw the people who come, over all simulated days.

    Args:
        rng: Seeded generator.
        expected: Expected arrivals by cause and day, shape (causes, total).
        timeline: The days.
        extra: Planned actions that bring new customers, with their true number.

    Returns:
        People sorted by arrival.
    """
    rates = expected.copy()
    for action, number in extra:
        first = WARM_UP + timeline.length + action.start
        rates[0, first : first + action.length] += number / action.length
    counts = rng.poisson(rates)
    cause, day = np.nonzero(counts)
    times = np.repeat(np.arange(len(counts)), counts.sum(axis=1))
    days = np.repeat(day, counts[cause, day]).astype(float)
    order = np.argsort(came := days - WARM_UP + rng.random(len(days)), kind="stable")
    number = len(order)
    arrival = times[order]
    arrival = np.where(rng.random(number) < SUBSCRIBERS, 5, arrival)
    keen = rng.random(number) < 0.42  # noqa: PLR2004
    rate = np.where(keen, rng.gamma(0.75, 2.9 / 0.75, number), rng.gamma(1, 0.05, number)) / 365
    return People(
        came=came[order],
        arrival=arrival,
        rate=rate,
        life=rng.exponential(600, number),
        hour=rng.normal(14, 4.5, number).clip(0.2, 23.8) / 24,
    )


def size_of(people: int, expected: Floats, timeline: Timeline) -> float:
    """Give the share of a full-size shop that yields about ``people`` people by today.

    Args:
        people: How many are wanted.
        expected: Arrivals of the full-size shop, shape (causes, total).
        timeline: The days.
    """
    return people / float(expected[:, : WARM_UP + timeline.length].sum())
