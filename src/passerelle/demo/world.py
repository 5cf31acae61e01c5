"""A seeded French shop, Maison Lin, from its first order on record to the days after the plan."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from passerelle.demo import measures
from passerelle.demo.buying import Orders, draw_orders
from passerelle.demo.effects import Channel, Floats, drift_path, shop_channels
from passerelle.demo.goods import Answers, Lines, Products, draw_answers, draw_lines, draw_products
from passerelle.demo.leads import Leads, draw_leads
from passerelle.demo.mail import (
    HOLDOUT,
    LIFT,
    WITHIN,
    Consents,
    Mailings,
    Permission,
    consent_history,
    draw_permission,
    play_planned,
    send_past,
)
from passerelle.demo.people import People, arrivals, draw_people, size_of, spends
from passerelle.demo.planned import PLANNED, Planned
from passerelle.demo.timeline import WARM_UP, Timeline, plan_period
from passerelle.demo.visits import Visits, draw_visits

MONTH = 30.4375


@dataclass(frozen=True, slots=True)
class Truth:
    """What only the inventor of the shop knows.

    ``lifts`` are the true effects of the planned actions, ``ends`` the true values of the key
    results on the last day simulated, with the planned actions carried out.
    """

    channels: tuple[Channel, ...]
    lifts: tuple[tuple[Planned, float], ...]
    drift: Floats
    repurchase: tuple[tuple[int, float], ...]
    ends: dict[str, float]

    def as_json(self) -> dict[str, Any]:
        """Give the truth as plain JSON, with units in the names."""
        return {
            "channels": [channel.as_json() for channel in self.channels],
            "response": "new customers a day = top * (1 - exp(-felt / scale)) * season; "
            "felt = keep * felt_yesterday + (1 - keep) * spend",
            "past_email": {
                "extra_order_probability": LIFT,
                "within_days": WITHIN,
                "holdout_share": HOLDOUT,
            },
            "planned_actions": [
                {
                    "action": plan.action,
                    "key_result": plan.key_result,
                    "expected": [plan.low, plan.likely, plan.high],
                    "true": round(value, 4),
                }
                for plan, value in self.lifts
            ],
            "repurchase_rate_path": [
                {"day": day, "value": round(value, 6)} for day, value in self.repurchase
            ],
            "end_values": {name: round(value, 6) for name, value in self.ends.items()},
        }


@dataclass(frozen=True, slots=True)
class World:
    """A shop on one day: what is on record, and the truth behind it.

    ``spend`` holds one daily array (length,) a channel. Everything on record is before ``today``.
    ``life`` keeps the complete simulation, days to come included, for trials of forecasts.
    """

    seed: int
    timeline: Timeline
    size: float
    people: People
    orders: Orders
    products: Products
    lines: Lines
    spend: tuple[Floats, ...]
    visits: Visits
    permission: Permission
    consents: Consents
    mailings: Mailings
    answers: Answers
    leads: Leads
    truth: Truth
    life: tuple[Orders, Leads]

    @property
    def today(self) -> date:
        """The day that has not been lived yet."""
        return self.timeline.today


def make_world(
    seed: int, people: int = 50_000, months: int = 24, *, today: date, ahead: int | None = None
) -> World:
    """Invent a shop.

    Args:
        seed: The same seed gives the same shop, bit for bit.
        people: About how many people it knows today, at least 100.
        months: Months on record, at least 13.
        today: The day that is not lived yet; everything on record is before it.
        ahead: Days simulated from today on, at least 1, for the true end values; to the last day of
            the plan's year when not said.

    Returns:
        The shop; 50,000 people take about two seconds.
    """
    rng = np.random.default_rng([seed, people, months])
    future = ahead or (plan_period(today)[1] - today).days + 1
    timeline = Timeline(today, round(months * MONTH), future)
    full = shop_channels(rng)
    full_paths = spends(rng, full, timeline)
    expected = arrivals(full, full_paths, timeline)
    size = size_of(people, expected, timeline)
    channels = tuple(channel.resized(size) for channel in full)
    paths = tuple(np.round(path * size, 2) for path in full_paths)
    planned = (_scaled(plan, size) for plan in PLANNED)
    lifts = tuple((plan, plan.draw(rng)) for plan in planned)
    everyone = draw_people(rng, expected * size, timeline, _for(lifts, "new_customers"))
    drift = drift_path(rng, timeline.total)
    may = draw_permission(rng, everyone)
    bought = draw_orders(rng, everyone, timeline, drift)
    mailings, bought, may = send_past(rng, bought, may, timeline)
    bought = play_planned(rng, bought, timeline, _for(lifts, "repurchase_rate"))
    asked = draw_leads(rng, timeline, size, _for(lifts, "sales_conversion_rate"))
    orders = bought.between(-WARM_UP, timeline.length)
    known = everyone.until(timeline.length)
    products = draw_products(rng)
    return World(
        seed=seed,
        timeline=timeline,
        size=size,
        people=known,
        orders=orders,
        products=products,
        lines=draw_lines(rng, orders, products),
        spend=tuple(path[WARM_UP : WARM_UP + timeline.length] for path in paths),
        visits=draw_visits(rng, channels, paths, (orders, may, mailings), timeline, size),
        permission=may,
        consents=consent_history(rng, known, may, mailings, timeline.length),
        mailings=mailings,
        answers=draw_answers(rng, orders, timeline.length),
        leads=asked.until(timeline.length),
        truth=_truth(channels, lifts, drift, (bought, asked), timeline),
        life=(bought, asked),
    )


def _scaled(plan: Planned, size: float) -> Planned:
    """Bring numbers of people to the size of the shop; shares do not depend on it."""
    if plan.key_result != "new_customers":
        return plan
    return replace(plan, low=plan.low * size, likely=plan.likely * size, high=plan.high * size)


def _for(
    lifts: tuple[tuple[Planned, float], ...], key_result: str
) -> tuple[tuple[Planned, float], ...]:
    return tuple((plan, value) for plan, value in lifts if plan.key_result == key_result)


def _truth(
    channels: tuple[Channel, ...],
    lifts: tuple[tuple[Planned, float], ...],
    drift: Floats,
    life: tuple[Orders, Leads],
    timeline: Timeline,
) -> Truth:
    orders, leads = life
    end = timeline.length + timeline.ahead
    days = range(timeline.length - 364, end + 1, 28)
    path = tuple((day, measures.repurchase_rate(orders, day)[0]) for day in days)
    ends = {
        "repurchase_rate": measures.repurchase_rate(orders, end)[0],
        "new_customers": float(measures.new_customers(orders, end - 365, end)),
        "sales_conversion_rate": measures.sales_conversion_rate(leads, end)[0],
    }
    return Truth(channels, lifts, drift, path, ends)
