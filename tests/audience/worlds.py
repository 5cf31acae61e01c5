"""Small random worlds and conditions, with many equal values, edges of windows, and unknowns."""

import json
from datetime import date, datetime, timedelta
from decimal import Decimal

import pyarrow as pa
from hypothesis import strategies as st

from audience.oracle import World
from passerelle.plan.condition import (
    All,
    AnyOf,
    Attribute,
    Consent,
    Everyone,
    Filter,
    Member,
    Moment,
    Not,
    Score,
    Tally,
    Window,
)
from passerelle.plan.strategy import Segment
from passerelle.warehouse.store import Warehouse

AS_OF = datetime(2027, 3, 31, 12)
PEOPLE = [f"c{n}" for n in range(6)]
LENGTHS = [timedelta(days=d) for d in (-1, 0, 1, 7, 28, 30, 31, 59, 90, 365, 400)]
MOMENTS = [
    AS_OF - length + nudge for length in LENGTHS for nudge in (timedelta(0), timedelta(seconds=1))
]
MOMENTS += [datetime(2027, 2, 28, 12), datetime(2027, 2, 28, 12, 0, 1), datetime(2026, 3, 31, 12)]
DAYS = [date(2027, 3, 1), date(2027, 3, 31), date(2026, 3, 31), date(2027, 2, 28)]
AMOUNTS = [Decimal(x) for x in ("0", "0.1", "10", "10.005", "50", "100")]
NUMBERS = [Decimal(x) for x in ("0", "1", "2", "3", "10", "10.005", "50", "100.1")]
SIGNS = ["=", "!=", "<", "<=", ">", ">="]

moments = st.sampled_from(MOMENTS)
ids = st.sampled_from(PEOPLE)
countries = st.sampled_from(["FR", "BE", "fr", None])
words = st.sampled_from(["web", "shop", "Web", None])
products = st.sampled_from(["p1", "p2", None])


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A shop of at most six people."""
    world = World(consents=draw(st.lists(consent_rows, max_size=8)))
    for serial, row in enumerate(world.consents):
        row["serial"] = serial
    world.customers = [draw(customers(who)) for who in PEOPLE[: draw(st.integers(1, 6))]]
    world.events = draw(st.lists(event_rows, max_size=14))
    for number in range(draw(st.integers(0, 14))):
        order, lines = draw(orders(f"o{number}"))
        world.orders.append(order)
        world.order_lines += lines
    return world


@st.composite
def customers(draw: st.DrawFn, who: str) -> dict:
    """One customer."""
    extra = draw(
        st.dictionaries(
            st.sampled_from(["kids", "vip", "club name"]),
            st.sampled_from([1, 2, 10.5, "web", True, None]),
            max_size=2,
        )
    )
    return {
        "customer_id": who, "email": draw(st.sampled_from(["a@b.fr", None])), "country": draw(countries),
        "city": draw(words), "birth_date": draw(st.sampled_from([*DAYS, None])),
        "created_at": draw(st.sampled_from([*MOMENTS, None, None, None])),
        "attributes": draw(st.sampled_from([json.dumps(extra), None])),
    }  # fmt: skip


@st.composite
def orders(draw: st.DrawFn, name: str) -> tuple[dict, list[dict]]:
    """One order with its lines."""
    at = draw(moments)
    gross, returned = draw(st.sampled_from(AMOUNTS)), -draw(st.sampled_from(AMOUNTS))
    order = {"order_id": name, "customer_id": draw(st.sampled_from([*PEOPLE, None])), "ordered_at": at,
             "day": at.date() + timedelta(days=draw(st.sampled_from([0, 0, 0, 1]))), "country": draw(countries),
             "channel": draw(words), "gross": gross, "returned": returned, "net": gross + returned}  # fmt: skip
    lines = [{"order_id": name, "line": n, "product_id": product, "description": draw(words)}
             for n, product in enumerate(draw(st.lists(products, max_size=2)))]  # fmt: skip
    return order, lines


event_rows = st.fixed_dictionaries({
    "customer_id": st.sampled_from([*PEOPLE, None]), "name": st.sampled_from(["visit", "purchase"]),
    "occurred_at": moments, "medium": words, "origin": words, "value": st.sampled_from([*AMOUNTS, None]),
    "properties": st.sampled_from([None, "{}", '{"size": 2}', '{"size": "web"}', '{"size": 10.005}', '{"size": null}']),
})  # fmt: skip
consent_rows = st.fixed_dictionaries({
    "person": ids, "purpose": st.sampled_from(["email", "sms"]), "granted": st.booleans(), "since": moments,
})  # fmt: skip

windows = st.one_of(
    st.just(Window()),
    st.builds(
        Window,
        amount=st.sampled_from([0, 1, 2, 12, 30]),
        span=st.sampled_from(["days", "weeks", "months", "years"]),
    ),
    st.builds(Window, start=st.sampled_from([*DAYS, None]), end=st.sampled_from([*DAYS, None])),
)


def _tests(names: list[str], values: list) -> st.SearchStrategy[tuple]:
    """(name, operator, values) that fit together."""
    one = st.tuples(
        st.sampled_from(names), st.sampled_from(SIGNS), st.tuples(st.sampled_from(values))
    )
    many = st.tuples(
        st.sampled_from(names),
        st.sampled_from(["in", "not in"]),
        st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True).map(tuple),
    )
    none = st.tuples(st.sampled_from(names), st.sampled_from(["known", "unknown"]), st.just(()))
    return st.one_of(one, many, none)


def _like(names: list[str]) -> st.SearchStrategy[tuple]:
    return st.tuples(
        st.sampled_from(names),
        st.just("contains"),
        st.tuples(st.sampled_from(["we", "WEB", "p", "2"])),
    )


TEXTS = ["FR", "web", "shop", "p1", "true"]
attributes = st.one_of(
    _tests(["country", "city", "email", "vip", "club name"], TEXTS), _tests(["kids"], NUMBERS),
    _tests(["birth_date", "created_at"], DAYS), _like(["city", "kids"]),
).map(lambda test: Attribute(*test))  # fmt: skip
order_filters = st.one_of(
    _tests(["country", "channel", "product", "description"], TEXTS), _tests(["gross", "net", "returned"], NUMBERS),
    _tests(["day"], DAYS), _like(["channel", "product"]),
).map(lambda test: Filter(*test))  # fmt: skip
event_filters = st.one_of(
    _tests(["medium", "source", "size"], TEXTS), _tests(["value", "size"], NUMBERS), _like(["medium", "size"]),
).map(lambda test: Filter(*test))  # fmt: skip

tallies = st.one_of(
    st.builds(Tally, of=st.just("orders"), function=st.sampled_from(["count", "sum", "average"]), operator=st.sampled_from(SIGNS),
              value=st.sampled_from(NUMBERS), property=st.sampled_from([None, "gross", "net"]), window=windows,
              where=st.lists(order_filters, max_size=1).map(tuple)),
    st.builds(Tally, of=st.just("event"), function=st.sampled_from(["count", "sum", "average"]), operator=st.sampled_from(SIGNS),
              value=st.sampled_from(NUMBERS), event=st.sampled_from(["visit", "purchase"]),
              property=st.sampled_from([None, "value", "size"]), window=windows, where=st.lists(event_filters, max_size=1).map(tuple)),
)  # fmt: skip


def _moments(
    of: str, event: st.SearchStrategy, where: st.SearchStrategy
) -> st.SearchStrategy[Moment]:
    shared = {
        "of": st.just(of),
        "which": st.sampled_from(["first", "last"]),
        "event": event,
        "where": where,
    }
    relative = st.builds(Moment, relation=st.sampled_from(["before", "after", "within"]), amount=st.sampled_from([0, 1, 2, 30]),
                         span=st.sampled_from(["days", "weeks", "months", "years"]), **shared)  # fmt: skip
    absolute = st.builds(
        Moment, relation=st.sampled_from(["before", "after"]), day=st.sampled_from(DAYS), **shared
    )
    return st.one_of(relative, absolute)


leaves = st.one_of(
    st.just(Everyone()), attributes, tallies, tallies,
    _moments("orders", st.none(), st.lists(order_filters, max_size=1).map(tuple)),
    _moments("event", st.sampled_from(["visit", "purchase"]), st.lists(event_filters, max_size=1).map(tuple)),
    st.builds(Score, kind=st.sampled_from(["recency", "frequency", "monetary"]), operator=st.sampled_from(SIGNS), value=st.integers(1, 5)),
    st.builds(Consent, st.sampled_from(["email", "sms"])), st.builds(Member, st.sampled_from(["loyal", "french"])),
)  # fmt: skip
SEGMENTS = {
    "loyal": Segment(who=All((Tally("orders", "count", ">=", Decimal(2)), Member("french")))),
    "french": Segment(who=Attribute("country", "=", ("FR",))),
}
conditions = st.recursive(
    leaves,
    lambda part: st.one_of(
        st.lists(part, max_size=3).map(lambda parts: All(tuple(parts))),
        st.lists(part, max_size=3).map(lambda parts: AnyOf(tuple(parts))),
        part.map(Not),
    ),
    max_leaves=6,
)

TYPES = {
    "granted": pa.bool_(), "since": pa.timestamp("us"), "serial": pa.int64(), "line": pa.int32(),
    "birth_date": pa.date32(), "created_at": pa.timestamp("us"), "day": pa.date32(), "at": pa.timestamp("us"),
    "ordered_at": pa.timestamp("us"), "occurred_at": pa.timestamp("us"),
} | dict.fromkeys(("gross", "returned", "net", "value"), pa.decimal128(18, 4))  # fmt: skip


def put(warehouse: Warehouse, table: str, rows: list[dict]) -> None:
    """Put rows in the place of a table's."""
    names = list(dict.fromkeys(name for row in rows for name in row)) or [
        warehouse.table(table).columns[0]
    ]
    fields = pa.schema([(name, TYPES.get(name, pa.string())) for name in names])
    warehouse.replace(table, pa.Table.from_pylist(rows, schema=fields))


def fill(warehouse: Warehouse, world: World) -> None:
    """Put a whole world in a warehouse."""
    for table, rows in vars(world).items():
        put(warehouse, table, rows)
