"""The four sheets of the template: their columns in both languages, and how a cell is read."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from passerelle.base.ids import is_slug, slug_of
from passerelle.base.language import Language, Text
from passerelle.plan.phrases.tree import read_condition, write_condition
from passerelle.plan.scalars import days, discount, estimate, money, number
from passerelle.plan.sheets.written_days import iso
from passerelle.plan.unreadable import Unreadable, not_a


@dataclass(frozen=True, slots=True)
class Setting:
    """What cells do not say: the currency of bare numbers, and KPI names by slug of their label."""

    currency: str = "EUR"
    kpis: tuple[tuple[str, str], ...] = ()


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_CENTS = Decimal("0.01")
_NAMELESS = slug_of("")

Read = Callable[[object, Setting], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key, heading, help and example in both languages, and its reader."""

    key: str
    heading: Text
    help: Text
    example: Text
    read: Read
    also: tuple[str, ...] = ()

    @property
    def names(self) -> set[str]:
        """The slugs under which a heading is recognised."""
        return {slug_of(self.heading.en), slug_of(self.heading.fr), *self.also}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: the section it fills, its name in both languages, its columns, the name first."""

    section: str
    name: Text
    columns: tuple[Column, ...]
    also: tuple[str, ...] = ()

    @property
    def names(self) -> set[str]:
        """The slugs under which a sheet is recognised."""
        return {slug_of(self.name.en), slug_of(self.name.fr), *self.also}


def _decimal(cell: float | Decimal) -> Decimal:
    value = Decimal(str(cell))
    if not value.is_finite():
        raise not_a(cell, "a number", "un nombre", "1 800")
    return value.to_integral_value() if value == value.to_integral_value() else value


def line(cell: object, _setting: Setting) -> str:
    """Read one line of text; whole numbers lose their ``.0``."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(_CONTROL.sub(" ", str(cell)).split())


def title(cell: object, setting: Setting) -> str:
    """Read a title out of which a name can be made."""
    text = line(cell, setting)
    name(text, setting)
    return text


def whole(cell: object, setting: Setting) -> int:
    """Read a whole number."""
    value = number.read(line(cell, setting), example="1")
    if value != int(value):
        raise not_a(cell, "a whole number", "un nombre entier", "1")
    return int(value)


def amount(cell: object, setting: Setting) -> str:
    """Read an amount of money; a bare number is in the currency of the workspace."""
    if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
        value = _decimal(cell)
        exact = value.quantize(_CENTS) if value.as_tuple().exponent == -1 else value
        return money.write(money.read(f"{number.write(exact)} {setting.currency}"))
    text = line(cell, setting)
    bare = not re.search(r"[A-Za-z€$£]", text)
    return money.write(money.read(f"{text} {setting.currency}" if bare else text))


def day(cell: object, setting: Setting) -> str:
    """Read a day: a date cell, year-month-day, or a day/month/year that has one reading."""
    if isinstance(cell, datetime | date):
        return str(days.read_day(cell))
    text = iso(line(cell, setting))
    slashed = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)
    if slashed and int(slashed[1]) > 12:  # noqa: PLR2004
        text = f"{slashed[3]}-{int(slashed[2]):02d}-{int(slashed[1]):02d}"
    return str(days.read_day(text))


def condition(cell: object, setting: Setting) -> Any:  # noqa: ANN401
    """Read a phrase that says who is in a segment."""
    return write_condition(read_condition(line(cell, setting)))


def name(cell: object, setting: Setting) -> str:
    """Read the name of another part of the plan, typed as its title or its id."""
    text = line(cell, setting)
    made = text if is_slug(text) else slug_of(text)
    if made == _NAMELESS:
        raise not_a(cell, "a name", "un nom", "fideles")
    return made


def names(cell: object, setting: Setting) -> list[str]:
    """Read several names, between commas, semicolons or line ends."""
    return [name(part, setting) for part in re.split(r"[,;\n]", str(cell)) if part.strip()]


def kpi(cell: object, setting: Setting) -> str:
    """Read a KPI: its id, or its label in either language."""
    made = name(cell, setting)
    return dict(setting.kpis).get(slug_of(made), made.replace("-", "_"))


def kpis(cell: object, setting: Setting) -> list[str]:
    """Read several KPIs."""
    return [kpi(part, setting) for part in re.split(r"[,;\n]", str(cell)) if part.strip()]


def three(cell: object, setting: Setting) -> str:
    """Read low / likely / high."""
    return estimate.write(estimate.read(line(cell, setting)))


def reduction(cell: object, setting: Setting) -> str:
    """Read a discount; a bare number has two readings and is refused."""
    return discount.write(discount.read(line(cell, setting)))


def level(cell: object, setting: Setting) -> str:
    """Read a level of a KPI with its unit; a number under 1 may be a hidden percentage."""
    if isinstance(cell, float) and 0 < abs(cell) < 1:
        percent, plain = number.write(Decimal(str(cell)) * 100), number.write(Decimal(str(cell)))
        raise Unreadable(
            Text(en=f"{cell} can be read in two ways.", fr=f"{cell} peut se lire de deux façons."),
            Text(
                en=f"Type it as text with its unit: {percent} % or {plain} %",
                fr=f"Tapez-le comme texte avec son unité : {percent} % ou {plain} %",
            ),
        )
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return number.write(_decimal(cell))
    return line(cell, setting)


def headings(sheet: Sheet, language: Language) -> tuple[str, ...]:
    """Give the headings of a sheet in one language."""
    return tuple(column.heading.read(language) for column in sheet.columns)
