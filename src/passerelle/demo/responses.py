"""What the built-in customers do after a message: seeded by name, with a lift that is known."""

import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from math import exp
from pathlib import Path
from typing import Literal

from passerelle.base.bucket import BUCKETS, bucket
from passerelle.demo.mail import CLICK, LEAVE, LIFT, WITHIN
from passerelle.demo.world import World

HELD_OUT = "holdout"
"""The arm of people who were kept aside: they receive nothing and answer nothing."""

ARM_FACTOR = {"A": 1.0, "B": 1.4}
"""How much better each arm truly works; other arms count 1."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One person of a snapshot: who, for which action (its code), which arm, when (UTC)."""

    person: str
    action: str
    arm: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Response:
    """One thing a customer did (naive UTC); ``amount`` in euros and ``product`` are for orders."""

    person: str
    action: str
    kind: Literal["email_click", "email_unsubscribe", "order"]
    at: datetime
    amount: Decimal = Decimal(0)
    product: int = -1


@dataclass(frozen=True, slots=True)
class Responses:
    """All that happened, in order of time, and the true extra probability of an order by arm."""

    rows: tuple[Response, ...]
    true_lift: dict[str, float]


def respond(
    world: World, sends: Iterable[Sent], *, within: timedelta = timedelta(days=WITHIN)
) -> Responses:
    """Play what people do after a send.

    Everyone, held out or not, orders with the probability of her own rhythm over fourteen days;
    those who received the message order with ``LIFT`` (times the arm's factor) more.

    Args:
        world: The shop; the same seed gives the same answers.
        sends: The whole snapshot, held-out people included.
        within: Fourteen days of life are squeezed into this span after each send.

    Returns:
        Clicks, unsubscriptions and orders.
    """
    rows: list[Response] = []
    arms: dict[str, float] = {}
    for sent in sends:
        factor = 0.0 if sent.arm == HELD_OUT else ARM_FACTOR.get(sent.arm, 1.0)
        arms[sent.arm] = LIFT * factor
        rows.extend(_answers(world, sent, factor, within))
    return Responses(tuple(sorted(rows, key=lambda row: (row.at, row.person, row.kind))), arms)


def write_responses(world: World, responses: Responses, folder: Path) -> tuple[Path, ...]:
    """Write the responses as files and sources of a workspace, ready for ``import``.

    Args:
        world: The shop, for its products.
        responses: What happened.
        folder: The workspace.

    Returns:
        The files written.
    """
    events = folder / "data" / "suites_evenements.jsonl"
    orders = folder / "data" / "suites_commandes.csv"
    with events.open("w", encoding="utf-8") as file:
        for number, row in enumerate(responses.rows):
            if row.kind != "order":
                file.write(json.dumps(_event(number, row)) + "\n")
    with orders.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(("commande", "client", "date", "reference", "designation", "quantite", "prix"))
        for number, row in enumerate(responses.rows):
            if row.kind == "order":
                name = world.products.names[row.product]
                product = f"P{row.product:06d}"
                out.writerow((f"W{number:06d}", row.person, row.at, product, name, 1, row.amount))
    sources = (
        (folder / "sources" / "suites_evenements.yaml", _EVENTS),
        (folder / "sources" / "suites_commandes.yaml", _ORDERS),
    )
    for path, text in sources:
        path.write_text(text, "utf-8")
    return events, orders, *(path for path, _ in sources)


_EVENTS = """\
# Ce que les clients ont fait après l'envoi : clics et désabonnements.
reads: data/suites_evenements.jsonl
as: events
columns: {event_id: id, customer_id: client, name: evenement, occurred_at: quand,
          medium: medium, origin: origine, campaign: campagne}
"""

_ORDERS = """\
# Les commandes passées après l'envoi.
reads: data/suites_commandes.csv
as: orders
columns: {order_id: commande, customer_id: client, ordered_at: date, product_id: reference,
          description: designation, quantity: quantite, unit_price: prix}
constants: {channel: site}
"""


def _event(number: int, row: Response) -> dict[str, str]:
    return {
        "id": f"W{number:06d}",
        "client": row.person,
        "evenement": row.kind,
        "quand": row.at.isoformat(sep=" "),
        "medium": "email",
        "origine": "newsletter",
        "campagne": row.action,
    }


def _answers(world: World, sent: Sent, factor: float, within: timedelta) -> Iterable[Response]:
    def draw(what: str) -> float:
        return bucket(f"{world.seed}:{what}:{sent.action}", sent.person) / BUCKETS

    def later(what: str) -> datetime:
        at = sent.at.astimezone(UTC).replace(tzinfo=None) if sent.at.tzinfo else sent.at
        return at + within * draw(f"delay {what}")

    if factor and draw("click") < CLICK * (1 + factor) / 2:
        yield Response(sent.person, sent.action, "email_click", later("click"))
    if factor and draw("leave") < LEAVE:
        yield Response(sent.person, sent.action, "email_unsubscribe", later("leave"))
    row = int(sent.person[1:]) if sent.person[1:].isdigit() else len(world.people)
    rate = float(world.people.rate[row]) if row < len(world.people) else 0.0
    if draw("order") < 1 - exp(-rate * WITHIN) + LIFT * factor:
        product = int(draw("product") * len(world.products))
        price = Decimal(int(world.products.price[product])) / 100
        yield Response(sent.person, sent.action, "order", later("order"), price, product)
