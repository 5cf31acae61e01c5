"""How a table names a part of the plan, so that its import finds the same part again."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from passerelle.base.ids import slug_of
from passerelle.base.money import Money
from passerelle.plan.export import Asked
from passerelle.plan.handout.cells import Cell, Table
from passerelle.plan.model import Plan
from passerelle.plan.sheets.columns import Sheet


def name_in(plan: Plan, section: str, name: str) -> str:
    """Give the title of a node where the title alone leads back to it; else its name."""
    nodes: Mapping[str, Any] = getattr(plan, section)
    title = getattr(nodes.get(name), "title", None)
    if not title or any(mark in title for mark in ",;\n"):
        return name
    slug = slug_of(title)
    same = [one for one, held in nodes.items() if slug_of(getattr(held, "title", "") or "") == slug]
    clear = same == [name] and (slug not in nodes or slug == name)
    return str(title) if clear else name


def names_in(plan: Plan, section: str, names: Iterable[str]) -> str:
    """Name several nodes, with commas between."""
    return ", ".join(name_in(plan, section, one) for one in names)


def amount(money: Money | None, currency: str) -> Cell:
    """Give an amount as a number in the main currency, as text with its code in another."""
    if money is None:
        return None
    if money.currency != currency:
        return str(money)
    return (
        int(money.amount)
        if money.amount == money.amount.to_integral_value()
        else Decimal(money.amount)
    )


def table_of(
    asked: Asked, sheet: Sheet, keys: tuple[str, ...], rows: Iterable[Mapping[str, Cell]]
) -> Table:
    """Make a table with the headings under which the import knows these columns."""
    held = {column.key: column.heading.read(asked.language) for column in sheet.columns}
    return Table(
        sheet.name.read(asked.language),
        tuple(held[key] for key in keys),
        tuple(tuple(row.get(key) for key in keys) for row in rows),
    )
