"""The value types of the plan's fields: each is one grammar, one parser and one printer."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

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
)
from passerelle.plan.values import Discount, Estimate, Rate, Target


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
    BeforeValidator(_refs),
    PlainSerializer(list),
    WithJsonSchema(
        {
            "x-kind": "refs",
            "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
        }
    ),
]
Star = Annotated[
    tuple[str, ...],
    BeforeValidator(_refs),
    PlainSerializer(_one_or_all),
    WithJsonSchema(
        {
            "x-kind": "refs",
            "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
        }
    ),
]
Day = Annotated[
    date, BeforeValidator(days.read_day), PlainSerializer(str), _schema("day", "2027-12-31")
]
MoneyText = Annotated[
    Money, BeforeValidator(money.read), PlainSerializer(money.write), _schema("money", "1 800 EUR")
]
PercentText = Annotated[
    Decimal,
    BeforeValidator(percent.read),
    PlainSerializer(percent.write),
    _schema("percent", "20 %"),
]
IndexText = Annotated[
    Decimal,
    BeforeValidator(index.read),
    PlainSerializer(index.write),
    _schema("percent", "110 %"),
]
NumberText = Annotated[
    Decimal, BeforeValidator(number.read), PlainSerializer(number.write), _schema("decimal", "2.5")
]
PeriodText = Annotated[
    Period,
    BeforeValidator(days.read),
    PlainSerializer(days.write),
    _schema("period", "2027-01-11..2027-01-31"),
]
TargetText = Annotated[
    Target,
    BeforeValidator(target.read),
    PlainSerializer(target.write),
    _schema("target", "24 % -> 28 % by 2027-12-31"),
]
EstimateText = Annotated[
    Estimate,
    BeforeValidator(estimate.read),
    PlainSerializer(estimate.write),
    _schema("estimate", "0.4 / 1.0 / 1.8 pts"),
]
DiscountText = Annotated[
    Discount,
    BeforeValidator(discount.read),
    PlainSerializer(discount.write),
    _schema("discount", "15 % members"),
]
BringsText = Annotated[
    Estimate | dict[str, Estimate],
    BeforeValidator(estimate.read_several),
    PlainSerializer(estimate.write_several),
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
    BeforeValidator(rate.read),
    PlainSerializer(rate.write),
    _schema("rate", "40 leads a week"),
]
ConditionText = Annotated[
    Condition,
    BeforeValidator(read_condition),
    PlainSerializer(write_condition),
    WithJsonSchema({"x-kind": "condition", "anyOf": [{"type": "string"}, {"type": "object"}]}),
]
