"""Consents, past e-mail campaigns and what they truly brought."""

from dataclasses import dataclass

import numpy as np

from passerelle.demo.buying import Orders, add
from passerelle.demo.effects import Floats, Ints
from passerelle.demo.people import People
from passerelle.demo.planned import Planned
from passerelle.demo.timeline import Timeline

EVERY = 60
"""Days between two past campaigns."""

HOLDOUT = 0.10
CLICK = 0.062
LEAVE = 0.003
LIFT = 0.007
"""True extra probability of an order within ``WITHIN`` days of a past message."""

WITHIN = 14


@dataclass(frozen=True, slots=True)
class Consents:
    """The history of consent: one row a decision, arrays of shape (decisions,).

    ``purpose`` is 0 for e-mail and 1 for tracking; ``where`` an index of ``CONSENT_SOURCES``.
    """

    person: Ints
    purpose: Ints
    granted: np.ndarray
    day: Floats
    where: Ints

    def __len__(self) -> int:
        return len(self.person)


CONSENT_SOURCES = ("formulaire", "caisse", "bandeau", "desabonnement", "compte")


@dataclass(frozen=True, slots=True)
class Mailings:
    """Past campaigns: ``names`` and ``days`` a campaign; the other arrays one row a delivery.

    ``clicked`` and ``left`` (unsubscribed) are NaN when it did not happen, else the day.
    """

    names: tuple[str, ...]
    days: Floats
    campaign: Ints
    person: Ints
    clicked: Floats
    left: Floats

    def __len__(self) -> int:
        return len(self.person)


@dataclass(frozen=True, slots=True)
class Permission:
    """Who may receive e-mail from when to when, and who may be followed: shape (people,)."""

    since: Floats
    until: Floats
    tracked: np.ndarray


def draw_permission(rng: np.random.Generator, people: People) -> Permission:
    """Draw who consents: buyers at 61 %, newsletter subscribers at 97 %, tracking at 64 %."""
    share = np.where(people.arrival == 5, 0.97, 0.61)  # noqa: PLR2004
    agrees = rng.random(len(people)) < share
    leaves = people.came + rng.exponential(3600, len(people))
    return Permission(
        since=np.where(agrees, people.came, np.inf),
        until=np.where(agrees, leaves, -np.inf),
        tracked=rng.random(len(people)) < 0.64,  # noqa: PLR2004
    )


def send_past(
    rng: np.random.Generator, orders: Orders, may: Permission, timeline: Timeline
) -> tuple[Mailings, Orders, Permission]:
    """Play the campaigns already sent: deliveries, clicks, unsubscriptions and the orders brought.

    Args:
        rng: Seeded generator.
        orders: What is bought without any message.
        may: Consents before the campaigns.
        timeline: The days.

    Returns:
        The campaigns, the orders with those that they brought, and consents after unsubscriptions.
    """
    days = np.arange(45.4, timeline.length - WITHIN, EVERY)
    until = may.until.copy()
    parts: list[tuple[Ints, Ints, Floats, Floats]] = []
    for index, day in enumerate(days):
        ready = np.nonzero((may.since <= day) & (until > day))[0]
        reached = ready[rng.random(len(ready)) >= HOLDOUT]
        left = np.where(rng.random(len(reached)) < LEAVE, day + rng.random(len(reached)), np.nan)
        quits = ~np.isnan(left)
        until[reached[quits]] = left[quits]
        clicked = np.where(
            rng.random(len(reached)) < CLICK, day + rng.exponential(0.4, len(reached)), np.nan
        )
        buyers = reached[rng.random(len(reached)) < LIFT]
        orders = add(orders, buyers, day + rng.random(len(buyers)) * WITHIN, index)
        parts.append((np.full(len(reached), index), reached, clicked, left))
    names = tuple(f"lettre-{number + 1:02d}" for number in range(len(days)))
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    mailings = Mailings(names, days, columns[0], columns[1], columns[2], columns[3])
    return mailings, orders, Permission(may.since, until, may.tracked)


def play_planned(
    rng: np.random.Generator,
    orders: Orders,
    timeline: Timeline,
    lifts: tuple[tuple[Planned, float], ...],
) -> Orders:
    """Add what planned actions bring: single buyers who come back, spread over each action.

    One point of repurchase rate is one buyer in a hundred, of the buyers of the last year of the
    simulation, who would have bought once and buys twice.

    Args:
        rng: Seeded generator.
        orders: What is bought anyway, future included.
        timeline: The days.
        lifts: Actions with their true points.
    """
    end = timeline.length + timeline.ahead
    for number, (action, points) in enumerate(lifts):
        day = timeline.length + action.start
        last_year = np.bincount(orders.between(end - 365, end).person)
        buyers = int((last_year > 0).sum())
        known = np.bincount(orders.between(-np.inf, day).person, minlength=len(last_year))
        once = np.nonzero((last_year == 1) & (known[: len(last_year)] > 0))[0]
        wanted = min(len(once), round(points / 100 * buyers))
        people = rng.choice(once, wanted, replace=False)
        moments = day + rng.random(wanted) * max(action.length, WITHIN)
        inside = moments < end
        orders = add(orders, people[inside], moments[inside], 1000 + number)
    return orders


def consent_history(
    rng: np.random.Generator, people: People, may: Permission, mailings: Mailings, end: float
) -> Consents:
    """Write the decisions down: grants, refusals and withdrawals before ``end``, in order of time.

    Args:
        rng: Seeded generator.
        people: Those known at ``end``.
        may: What they allow.
        mailings: Campaigns, for the withdrawals that answered them.
        end: Day that is not lived yet.
    """
    number = len(people)
    row = np.arange(number)
    agrees = np.isfinite(may.since[:number])
    quits = row[(may.until[:number] < end) & agrees]
    answered = np.isin(quits, mailings.person[~np.isnan(mailings.left)])
    asked_mail = rng.choice(2, number, p=(0.88, 0.12))
    person = np.concatenate([row, row, quits])
    day = np.concatenate([people.came, people.came, may.until[quits]])
    order = np.argsort(day, kind="stable")
    columns = (
        np.concatenate([np.zeros(number, int), np.ones(number, int), np.zeros(len(quits), int)]),
        np.concatenate([agrees, may.tracked[:number], np.zeros(len(quits), bool)]),
        np.concatenate([asked_mail, np.full(number, 2), np.where(answered, 3, 4)]),
    )
    return Consents(
        person[order],
        columns[0][order],
        columns[1][order].astype(bool),
        day[order],
        columns[2][order],
    )
