"""Products, the lines of each order, and answers to the satisfaction survey."""

from dataclasses import dataclass

import numpy as np

from passerelle.demo.buying import Orders
from passerelle.demo.catalogue import COLOURS, RANGES
from passerelle.demo.effects import Floats, Ints

RETURNED = 0.045
"""Share of lines that come back."""

WAVES = 4
"""Survey waves in the last year."""


@dataclass(frozen=True, slots=True)
class Products:
    """One row a product: names, range, price and cost in cents, stock in units."""

    names: tuple[str, ...]
    ranges: tuple[str, ...]
    price: Ints
    cost: Ints
    stock: Ints

    def __len__(self) -> int:
        return len(self.names)


@dataclass(frozen=True, slots=True)
class Lines:
    """One row an order line, in order.

    ``order`` and ``product`` are indexes, ``quantity`` is negative for a return,
    ``price`` is in cents.
    """

    order: Ints
    product: Ints
    quantity: Ints
    price: Ints

    def __len__(self) -> int:
        return len(self.order)


@dataclass(frozen=True, slots=True)
class Answers:
    """One row a survey answer: who, which wave, how likely to recommend (0..10), when."""

    person: Ints
    wave: Ints
    score: Ints
    day: Floats

    def __len__(self) -> int:
        return len(self.person)


def draw_products(rng: np.random.Generator) -> Products:
    """Draw the sixty products of the shop: prices end in full euros, costs are 34 to 52 %."""
    names: list[str] = []
    ranges: list[str] = []
    prices: list[int] = []
    for name, ((words, low, high), number) in RANGES.items():
        for index in range(number):
            names.append(f"{words} {COLOURS[index % len(COLOURS)]}")
            ranges.append(name)
            prices.append(int(rng.integers(low, high + 1)) * 100)
    price = np.array(prices)
    cost = np.round(price / 1.2 * rng.uniform(0.34, 0.52, len(price))).astype(np.int64)
    return Products(tuple(names), tuple(ranges), price, cost, rng.integers(20, 900, len(price)))


def draw_lines(rng: np.random.Generator, orders: Orders, products: Products) -> Lines:
    """Draw what each order holds: one to four products, dear ones more rarely, some sent back."""
    number = np.minimum(1 + rng.poisson(0.75, len(orders)), 4)
    order = np.repeat(np.arange(len(orders)), number)
    weight = 1 / np.sqrt(products.price)
    product = rng.choice(len(products), len(order), p=weight / weight.sum())
    quantity = 1 + rng.binomial(3, 0.12, len(order))
    back = np.nonzero(rng.random(len(order)) < RETURNED)[0]
    rows = np.concatenate([np.arange(len(order)), back])
    sign = np.concatenate([np.ones(len(order), int), -np.ones(len(back), int)])
    place = np.argsort(order[rows], kind="stable")
    rows, sign = rows[place], sign[place]
    return Lines(order[rows], product[rows], quantity[rows] * sign, products.price[product[rows]])


def draw_answers(rng: np.random.Generator, orders: Orders, length: int) -> Answers:
    """Draw four survey waves among recent buyers; those who came back recommend more."""
    parts: list[tuple[Ints, Ints, Ints, Floats]] = []
    for wave in range(WAVES):
        day = length - 20 - 90 * (WAVES - 1 - wave)
        people, count = np.unique(orders.between(day - 180, day).person, return_counts=True)
        pick = rng.random(len(people)) < 0.12  # noqa: PLR2004
        people, count = people[pick], count[pick]
        mean = 7.9 + 0.5 * (count > 1) + 0.1 * wave
        score = np.clip(np.round(rng.normal(mean, 1.9)), 0, 10).astype(np.int64)
        parts.append((people, np.full(len(people), wave), score, day + rng.random(len(people)) * 9))
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    return Answers(columns[0], columns[1], columns[2], columns[3])
