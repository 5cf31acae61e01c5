"""Conditions of every shape, for properties."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from passerelle.plan.condition import (
    All,
    AnyOf,
    Attribute,
    Condition,
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

COMPARISONS = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
SPANS = st.sampled_from(["days", "weeks", "months", "years"])
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
NUMBERS = st.decimals(-10_000_000, 10_000_000, places=3, allow_nan=False) | st.integers(
    -5000, 5000
).map(Decimal)
NAMES = st.sampled_from(
    [
        "country",
        "last",
        "orders",
        "ville",
        "a.b",
        "first name",
        "x-y",
        "où",
        "n°",
        "été",
        "_id",
        "not",
    ]
) | st.text(
    st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp", "Zs"], blacklist_characters="`"),
    min_size=1,
    max_size=8,
)
TEXTS = st.sampled_from(
    ["FR", "true", "non", "2026-01-01", "12", "a b", 'dit "oui"', "a\\b", "«x»"]
)
VALUES = (
    TEXTS
    | st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=12)
    | NUMBERS
    | DAYS
    | st.booleans()
)
COUNTS = st.integers(1, 10_000)


@st.composite
def tests(draw: st.DrawFn) -> tuple[str, tuple[object, ...]]:
    """A comparison: operator and values."""
    kind = draw(st.sampled_from(["one", "list", "none"]))
    if kind == "none":
        return draw(st.sampled_from(["known", "unknown"])), ()
    if kind == "list":
        some = draw(st.lists(VALUES, min_size=1, max_size=3))
        return draw(st.sampled_from(["in", "not in"])), tuple(some)
    return draw(COMPARISONS | st.just("contains")), (draw(VALUES),)


FILTERS = st.lists(st.builds(lambda n, t: Filter(n, *t), NAMES, tests()), max_size=2).map(tuple)
WINDOWS = (
    st.just(Window())
    | st.builds(lambda n, s: Window(amount=n, span=s), COUNTS, SPANS)
    | st.builds(lambda a, b: Window(start=min(a, b), end=max(a, b)), DAYS, DAYS)
    | st.builds(lambda a: Window(start=a), DAYS)
    | st.builds(lambda a: Window(end=a), DAYS)
)


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    """How often or how much, of orders or of an event."""
    of = draw(st.sampled_from(["orders", "event"]))
    function = draw(st.sampled_from(["count", "sum", "average"]))
    bare = function == "count" or (of == "orders" and draw(st.booleans()))
    return Tally(
        of,
        function,
        draw(COMPARISONS),
        draw(NUMBERS),
        event=draw(NAMES) if of == "event" else None,
        property=None if bare else draw(NAMES),
        window=draw(WINDOWS),
        where=draw(FILTERS),
        currency=draw(st.sampled_from([None, "EUR", "USD"])),
    )


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    """When the first or last order or event was."""
    event = draw(st.none() | NAMES)
    relation = draw(st.sampled_from(["before", "after", "within"]))
    dated = relation != "within" and draw(st.booleans())
    return Moment(
        "event" if event else "orders",
        draw(st.sampled_from(["first", "last"])),
        relation,
        amount=None if dated else draw(COUNTS),
        span=None if dated else draw(SPANS),
        day=draw(DAYS) if dated else None,
        event=event,
        where=draw(FILTERS),
    )


LEAVES: st.SearchStrategy[Condition] = (
    st.builds(lambda n, t: Attribute(n, *t), NAMES, tests())
    | tallies()
    | moments()
    | st.builds(
        Score, st.sampled_from(["recency", "frequency", "monetary"]), COMPARISONS, st.integers(1, 5)
    )
    | st.builds(Member, NAMES)
    | st.builds(Consent, NAMES)
    | st.just(Everyone())
)
TREES: st.SearchStrategy[Condition] = st.recursive(
    LEAVES,
    lambda inner: (
        st.builds(Not, inner)
        | st.builds(All, st.lists(inner, min_size=1, max_size=3).map(tuple))
        | st.builds(AnyOf, st.lists(inner, min_size=1, max_size=3).map(tuple))
    ),
    max_leaves=8,
)
