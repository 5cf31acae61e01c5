"""The value types of the plan's fields: each is one grammar, one parser and one printer."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, WithJsonSchema
from pydantic_core import CoreSchema, core_schema

from passerelle.base.money import Money
from passerelle.base.period import Period
from passerelle.plan.condition import Condition
from passerelle.plan.phrases.tree import read_condition, write_condition
from passerelle.plan.scalars import (
    days,
    discount,
    estimate,
    index,
    money,
    number,
    percent,
    rate,
    target,
    whole,
)
from passerelle.plan.values import Discount, Estimate, Rate, Target


class Written:
    """How a value is read from what is typed, and written back.

    Pydantic's own validators and serializers look at the signature of each function anew for each
    of a hundred fields: a twentieth of a second at every start.
    """

    def __init__(self, read: Callable[[Any], Any], write: Callable[[Any], Any]) -> None:
        self.read, self.write = read, write

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Say to Pydantic which function reads and which writes."""
        written = core_schema.plain_serializer_function_ser_schema(self.write)
        return core_schema.no_info_before_validator_function(
            self.read, handler(source), serialization=written
        )


def _one_or_all(names: tuple[str, ...]) -> str | list[str]:
    """Write a list of one as its one name."""
    return names[0] if len(names) == 1 else list(names)


def _refs(value: Any) -> Any:  # noqa: ANN401
    """Let one name stand for a list of one."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


_PATTERNS = {
    "day": r"^\d{4}-\d{2}-\d{2}$",
    "money": r"^[€$£]?\s*\d[\d.,\s]*\s*([A-Z]{3}|[€$£]|euros?)?$",
    "percent": r"^[+]?\d[\d.,\s]*%$",
    "period": r"^\d{4}",
    "target": r"\d",
    "estimate": r"^[^/]*\d[^/]*/[^/]*\d[^/]*/[^/]*\d[^/]*$",
    "discount": r"\d\s*%",
    "rate": r"^\d.*\D",
    "decimal": r"^\d[\d.,\s]*$",
}


def _schema(kind: str, example: str) -> WithJsonSchema:
    numeric = kind in {"period", "decimal"}
    typed: dict[str, Any] = {"type": ["string", "number"] if numeric else "string"}
    return WithJsonSchema(
        {**typed, "pattern": _PATTERNS[kind], "x-kind": kind, "examples": [example]}
    )


Refs = Annotated[
    tuple[str, ...],
    Written(_refs, list),
    WithJsonSchema(
        {
            "x-kind": "refs",
            "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
        }
    ),
]
Star = Annotated[
    tuple[str, ...],
    Written(_refs, _one_or_all),
    WithJsonSchema(
        {
            "x-kind": "refs",
            "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
        }
    ),
]
Day = Annotated[date, Written(days.read_day, str), _schema("day", "2027-12-31")]
MoneyText = Annotated[Money, Written(money.read, money.write), _schema("money", "1 800 EUR")]
PercentText = Annotated[
    Decimal,
    Written(percent.read, percent.write),
    _schema("percent", "20 %"),
]
IndexText = Annotated[
    Decimal,
    Written(index.read, index.write),
    _schema("percent", "110 %"),
]
NumberText = Annotated[Decimal, Written(number.read, number.write), _schema("decimal", "2.5")]
CountText = Annotated[
    int,
    Written(whole.read, int),
    WithJsonSchema(
        {
            "type": ["integer", "string"],
            "x-kind": "number",
            "pattern": r"^\d+( \d{3})*$",
            "examples": ["21 500"],
        }
    ),
]
PeriodText = Annotated[
    Period,
    Written(days.read, days.write),
    _schema("period", "2027-01-11..2027-01-31"),
]
TargetText = Annotated[
    Target,
    Written(target.read, target.write),
    _schema("target", "24 % -> 28 % by 2027-12-31"),
]
EstimateText = Annotated[
    Estimate,
    Written(estimate.read, estimate.write),
    _schema("estimate", "0.4 / 1.0 / 1.8 pts"),
]
DiscountText = Annotated[
    Discount,
    Written(discount.read, discount.write),
    _schema("discount", "15 % members"),
]
BringsText = Annotated[
    Estimate | dict[str, Estimate],
    Written(estimate.read_several, estimate.write_several),
    WithJsonSchema(
        {
            "x-kind": "estimate",
            "examples": [estimate.EXAMPLE],
            "anyOf": [
                {"type": "string"},
                {"type": "object", "additionalProperties": {"type": "string"}},
            ],
        }
    ),
]
RateText = Annotated[
    Rate,
    Written(rate.read, rate.write),
    _schema("rate", "40 leads a week"),
]
ConditionText = Annotated[
    Condition,
    Written(read_condition, write_condition),
    WithJsonSchema({"x-kind": "condition", "anyOf": [{"type": "string"}, {"type": "object"}]}),
]
