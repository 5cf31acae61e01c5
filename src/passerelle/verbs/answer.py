"""What a verb gives back: a frozen value that becomes plain JSON, the only thing a door ever renders."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, ClassVar

from passerelle.base.errors import Fault
from passerelle.base.finding import Finding
from passerelle.base.language import Text
from passerelle.base.money import Money
from passerelle.base.period import Period
from passerelle.base.place import Place

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """Base of every verb's answer."""

    exit_code: ClassVar[int] = 0

    def as_json(self) -> Json:
        """Give the answer as plain JSON: sentences keep both languages, amounts stay exact digits."""
        return {field.name: plain(getattr(self, field.name)) for field in fields(self)}

    @property
    def code(self) -> int:
        """What the terminal exits with."""
        return self.exit_code


def plain(value: Any) -> Any:  # noqa: ANN401, PLR0911
    """Turn a value of ours into plain JSON.

    Raises:
        TypeError: the value is of a kind that no door could show.
    """
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, Text | Finding | Fault):
        return value.as_json()
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return _plain_value(value)


def _plain_value(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Period | Place | Money):
        return str(value)
    if hasattr(value, "as_json"):
        return value.as_json()
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    msg = f"no plain form for {type(value).__name__}"
    raise TypeError(msg)
