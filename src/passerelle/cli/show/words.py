"""Small pieces that all pictures on the terminal share."""

from decimal import Decimal
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text as Line

from passerelle.base.language import Language, money_text, number, percent

SIGN = {"error": ("✖", "red"), "warning": ("▲", "yellow"), "info": ("●", "blue")}


def read(value: Any, language: Language) -> str:  # noqa: ANN401
    """Give the reader's sentence of a value that may hold both languages."""
    if isinstance(value, dict) and {"en", "fr"} <= value.keys():
        return str(value[language])
    return "" if value is None else str(value)


def plural(count: int) -> str:
    """Give the mark of a French plural, which begins at two."""
    return "s" if count > 1 else ""


def hang(out: Console, mark: str, words: str, style: str | None = None) -> None:
    """Print words after a mark; where they need several lines, all of them begin below the first."""
    room = " " * (len(mark) + 1)
    lines = Line(words).wrap(out, max(out.width - len(room), 20))
    out.print(f"{mark} " + f"\n{room}".join(line.plain.rstrip() for line in lines), style=style)


KLASSES = {
    "cosmetic": "de forme", "additive": "d'ajout", "operational": "opérationnelle",
    "budget": "de budget", "strategic": "stratégique",
}  # fmt: skip


def class_word(klass: str, language: Language) -> str:
    """Name a class of change for a reader."""
    return KLASSES.get(klass, klass) if language == "fr" else klass


def grid(*headings: str, right: tuple[int, ...] = ()) -> Table:
    """Make a quiet table: heads, no box lines, chosen columns to the right."""
    table = Table(box=None, pad_edge=False, header_style="bold dim")
    for position, heading in enumerate(headings):
        table.add_column(heading, justify="right" if position in right else "left", overflow="fold")
    return table


def figure(value: Any, unit: str, language: Language, currency: str = "EUR") -> str:  # noqa: ANN401
    """Write a KPI's value in its unit; a dash when there is none."""
    if value is None:
        return "–"
    amount = Decimal(str(value))
    match unit:
        case "share":
            return percent(amount, language, 2)
        case "money":
            return money_text(amount, currency, language, 2 if abs(amount) < 1000 else 0)  # noqa: PLR2004
        case "count":
            return number(amount, language)
        case _:
            return number(amount, language, 2)
