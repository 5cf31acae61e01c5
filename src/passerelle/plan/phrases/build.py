"""From the parts that the grammar finds to the values of ``plan.condition``."""

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, cast

from lark import Token, Transformer, v_args

from passerelle.base.language import Text
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
    Operator,
    Scalar,
    Score,
    Span,
    Tally,
    Window,
)
from passerelle.plan.scalars import days, number
from passerelle.plan.scalars.amount import CURRENCY_SIGNS
from passerelle.plan.scalars.thousands import SPACES
from passerelle.plan.unreadable import Unreadable

_OPERATORS = {"==": "=", "≤": "<=", "≥": ">=", "≠": "!="}
_SPANS: dict[str, Span] = {
    "d": "days", "j": "days", "w": "weeks", "s": "weeks", "m": "months", "y": "years", "a": "years",
}  # fmt: skip
_LONGEST_SPAN = 10_000
_HIGHEST_SCORE = 5


@dataclass(frozen=True, slots=True)
class Closed:
    """A condition between parentheses: what follows cannot belong to its filter."""

    inner: Condition


@dataclass(frozen=True, slots=True)
class Open:
    """A condition that ends with one filter without parentheses."""

    inner: Any


Part = Condition | Closed | Open
Test = tuple[Operator, tuple[Scalar, ...]]
_ZERO = Decimal(0)


@v_args(inline=True)
class Build(Transformer[Token, Condition]):
    """Builds the tree from the leaves up; every method is one rule of ``phrase.lark``."""

    def start(self, part: Part) -> Condition:
        """Give the whole condition."""
        return cast("Condition", _bare(part))

    def any_of(self, *parts: Part) -> Part:
        """One of several holds."""
        return parts[0] if len(parts) == 1 else AnyOf(_joined(parts))

    def all_of(self, *parts: Part) -> Part:
        """All of several hold."""
        if len(parts) == 1:
            return parts[0]
        joined = All(_joined(parts))
        return Open(joined) if isinstance(parts[-1], Open) else joined

    def negated(self, part: Part) -> Part:
        """It does not hold."""
        return Open(Not(part.inner)) if isinstance(part, Open) else Not(_bare(part))

    def closed(self, part: Part) -> Closed:
        """It stood between parentheses."""
        return Closed(_bare(part))

    def attribute(self, name: str, test: Test) -> Attribute:
        """A property of the person."""
        return Attribute(name, *test)

    def filter(self, name: str, test: Test) -> Filter:
        """A property of an order or event."""
        return Filter(name, *test)

    def compared(self, operator: Token, value: Scalar) -> Test:
        """A comparison written as a sign."""
        return _operator(operator), (value,)

    def tally(self, measure: Tally, operator: Token, value: tuple[Decimal, str | None],
              *rest: Window | tuple[Filter, ...] | Open) -> Part:  # fmt: skip
        """How often or how much."""
        built = replace(measure, operator=_operator(operator), value=value[0], currency=value[1])
        for one in rest:
            if isinstance(one, Window):
                built = replace(built, window=one)
        return cast("Part", _with_filters(built, rest[-1] if rest else None))

    def amount(self, digits: Token, currency: Token | None = None) -> tuple[Decimal, str | None]:
        """A number, and its currency when typed."""
        code = CURRENCY_SIGNS.get(str(currency), str(currency)) if currency else None
        return _number(digits), code

    def moment(self, which: str, subject: tuple[str, str | None], relation: dict[str, Any],
               where: tuple[Filter, ...] | Open | None = None) -> Part:  # fmt: skip
        """When the first or last one was."""
        built = Moment(
            of=cast("Any", subject[0]), which=cast("Any", which), event=subject[1], **relation
        )
        return cast("Part", _with_filters(built, where))

    def which(self, word: Token) -> str:
        """First or last."""
        return "first" if word.type == "FIRST" else "last"

    def score(self, kind: Token, operator: Token, value: Token) -> Score:
        """A recency, frequency or monetary score."""
        level = _number(value)
        if level not in range(1, _HIGHEST_SCORE + 1):
            raise _at(
                value, "a score goes from 1 to 5", "un score va de 1 à 5", "recency score >= 4"
            )
        return Score(cast("Any", kind.type.lower()), _operator(operator), int(level))

    def lately(self, amount: Token, span: Token) -> Window:
        """The last days, weeks, months or years."""
        return Window(amount=_count(amount), span=_span(span))

    def between(self, start: Token, end: Token) -> Window:
        """From one day to another."""
        first, last = _day(start), _day(end)
        if last < first:
            raise _at(end, "the end is before the start", "la fin est avant le début",
                      f"between {last} and {first}")  # fmt: skip
        return Window(start=first, end=last)

    def name(self, name: Token) -> str:
        """A name, without its back-quotes."""
        return str(name).strip("`")

    def word(self, value: Token) -> str:
        """A value typed without quotes."""
        return str(value)

    def string(self, value: Token) -> str:
        """A value typed between quotes."""
        if value.startswith("«"):
            return value[1:-1].strip(SPACES)
        return re.sub(r"\\(.)", r"\1", value[1:-1], flags=re.DOTALL)

    def day(self, value: Token) -> date:
        """A day typed as a value."""
        return _day(value)

    def number(self, value: Token) -> Decimal:
        """A number typed as a value."""
        return _number(value)

    def true(self) -> bool:
        """Yes."""
        return True

    def false(self) -> bool:
        """No."""
        return False

    def equal(self, value: Scalar) -> Test:
        """``is``."""
        return "=", (value,)

    def unequal(self, value: Scalar) -> Test:
        """``is not``."""
        return "!=", (value,)

    def containing(self, value: Scalar) -> Test:
        """``contains``."""
        return "contains", (value,)

    def is_known(self) -> Test:
        """``is known``."""
        return "known", ()

    def is_unknown(self) -> Test:
        """``is unknown``."""
        return "unknown", ()

    def within_list(self, *values: Scalar) -> Test:
        """``in (a, b)``."""
        return "in", values

    def outside_list(self, *values: Scalar) -> Test:
        """``not in (a, b)``."""
        return "not in", values

    def count_orders(self) -> Tally:
        """``orders``."""
        return Tally("orders", "count", "=", _ZERO)

    def sum_orders(self) -> Tally:
        """``spend``."""
        return Tally("orders", "sum", "=", _ZERO)

    def average_orders(self) -> Tally:
        """``average order``."""
        return Tally("orders", "average", "=", _ZERO)

    def count_events(self, event: str) -> Tally:
        """``event visit``."""
        return Tally("event", "count", "=", _ZERO, event)

    def sum_order_property(self, name: str) -> Tally:
        """``sum of items of orders``."""
        return Tally("orders", "sum", "=", _ZERO, None, name)

    def average_order_property(self, name: str) -> Tally:
        """``average of items of orders``."""
        return Tally("orders", "average", "=", _ZERO, None, name)

    def sum_event_property(self, name: str, event: str) -> Tally:
        """``sum of value of event purchase``."""
        return Tally("event", "sum", "=", _ZERO, event, name)

    def average_event_property(self, name: str, event: str) -> Tally:
        """``average of value of event purchase``."""
        return Tally("event", "average", "=", _ZERO, event, name)

    def since(self, start: Token) -> Window:
        """From a day on."""
        return Window(start=_day(start))

    def until(self, end: Token) -> Window:
        """Up to a day, included."""
        return Window(end=_day(end))

    def one_filter(self, one: Filter) -> Open:
        """``where channel is web``."""
        return Open((one,))

    def filters(self, *some: Filter) -> tuple[Filter, ...]:
        """``where (channel is web and coupon is known)``."""
        return some

    def the_order(self) -> tuple[str, str | None]:
        """``last order``."""
        return "orders", None

    def the_event(self, event: str) -> tuple[str, str | None]:
        """``last event visit``."""
        return "event", event

    def before_ago(self, amount: Token, span: Token) -> dict[str, Any]:
        """``before 90 days ago``."""
        return {"relation": "before", "amount": _count(amount), "span": _span(span)}

    def after_ago(self, amount: Token, span: Token) -> dict[str, Any]:
        """``after 90 days ago``."""
        return {"relation": "after", "amount": _count(amount), "span": _span(span)}

    def within_span(self, amount: Token, span: Token) -> dict[str, Any]:
        """``within 90 days``."""
        return {"relation": "within", "amount": _count(amount), "span": _span(span)}

    def before_day(self, day: Token) -> dict[str, Any]:
        """``before 2026-01-01``."""
        return {"relation": "before", "day": _day(day)}

    def after_day(self, day: Token) -> dict[str, Any]:
        """``after 2026-01-01``."""
        return {"relation": "after", "day": _day(day)}

    def member(self, segment: str) -> Member:
        """``in segment fideles``."""
        return Member(segment)

    def consent(self, purpose: str) -> Consent:
        """``consents to email``."""
        return Consent(purpose)

    def everyone(self) -> Everyone:
        """``everyone``."""
        return Everyone()


def _bare(part: Any) -> Any:  # noqa: ANN401
    return part.inner if isinstance(part, Closed | Open) else part


def _joined(parts: tuple[Any, ...]) -> tuple[Any, ...]:
    """Take the parts out of their parentheses; refuse a filter that runs into the next part."""
    if any(isinstance(part, Open) for part in parts[:-1]):
        raise Unreadable(
            Text(
                en="It is not clear whether what follows and / or belongs to the where filter.",
                fr="On ne sait pas si ce qui suit and / or appartient au filtre where.",
            ),
            Text(
                en="Put the filter in parentheses: orders >= 2 where (channel is web)",
                fr="Mettez le filtre entre parenthèses : orders >= 2 where (channel is web)",
            ),
        )
    return tuple(_bare(part) for part in parts)


def _with_filters(built: Any, where: object) -> Any:  # noqa: ANN401
    if isinstance(where, Open):
        return Open(replace(built, where=where.inner))
    return replace(built, where=where) if isinstance(where, tuple) else built


def _operator(token: Token) -> Operator:
    return cast("Operator", _OPERATORS.get(str(token), str(token)))


def _number(token: Token) -> Decimal:
    if re.search(r"\d,\d{3}$", token):
        raise _at(token, f"{token} can be read in two ways", f"{token} peut se lire de deux façons",
                  str(token).replace(",", " "))  # fmt: skip
    return number.read(token)


def _count(token: Token) -> int:
    found = _number(token)
    if found != int(found) or not 0 < found <= _LONGEST_SPAN:
        raise _at(token, "a span is a whole number from 1 to 10 000",
                  "une durée est un nombre entier de 1 à 10 000", "in 24 months")  # fmt: skip
    return int(found)


def _span(token: Token) -> Span:
    return _SPANS[token.lower()[0]]


def _day(token: Token) -> date:
    try:
        return days.read_day(token)
    except Unreadable as error:
        raise Unreadable(error.what, error.fix, token.column or 0) from None


def _at(token: Token, en: str, fr: str, example: str) -> Unreadable:
    return Unreadable(
        Text(en=f"{en[0].upper()}{en[1:]}.", fr=f"{fr[0].upper()}{fr[1:]}."),
        Text(en=f"Write for example: {example}", fr=f"Écrivez par exemple : {example}"),
        token.column or 0,
    )
