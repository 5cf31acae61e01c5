"""The shop's records as tables, in the words and shapes of the tools that a shop exports from."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from passerelle.demo.catalogue import CITIES, FIRST_NAMES, LAST_NAMES, PAGES, city_weights
from passerelle.demo.columns import ids, moments, money, words
from passerelle.demo.visits import Visits
from passerelle.demo.world import World

BOUGHT = 2
"""Kind of the event that ends a visit with an order."""

HOTEL = 0.012
"""Share of customers that are hotels."""


def customers(world: World) -> Any:  # noqa: ANN401 (pyarrow has no types)
    """Give one row a person known today; addresses end in ``.example`` and reach nobody."""
    rng = np.random.default_rng([world.seed, 11])
    number = len(world.people)
    first = rng.integers(0, len(FIRST_NAMES), number)
    last = rng.integers(0, len(LAST_NAMES), number)
    city = rng.choice(len(CITIES), number, p=city_weights())
    row = np.arange(number)
    no_mail = (rng.random(number) < 0.03) & (world.people.arrival != 5)  # noqa: PLR2004
    age = rng.normal(46, 13, number).clip(19, 90)
    birth = np.datetime64(world.today, "D") - (age * 365.25).astype("timedelta64[D]")
    hotel = rng.random(number) < HOTEL
    return pa.table(
        {
            "client": ids("C", row),
            "courriel": _addresses(row, no_mail),
            "telephone": _phones(rng, number),
            "prenom": words(FIRST_NAMES, first),
            "nom": words(LAST_NAMES, last),
            "pays": words([country for _, country, _ in CITIES], city),
            "ville": words([name for name, _, _ in CITIES], city),
            "langue": words(["fr"], np.zeros(number, int)),
            "naissance": pa.array(birth, pa.date32(), mask=rng.random(number) < 0.4),  # noqa: PLR2004
            "cree_le": moments(world.timeline.moments(world.people.came)),
            "type_client": words(["particulier", "hotel"], hotel.astype(int)),
        }
    )


def order_lines(world: World) -> Any:  # noqa: ANN401
    """Give one row an article sold or sent back; a return has a negative quantity."""
    rng = np.random.default_rng([world.seed, 12])
    orders, lines = world.orders, world.lines
    city = np.random.default_rng([world.seed, 11])
    city.integers(0, len(FIRST_NAMES), len(world.people))
    city.integers(0, len(LAST_NAMES), len(world.people))
    place = city.choice(len(CITIES), len(world.people), p=city_weights())
    shop = rng.random(len(orders)) < 0.11  # noqa: PLR2004
    welcome = orders.first & (rng.random(len(orders)) < 0.16)  # noqa: PLR2004
    order = lines.order
    return pa.table(
        {
            "commande": ids("M", order),
            "client": ids("C", orders.person[order]),
            "date_commande": moments(world.timeline.moments(orders.day[order])),
            "pays": words([name for _, name, _ in CITIES], place[orders.person[order]]),
            "canal": words(["site", "boutique"], shop[order].astype(int)),
            "code_promo": words(["BIENVENUE10"], welcome[order].astype(int) - 1),
            "reference": ids("P", lines.product),
            "designation": words(world.products.names, lines.product),
            "quantite": pa.array(lines.quantity),
            "prix_unitaire": money(lines.price),
            "nature": words(["vente", "retour"], (lines.quantity < 0).astype(int)),
        }
    )


def visits(world: World) -> Any:  # noqa: ANN401
    """Give the events of the site: every visit, what was put aside, what was bought."""
    seen = world.visits
    bought = np.nonzero(seen.order >= 0)[0]
    aside = np.nonzero(seen.cart)[0]
    rows = np.concatenate([np.arange(len(seen)), aside, bought])
    kind = np.repeat([0, 1, 2], [len(seen), len(aside), len(bought)])
    value = np.zeros(len(world.orders), dtype=np.int64)
    np.add.at(value, world.lines.order, np.maximum(world.lines.quantity, 0) * world.lines.price)
    cents = np.where(kind == BOUGHT, value[np.maximum(seen.order[rows], 0)], 0)
    later = np.array([0.0, 0.003, 0.006])[kind]
    before = np.where(seen.order[rows] >= 0, 0.008, 0.0)
    order = np.argsort(seen.day[rows] - before + later, kind="stable")
    rows, kind, cents = rows[order], kind[order], cents[order]
    day = (seen.day[rows] - np.where(seen.order[rows] >= 0, 0.008, 0.0)) + later[order]
    visitor = np.where(seen.person[rows] >= 0, seen.person[rows], 1_000_000 + rows)
    return pa.table(
        {
            "id": ids("V", np.arange(len(rows))),
            "client": ids("C", seen.person[rows]),
            "visiteur": ids("A", visitor),
            "session": ids("S", rows),
            "evenement": words(["visit", "add_to_cart", "purchase"], kind),
            "quand": moments(world.timeline.moments(day)),
            **_origin(seen, rows),
            "page": words(
                [*PAGES, "/panier", "/merci"], np.where(kind > 0, 8 + kind, seen.page[rows])
            ),
            "valeur": pc.if_else(
                pa.array(kind == BOUGHT),
                money(cents),
                pa.scalar(None, pa.decimal128(18, 2)),
            ),
        }
    )


def letters(world: World) -> Any:  # noqa: ANN401
    """Give the events of past e-mail campaigns: delivered, clicked, unsubscribed."""
    sent = world.mailings
    clicked = np.nonzero(sent.clicked < world.timeline.length)[0]
    left = np.nonzero(~np.isnan(sent.left))[0]
    rows = np.concatenate([np.arange(len(sent)), clicked, left])
    kind = np.repeat([0, 1, 2], [len(sent), len(clicked), len(left)])
    day = np.concatenate([sent.days[sent.campaign], sent.clicked[clicked], sent.left[left]])
    order = np.argsort(day, kind="stable")
    rows, kind, day = rows[order], kind[order], day[order]
    same = np.zeros(len(rows), dtype=int)
    return pa.table(
        {
            "id": ids("L", np.arange(len(rows))),
            "client": ids("C", sent.person[rows]),
            "evenement": words(["email_delivered", "email_click", "email_unsubscribe"], kind),
            "quand": moments(world.timeline.moments(day)),
            "utm_medium": words(["email"], same),
            "utm_source": words(["newsletter"], same),
            "utm_campaign": words(sent.names, sent.campaign[rows]),
        }
    )


def consents(world: World) -> Any:  # noqa: ANN401
    """Give the complete history of consent, in order of time."""
    said = world.consents
    return pa.table(
        {
            "client": ids("C", said.person),
            "finalite": words(["email", "tracking"], said.purpose),
            "accord": pa.array(said.granted),
            "depuis": moments(world.timeline.moments(said.day)),
        }
    )


def products(world: World) -> Any:  # noqa: ANN401
    """Give one row a product with price and cost."""
    goods = world.products
    return pa.table(
        {
            "reference": ids("P", np.arange(len(goods))),
            "nom": pa.array(goods.names),
            "gamme": pa.array(goods.ranges),
            "prix": money(goods.price),
            "cout": money(goods.cost),
            "stock": pa.array(goods.stock),
        }
    )


def answers(world: World) -> Any:  # noqa: ANN401
    """Give one row a survey answer."""
    said = world.answers
    return pa.table(
        {
            "id": ids("N", np.arange(len(said))),
            "client": ids("C", said.person),
            "vague": words([f"satisfaction-{n + 1}" for n in range(4)], said.wave),
            "question": words(["nps"], np.zeros(len(said), int)),
            "note": pa.array(said.score),
            "repondu_le": moments(world.timeline.moments(said.day)),
        }
    )


def _origin(seen: Visits, rows: np.ndarray) -> dict[str, Any]:
    code = seen.origin[rows]
    return {
        "utm_medium": words([origin.medium for origin in seen.origins], code),
        "utm_source": words([origin.source for origin in seen.origins], code),
        "utm_campaign": words([origin.campaign for origin in seen.origins], code),
    }


def _addresses(row: np.ndarray, none: np.ndarray) -> Any:  # noqa: ANN401
    named = pc.binary_join_element_wise(
        ids("client-", row), pa.scalar("courrier.example"), pa.scalar("@")
    )
    return pc.if_else(pa.array(none), pa.scalar(None, pa.string()), named)


def _phones(rng: np.random.Generator, number: int) -> Any:  # noqa: ANN401
    digits = pc.utf8_lpad(pa.array(rng.integers(0, 10**8, number)).cast(pa.string()), 8, "0")
    named = pc.binary_join_element_wise("+336", digits, "")
    missing = pa.array(rng.random(number) < 0.45)  # noqa: PLR2004
    return pc.if_else(missing, pa.scalar(None, pa.string()), named)
