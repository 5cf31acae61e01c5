"""How a value of the data is compared with what a phrase says: types fitted, unknowns kept apart.

``!=`` and ``not in`` are the exact opposites of ``=`` and ``in``: a person whose value is unknown
is not equal to anything, and so satisfies them. Every other comparison fails on an unknown value.
Text is compared letter by letter, but ``contains`` ignores case.
"""

import operator as op
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import ibis

from passerelle.base.errors import UserError
from passerelle.base.language import Text
from passerelle.plan.condition import Operator, Scalar

Compared = Callable[[Any, Any], Any]

ORDER: dict[str, Compared] = {
    "=": op.eq, "!=": op.ne, "<": op.lt, "<=": op.le, ">": op.gt, ">=": op.ge,
}  # fmt: skip
"""What each comparison sign does, to Python values and to Ibis columns alike."""

FIGURE = "decimal(38, 10)"
_INT64 = 2**63


def number(value: Decimal) -> Any:  # noqa: ANN401  # ibis has no types
    """Give a number as an exact Ibis literal."""
    if value == value.to_integral_value() and abs(value) < _INT64:
        return ibis.literal(int(value))
    scale = max(0, -int(value.as_tuple().exponent))
    whole = max(1, value.adjusted() + 1)
    return ibis.literal(value, type=f"decimal({whole + scale}, {scale})")


def compare(value: Any, operator: Operator, values: Sequence[Scalar]) -> Any:  # noqa: ANN401
    """Compare an Ibis column with the values of a phrase.

    Returns:
        A boolean Ibis expression; null where the column is unknown and the operator needs a value.

    Raises:
        UserError: The values do not fit the column's type.
    """
    if operator in {"known", "unknown"}:
        return value.notnull() if operator == "known" else value.isnull()
    if operator == "contains":
        return value.cast("string").lower().contains(str(values[0]).lower())
    column, literals = _fitted(value, values)
    return _COMPARED[operator](column, literals)


_COMPARED: dict[str, Callable[[Any, Any], Any]] = {
    "in": lambda column, literals: column.isin(literals),
    "not in": lambda column, literals: column.isnull() | column.notin(literals),
    "=": lambda column, literals: column == literals[0],
    "!=": lambda column, literals: ~column.identical_to(literals[0]),
    "<": lambda column, literals: column < literals[0],
    "<=": lambda column, literals: column <= literals[0],
    ">": lambda column, literals: column > literals[0],
    ">=": lambda column, literals: column >= literals[0],
}


def _fitted(value: Any, values: Sequence[Scalar]) -> tuple[Any, list[Any]]:  # noqa: ANN401
    """Bring a column and the values to one type: the column's, or for text the values'."""
    kind = value.type()
    if kind.is_timestamp() or kind.is_date():
        days = [_day(each) for each in values]
        return (value.date() if kind.is_timestamp() else value), [ibis.literal(day) for day in days]
    if kind.is_numeric():
        return value, [number(_decimal(each)) for each in values]
    if kind.is_boolean():
        return value, [ibis.literal(_truth(each)) for each in values]
    return _text(value, values)


def _text(value: Any, values: Sequence[Scalar]) -> tuple[Any, list[Any]]:  # noqa: ANN401
    if all(isinstance(each, Decimal) for each in values):
        return value.try_cast(FIGURE), [number(_decimal(each)) for each in values]
    if all(isinstance(each, date) for each in values):
        return value.try_cast("date"), [ibis.literal(each) for each in values]
    return value, [ibis.literal(_written(each)) for each in values]


def _written(value: Scalar) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _day(value: Scalar) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise _unfit(value, Text(en="a date", fr="une date"), "2027-01-31") from None


def _decimal(value: Scalar) -> Decimal:
    try:
        return value if isinstance(value, Decimal) else Decimal(str(value))
    except InvalidOperation:
        raise _unfit(value, Text(en="a number", fr="un nombre"), "12.50") from None


def _truth(value: Scalar) -> bool:
    said = {"true": True, "yes": True, "false": False, "no": False}
    if str(value).lower() not in said:
        raise _unfit(value, Text(en="yes or no", fr="oui ou non"), "true")
    return said[str(value).lower()]


def _unfit(value: Scalar, kind: Text, example: str) -> UserError:
    return UserError(
        Text(
            en=f"“{value}” is compared with {kind.en}.",
            fr=f"« {value} » est comparé à {kind.fr}.",
        ),
        Text(en=f"Write it as: {example}.", fr=f"Écrivez-le ainsi : {example}."),
    )
