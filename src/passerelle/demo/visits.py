"""Visits to the site: where they came from, what was put aside, what was bought."""

from dataclasses import dataclass

import numpy as np

from passerelle.demo.buying import NO_MAIL, Orders
from passerelle.demo.effects import Channel, Floats, Ints
from passerelle.demo.mail import Mailings, Permission
from passerelle.demo.timeline import WARM_UP, Timeline

KEPT_DAYS = 760
"""Twenty-five months: how long a site may keep visits."""

DIRECT, ORGANIC_SEARCH, NEWSLETTER, REFERRAL = 0, 1, 2, 3
"""First rows of the table of origins; paid campaigns follow, then past e-mail campaigns."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a visit says it came from; ``campaign`` is empty when it does not say."""

    medium: str
    source: str
    campaign: str


@dataclass(frozen=True, slots=True)
class Visits:
    """One row a visit, sorted by time; arrays of shape (visits,).

    ``origin`` indexes ``origins``; ``person`` is -1 for a visitor not recognised; ``order`` the
    index of the order that ended the visit, or -1; ``cart`` whether something was put aside.
    """

    origins: tuple[Origin, ...]
    day: Floats
    origin: Ints
    person: Ints
    order: Ints
    cart: np.ndarray
    page: Ints

    def __len__(self) -> int:
        return len(self.day)


def origins_of(channels: tuple[Channel, ...], mailings: Mailings) -> tuple[Origin, ...]:
    """List the origins: direct, organic, newsletter, referral, paid campaigns, e-mail campaigns."""
    free = (
        Origin("", "", ""),
        Origin("organic", "google", ""),
        Origin("email", "newsletter", "bienvenue"),
        Origin("referral", "blog-deco", ""),
    )
    paid = tuple(
        Origin(channel.medium, channel.origin, campaign)
        for channel in channels
        for campaign in channel.campaigns
    )
    return free + paid + tuple(Origin("email", "newsletter", name) for name in mailings.names)


def draw_visits(
    rng: np.random.Generator,
    channels: tuple[Channel, ...],
    paths: tuple[Floats, ...],
    sold: tuple[Orders, Permission, Mailings],
    timeline: Timeline,
    size: float,
) -> Visits:
    """Draw the visits of the last twenty-five months on record, of people who allow being followed.

    Args:
        rng: Seeded generator.
        channels: The shop's channels.
        paths: Their daily spend over all simulated days.
        sold: Orders on record, consents, past campaigns.
        timeline: The days.
        size: Share of a full-size shop.
    """
    orders, may, mailings = sold
    first = max(0, timeline.length - KEPT_DAYS)
    rates = _rates(channels, paths, timeline, size)[:, WARM_UP + first : WARM_UP + timeline.length]
    counts = rng.poisson(rates)
    origin, day = np.nonzero(counts)
    number = counts[origin, day]
    looked = np.repeat(day, number) + first + rng.beta(3, 2.4, int(number.sum()))
    bought = np.nonzero(may.tracked[orders.person] & (orders.day >= first))[0]
    bought = bought[rng.random(len(bought)) < 0.88]  # noqa: PLR2004
    clicks = np.nonzero(~np.isnan(mailings.clicked) & (mailings.clicked >= first))[0]
    clicks = clicks[
        may.tracked[mailings.person[clicks]] & (mailings.clicked[clicks] < timeline.length)
    ]
    known = rng.random(len(looked)) < 0.12  # noqa: PLR2004
    guest = rng.integers(0, int(orders.person.max()) + 1, len(looked))
    guest = np.where(known & may.tracked[guest], guest, -1)
    base = len(origins_of(channels, mailings)) - len(mailings.names)
    days = np.concatenate([looked, orders.day[bought], mailings.clicked[clicks]])
    order = np.argsort(days, kind="stable")
    total = len(days)
    ended = np.concatenate([np.full(len(looked), -1), bought, np.full(len(clicks), -1)])
    cart = (ended >= 0) | (rng.random(total) < 0.08)  # noqa: PLR2004
    return Visits(
        origins=origins_of(channels, mailings),
        day=days[order],
        origin=np.concatenate(
            [
                np.repeat(origin, number),
                _origin_of_orders(rng, orders, bought, channels, base),
                base + mailings.campaign[clicks],
            ]
        )[order],
        person=np.concatenate([guest, orders.person[bought], mailings.person[clicks]])[order],
        order=ended[order],
        cart=cart[order],
        page=rng.choice(9, total, p=(0.3, 0.16, 0.14, 0.1, 0.08, 0.08, 0.08, 0.04, 0.02)),
    )


def _rates(
    channels: tuple[Channel, ...], paths: tuple[Floats, ...], timeline: Timeline, size: float
) -> Floats:
    factor = timeline.factors() * size
    rows = [190 * factor, 320 * factor, 30 * factor, 50 * factor]
    for channel, path in zip(channels, paths, strict=True):
        clicks = 0.64 * path / channel.click
        rows.extend(clicks / len(channel.campaigns) for _ in channel.campaigns)
    return np.array(rows)


def _origin_of_orders(
    rng: np.random.Generator,
    orders: Orders,
    chosen: Ints,
    channels: tuple[Channel, ...],
    base: int,
) -> Ints:
    """Give each order's visit its origin; organic causes are direct visits or search engines."""
    cause = orders.cause[chosen]
    free = np.where(rng.random(len(chosen)) < 0.45, DIRECT, ORGANIC_SEARCH)  # noqa: PLR2004
    origin = np.where(cause == 5, NEWSLETTER, free)  # noqa: PLR2004
    place = REFERRAL + 1
    for index, channel in enumerate(channels):
        pick = place + rng.integers(0, len(channel.campaigns), len(chosen))
        origin = np.where(cause == index + 1, pick, origin)
        place += len(channel.campaigns)
    mail = orders.mail[chosen]
    past = (mail != NO_MAIL) & (mail < 1000)  # noqa: PLR2004
    return np.where(past, base + mail, origin)
