"""A slow, plain Python reading of a condition, written from the words of plan/condition.py alone."""

# ruff: noqa: PLR0911, PLR0912 - one plain case after another is the point of an oracle

import json
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from passerelle.plan.condition import (
    All,
    AnyOf,
    Attribute,
    Condition,
    Consent,
    Everyone,
    Member,
    Moment,
    Not,
    Score,
    Tally,
    Window,
)

LINE_PROPERTIES = {"product": "product_id", "description": "description"}
EVENT_COLUMNS = {"medium": "medium", "source": "origin", "campaign": "campaign", "value": "value"}
PERSON_COLUMNS = {"country", "city", "language", "birth_date", "created_at", "email"}


@dataclass
class World:
    """Rows of every table, as dictionaries."""

    customers: list[dict[str, Any]] = field(default_factory=list)
    orders: list[dict[str, Any]] = field(default_factory=list)
    order_lines: list[dict[str, Any]] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    consents: list[dict[str, Any]] = field(default_factory=list)


def members(
    world: World, segments: dict[str, Any], condition: Condition, as_of: datetime
) -> set[str]:
    """Give the people for whom a condition holds."""
    known = [c for c in world.customers if c["created_at"] is None or c["created_at"] <= as_of]
    return {c["customer_id"] for c in known if holds(world, segments, condition, c, as_of)}


def holds(
    world: World, segments: dict[str, Any], said: Condition, person: dict[str, Any], as_of: datetime
) -> bool:
    """Whether a condition holds for one person."""

    def again(part: Condition) -> bool:
        return holds(world, segments, part, person, as_of)

    match said:
        case Everyone():
            return True
        case All(parts=parts):
            return all(again(part) for part in parts)
        case AnyOf(parts=parts):
            return any(again(part) for part in parts)
        case Not(part=part):
            return not again(part)
        case Member(segment=name):
            return again(segments[name].who)
        case Attribute():
            return fits(
                value_of(person, PERSON_COLUMNS, "attributes", said.name),
                said.operator,
                said.values,
            )
        case Consent(purpose=purpose):
            return consents(world, purpose, person["customer_id"], as_of)
        case Score():
            score = scores(world, said.kind, as_of).get(person["customer_id"])
            return score is not None and sign(said.operator, score, said.value)
        case Tally():
            return tally(world, said, person["customer_id"], as_of)
        case Moment():
            return stands(world, said, person["customer_id"], as_of)
    raise AssertionError(said)


def consents(world: World, purpose: str, who: str, as_of: datetime) -> bool:
    """Whether the latest word on a purpose is yes."""
    said = [
        c
        for c in world.consents
        if (c["person"], c["purpose"]) == (who, purpose) and c["since"] <= as_of
    ]
    return bool(said) and max(said, key=lambda c: (c["since"], c["serial"]))["granted"]


def scores(world: World, kind: str, as_of: datetime) -> dict[str, int]:
    """Give the score of everybody who ordered."""
    values: dict[str, Any] = {}
    for who in {o["customer_id"] for o in world.orders if o["customer_id"]}:
        mine = [o for o in world.orders if o["customer_id"] == who and o["ordered_at"] <= as_of]
        sold = [o for o in mine if o["gross"] > 0]
        if sold:
            values[who] = {
                "recency": max(o["ordered_at"] for o in sold),
                "frequency": len(sold),
                "monetary": sum(o["net"] for o in mine),
            }[kind]
    smaller = {who: sum(other < mine for other in values.values()) for who, mine in values.items()}
    return {who: 1 + 5 * smaller[who] // len(values) for who in values}


def happenings(
    world: World, said: Tally | Moment, who: str, window: Window, as_of: datetime
) -> list[dict[str, Any]]:
    """Give the orders or events of a person that a leaf looks at."""
    if said.of == "orders":
        rows = [dict(o, at=o["ordered_at"]) for o in world.orders if o["customer_id"] == who]
    else:
        rows = [dict(e, at=e["occurred_at"], day=e["occurred_at"].date()) for e in world.events
                if e["customer_id"] == who and e["name"] == said.event]  # fmt: skip
    rows = [row for row in rows if row["at"] <= as_of and in_window(row, window, as_of)]
    return [row for row in rows if all(filtered(world, said.of, row, each) for each in said.where)]


def filtered(world: World, of: str, row: dict[str, Any], where: Any) -> bool:
    """Whether a row passes one filter."""
    if of == "event":
        return fits(
            value_of(row, EVENT_COLUMNS, "properties", where.property), where.operator, where.values
        )
    if where.property not in LINE_PROPERTIES:
        return fits(row[where.property], where.operator, where.values)
    found = [
        line[LINE_PROPERTIES[where.property]]
        for line in world.order_lines
        if line["order_id"] == row["order_id"]
    ]
    opposite = {"!=": "=", "not in": "in", "unknown": "known"}.get(where.operator)
    if opposite:
        return not any(fits(value, opposite, where.values) for value in found)
    return any(fits(value, where.operator, where.values) for value in found)


def tally(world: World, said: Tally, who: str, as_of: datetime) -> bool:
    """Whether a count, sum or average compares so."""
    rows = happenings(world, said, who, said.window, as_of)
    count = len([row for row in rows if said.of == "event" or row["gross"] > 0])
    if said.function == "count":
        return sign(said.operator, Decimal(count), said.value)
    name = said.property or ("net" if said.of == "orders" else "value")
    if said.of == "orders":
        amounts = [row[name] for row in rows]
    else:
        amounts = [number(value_of(row, EVENT_COLUMNS, "properties", name)) for row in rows]
        amounts = [amount for amount in amounts if amount is not None]
        count = len(amounts)
    total = sum(amounts, Decimal(0))
    if said.function == "sum":
        return sign(said.operator, total, said.value)
    return count > 0 and sign(said.operator, total, said.value * count)


def stands(world: World, said: Moment, who: str, as_of: datetime) -> bool:
    """Whether the first or last one stands so."""
    rows = happenings(world, said, who, Window(), as_of)
    rows = [row for row in rows if said.of == "event" or row["gross"] > 0]
    if not rows:
        return False
    choose = min if said.which == "first" else max
    if said.day is not None:
        day = choose(row["day"] for row in rows)
        return day < said.day if said.relation == "before" else day > said.day
    at, bound = choose(row["at"] for row in rows), ago(as_of, said.amount, said.span)
    return at <= bound if said.relation == "before" else at > bound


def in_window(row: dict[str, Any], window: Window, as_of: datetime) -> bool:
    """Whether a row falls in a window."""
    if window.amount is not None and not row["at"] > ago(as_of, window.amount, window.span):
        return False
    if window.start is not None and row["day"] < window.start:
        return False
    return window.end is None or row["day"] <= window.end


def ago(as_of: datetime, amount: int, span: str) -> datetime:
    """Go back in the calendar, month by month."""
    if span in {"days", "weeks"}:
        return as_of - timedelta(days=amount * (7 if span == "weeks" else 1))
    year, month = as_of.year, as_of.month
    for _ in range(amount * (12 if span == "years" else 1)):
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    for day in (as_of.day, 30, 29, 28):
        try:
            return as_of.replace(year=year, month=month, day=day)
        except ValueError:
            continue
    raise AssertionError


def value_of(row: dict[str, Any], columns: Any, document: str, name: str) -> Any:
    """Find a property in a column or in the JSON text."""
    if name in columns:
        return row[columns[name] if isinstance(columns, dict) else name]
    value = json.loads(row[document] or "{}").get(name)
    return str(value).lower() if isinstance(value, bool) else value if value is None else str(value)


def fits(value: Any, operator: str, said: tuple[Any, ...]) -> bool:
    """Compare a value with what a phrase says."""
    if operator in {"known", "unknown"}:
        return (value is not None) == (operator == "known")
    if operator in {"!=", "not in"}:
        return not fits(value, "=" if operator == "!=" else "in", said)
    if value is None:
        return False
    if operator == "contains":
        return str(said[0]).lower() in str(value).lower()
    values = [alike(value, each) for each in said]
    if operator == "in":
        return any(left is not None and left == right for left, right in values)
    left, right = values[0]
    return left is not None and sign(operator, left, right)


def alike(value: Any, said: Any) -> tuple[Any, Any]:
    """Bring both sides to one type."""
    if isinstance(value, datetime):
        return value.date(), said
    if isinstance(value, date | Decimal):
        return value, said
    if isinstance(said, Decimal):
        return number(value), said
    return value, str(said)


def number(value: Any) -> Decimal | None:
    """Read a number, or give none."""
    try:
        return value if value is None else Decimal(value)
    except ArithmeticError:
        return None


def sign(operator: str, left: Any, right: Any) -> bool:
    """Compare two values."""
    return {"=": left == right, "!=": left != right, "<": left < right, "<=": left <= right,
            ">": left > right, ">=": left >= right}[operator]  # fmt: skip
