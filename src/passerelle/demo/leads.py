"""Enquiries from hotels and guest houses, and how the sales team handled them."""

from dataclasses import dataclass

import numpy as np

from passerelle.demo.effects import Floats, Ints
from passerelle.demo.planned import Planned
from passerelle.demo.timeline import Timeline

ORIGINS = ("formulaire", "salon", "telephone", "recommandation")
SALES = ("claire.vente", "yann.vente", "ines.vente")
A_WEEK = 14.0
QUALIFIED = 0.52
WON = 0.27
CLOSED = 0.9


@dataclass(frozen=True, slots=True)
class Leads:
    """One row a lead, in order of arrival; arrays of shape (leads,), days fractional.

    What did not happen is NaN (``qualified``, ``contact``, ``closed``); ``won`` is False then.
    """

    created: Floats
    qualified: Floats
    contact: Floats
    closed: Floats
    won: np.ndarray
    amount: Floats
    origin: Ints
    owner: Ints

    def __len__(self) -> int:
        return len(self.created)

    def until(self, day: float) -> "Leads":
        """Give what was known at ``day``: later leads are out, later steps are NaN."""
        keep = int(np.searchsorted(self.created, day))

        def known(moment: Floats) -> Floats:
            return np.where(moment[:keep] < day, moment[:keep], np.nan)

        closed = known(self.closed)
        return Leads(
            self.created[:keep],
            known(self.qualified),
            known(self.contact),
            closed,
            self.won[:keep] & ~np.isnan(closed),
            self.amount[:keep],
            self.origin[:keep],
            self.owner[:keep],
        )


def draw_leads(
    rng: np.random.Generator,
    timeline: Timeline,
    size: float,
    extra: tuple[tuple[Planned, float], ...] = (),
) -> Leads:
    """Draw leads from the first day on record to the end of the future.

    Args:
        rng: Seeded generator.
        timeline: The days.
        size: Share of a full-size shop; a small shop still gets a tenth of the leads.
        extra: Planned actions that lift the sales conversion rate, with their true points.
    """
    days = timeline.length + timeline.ahead
    number = rng.poisson(A_WEEK / 7 * max(size, 0.1) * days)
    created = np.sort(rng.random(number) * days)
    qualified = np.where(
        rng.random(number) < QUALIFIED, created + rng.exponential(2.5, number), np.nan
    )
    chance = WON * np.exp(rng.normal(0, 0.15)) + 0.02 * np.sin(created / 97 + rng.random() * 6)
    for action, points in extra:
        reached = max(0.3, min(1.0, (timeline.ahead - action.start) / 365))
        after = created >= timeline.length + action.start
        chance = chance + points / 100 / reached / CLOSED * after
    finished = rng.random(number) < CLOSED
    contact = created + rng.lognormal(np.log(0.6), 1.0, number)
    return Leads(
        created=created,
        qualified=qualified,
        contact=np.where(rng.random(number) < 0.97, contact, np.nan),  # noqa: PLR2004
        closed=np.where(
            finished & ~np.isnan(qualified), qualified + rng.gamma(2.5, 12, number), np.nan
        ),
        won=~np.isnan(qualified) & finished & (rng.random(number) < chance),
        amount=np.round(rng.lognormal(np.log(2300), 0.6, number), 2),
        origin=rng.choice(4, number, p=(0.55, 0.2, 0.15, 0.1)),
        owner=rng.choice(3, number),
    )
