"""What people buy: first orders, the wish to come back, and orders that a message brought."""

from dataclasses import dataclass

import numpy as np

from passerelle.demo.effects import Floats, Ints
from passerelle.demo.people import People
from passerelle.demo.timeline import WARM_UP, Timeline

NO_MAIL = -1


@dataclass(frozen=True, slots=True)
class Orders:
    """One row an order, sorted by time; every array has shape (orders,).

    ``person`` is an index into the people, ``day`` a fractional day, ``cause`` an index of
    ``catalogue.ARRIVAL``, ``mail`` the index of the past campaign that truly caused the order
    (``NO_MAIL`` when none did), ``first`` whether it is the person's first.
    """

    person: Ints
    day: Floats
    cause: Ints
    mail: Ints
    first: np.ndarray

    def __len__(self) -> int:
        return len(self.person)

    def between(self, start: float, end: float) -> "Orders":
        """Keep the orders of ``start <= day < end``."""
        low, high = np.searchsorted(self.day, (start, end))
        cut = slice(int(low), int(high))
        return Orders(
            self.person[cut], self.day[cut], self.cause[cut], self.mail[cut], self.first[cut]
        )


def draw_orders(
    rng: np.random.Generator, people: People, timeline: Timeline, drift: Floats
) -> Orders:
    """Draw first orders and repeat orders over all simulated days.

    A person orders again as a Poisson process with her own rate while interested (a gamma mixture
    with exponential lifetime, after Schmittlein, Morrison and Colombo 1987), thinned by the season
    and by the drift of the wish to buy again.

    Args:
        rng: Seeded generator.
        people: Everyone who comes.
        timeline: The days.
        drift: True factor on repeat orders, shape (total,).
    """
    buyers = np.nonzero(people.arrival != 5)[0]  # noqa: PLR2004
    wish = timeline.factors() * drift
    most = float(wish.max())
    end = timeline.length + timeline.ahead
    gone = np.minimum(people.came + people.life, end)
    span = np.maximum(gone - people.came - 7, 0)
    number = rng.poisson(people.rate * span * most)
    person = np.repeat(np.arange(len(people)), number)
    day = people.came[person] + 7 + rng.random(len(person)) * span[person]
    kept = rng.random(len(person)) * most < wish[(day + WARM_UP).astype(np.int64)]
    person, day = person[kept], day[kept]
    cause = rng.choice(6, len(person), p=(0.55, 0.14, 0.05, 0.03, 0.03, 0.20))
    return _sorted(
        np.concatenate([buyers, person]),
        np.concatenate([people.came[buyers], day]),
        np.concatenate([people.arrival[buyers], cause]),
        np.full(len(buyers) + len(person), NO_MAIL),
    )


def add(orders: Orders, person: Ints, day: Floats, mail: int) -> Orders:
    """Add orders that a message brought, and sort again.

    Args:
        orders: What was bought anyway.
        person: Who also buys.
        day: When, same shape.
        mail: Index of the message's campaign.
    """
    return _sorted(
        np.concatenate([orders.person, person]),
        np.concatenate([orders.day, day]),
        np.concatenate([orders.cause, np.full(len(person), 5)]),
        np.concatenate([orders.mail, np.full(len(person), mail)]),
    )


def _sorted(person: Ints, day: Floats, cause: Ints, mail: Ints) -> Orders:
    order = np.argsort(day, kind="stable")
    person = person[order]
    first = np.zeros(len(person), dtype=bool)
    first[np.unique(person, return_index=True)[1]] = True
    return Orders(person, day[order], cause[order], mail[order], first)
