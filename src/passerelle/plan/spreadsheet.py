"""A supplied spreadsheet as plan texts, and what could not be placed, by sheet and cell."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from passerelle.base.errors import Fault, InputErrors
from passerelle.base.ids import is_slug, slug_of
from passerelle.base.language import Text
from passerelle.base.place import Place
from passerelle.plan.load import read_plan
from passerelle.plan.model import Plan
from passerelle.plan.scalars import days, target
from passerelle.plan.sheets.columns import Column, Setting, Sheet
from passerelle.plan.sheets.template import EXAMPLE, SHEETS, SheetTemplate, template_sheets
from passerelle.plan.sheets.work import LINES, TASKS, line_of, task
from passerelle.plan.unreadable import Unreadable, shown
from passerelle.plan.writing.flow import lines

__all__ = ["SheetTemplate", "Supplied", "plan_from_sheets", "template_sheets"]

Rows = Sequence[Sequence[object]]
FILE = "plan/plan.yaml"
_SEARCHED = 10
_ENOUGH = 3
"""Headings by which a sheet of another name is known to hold tasks."""

_KEY_OF_NOTION = re.compile(r"[ _-]?[0-9a-f]{32}(_all)?$")
"""What Notion adds to the name of a file."""


@dataclass(frozen=True, slots=True)
class Supplied:
    """The plan texts made out of a spreadsheet, and what found no place in them."""

    texts: dict[str, str]
    unplaced: tuple[Fault, ...]


def plan_from_sheets(
    sheets: Mapping[str, Rows],
    *,
    currency: str = "EUR",
    kpis: Mapping[str, str] | None = None,
    held: Plan | None = None,
) -> Supplied:
    """Turn the cells of a workbook into plan texts.

    Args:
        sheets: Sheet name to rows of cells (texts, numbers, dates, None).
        currency: ISO code of the amounts typed as bare numbers.
        kpis: Label of a KPI, in any language, to its id.
        held: The plan that tasks and budget lines name parts of.

    Returns:
        Texts that load without faults; every cell that is not in them is listed.

    Raises:
        InputErrors: A task names an owner whom the plan does not know; all of them are given.
    """
    by_slug = tuple((slug_of(label), kpi) for label, kpi in (kpis or {}).items())
    filling = _Filling(Setting(currency, by_slug), held or Plan())
    for name, rows in sheets.items():
        found = _sheet(name, rows)
        if found is not None:
            filling.fill(name, found, rows)
        elif any(_is_full(cell) for row in rows for cell in row):
            filling.unplaced.append(_unknown_sheet(name))
    if filling.refused:
        raise InputErrors(
            list({fault.what.en: fault for fault in reversed(filling.refused)}.values())[::-1]
        )
    texts = {FILE: _text(filling)}
    read_plan(texts)
    return Supplied(texts, tuple(filling.unplaced))


@dataclass(slots=True)
class _Filling:
    setting: Setting
    held: Plan
    data: dict[str, dict[str, Any]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    unplaced: list[Fault] = field(default_factory=list)
    refused: list[Fault] = field(default_factory=list)

    def fill(self, name: str, sheet: Sheet, rows: Rows) -> None:
        """Read one sheet."""
        start, columns = _headings(sheet, rows)
        if start is None:
            self.unplaced.append(_no_headings(name, sheet))
            return
        for position, cell in enumerate(rows[start]):
            if _is_full(cell) and position not in columns:
                self.unplaced.append(_unknown_heading(name, start, position, cell, sheet))
        for number in range(start + 1, len(rows)):
            self._row(name, number, rows[number], columns, sheet)

    def _row(
        self,
        name: str,
        number: int,
        row: Sequence[object],
        columns: Mapping[int, Column],
        sheet: Sheet,
    ) -> None:
        if _is_example(row) or not any(_is_full(row[at]) for at in columns if at < len(row)):
            return
        found: dict[str, Any] = {}
        cells: dict[str, Place] = {}
        for at, column in columns.items():
            if at < len(row) and _is_full(row[at]):
                cells[column.key] = _place(name, number, at)
                try:
                    found[column.key] = column.read(row[at], self.setting)
                except Unreadable as error:
                    self.unplaced.append(Fault(error.what, error.fix, cells[column.key]))
        key = sheet.columns[0].key
        if key not in found:
            self.unplaced.append(_nameless(_place(name, number, 0), sheet))
            return
        try:
            self._place(sheet, found, cells)
        except Unreadable as error:
            where = next(
                (cells[k] for k in ("to", "end", "from") if k in cells), _place(name, number, 0)
            )
            self.unplaced.append(Fault(error.what, error.fix, where))

    def _place(self, sheet: Sheet, found: dict[str, Any], cells: Mapping[str, Place]) -> None:
        title = str(found.pop(sheet.columns[0].key))
        if sheet is TASKS:
            self._task(title, found, cells)
        elif sheet is LINES:
            lines = self.data.setdefault("spending", {})
            _into(lines.setdefault(slug_of(title), {}), line_of(found, self.held))
        else:
            self._place_row(sheet, title, found)

    def _place_row(self, sheet: Sheet, title: str, found: dict[str, Any]) -> None:
        section = self.data.setdefault(sheet.section, {})
        name = slug_of(title)
        if sheet.section != "objectives":
            name = _free(name, section)
        node = section.setdefault(name, {})
        self.titles[f"{sheet.section}/{name}"] = title
        if "owner" in found:
            found["owner"] = self._owner(found["owner"])
        if sheet.section == "objectives" or (sheet.section == "actions" and not is_slug(title)):
            node["title"] = title
        if sheet.section == "objectives":
            _objective(node, found)
        elif sheet.section == "actions":
            _action(node, found)
        else:
            node.update(found)
        if sheet.section == "budget" and "amount" not in node:
            del section[name]
            raise _no_amount(title)

    def _task(self, title: str, found: dict[str, Any], cells: Mapping[str, Place]) -> None:
        made = task(title, found, cells, self.held)
        self.unplaced += made.unplaced
        self.refused += made.refused
        section = self.data.setdefault("tasks", {})
        section[_free(slug_of(title), section)] = made.node

    def _owner(self, title: str) -> str:
        name = slug_of(title)
        self.data.setdefault("people", {}).setdefault(name, {"title": title})
        return name


def _sheet(name: str, rows: Rows) -> Sheet | None:
    """Tell which sheet this is: by its name, else by headings that only tasks have."""
    if len(_headings(LINES, rows)[1]) >= _ENOUGH:
        return LINES
    slug = slug_of(_KEY_OF_NOTION.sub("", name))
    found = next((one for one in (*SHEETS, TASKS, LINES) if slug in one.names), None)
    if found is not None:
        return found
    tasks = {column.key for column in _headings(TASKS, rows)[1].values()}
    return TASKS if len(tasks) >= _ENOUGH and tasks & {"owner", "end", "done"} else None


def _into(held: dict[str, Any], more: Mapping[str, Any]) -> None:
    """Lay one group over another, group by group."""
    for key, value in more.items():
        if isinstance(value, dict):
            _into(held.setdefault(key, {}), value)
        else:
            held[key] = value


def _objective(node: dict[str, Any], found: dict[str, Any]) -> None:
    start, end, by, kpi = (found.pop(key, None) for key in ("from", "to", "by", "kpi"))
    node.update(found)
    if end is None and start is None and kpi is None:
        return
    if kpi is None or end is None:
        raise Unreadable(
            Text(
                en="A key result needs a KPI and a level to reach.",
                fr="Un résultat clé demande un indicateur et un niveau à atteindre.",
            ),
            Text(en="Fill both cells.", fr="Remplissez les deux cellules."),
        )
    arrow = f"{start} -> " if start is not None else ""
    wanted = f"{arrow}{end}{f' by {by}' if by and ' by ' not in end else ''}"
    node.setdefault("results", {})[kpi] = target.write(target.read(wanted))


def _action(node: dict[str, Any], found: dict[str, Any]) -> None:
    start, end = found.pop("start", None), found.pop("end", None)
    node.update(found)
    if start or end:
        node["when"] = days.write(days.read(f"{start or end}..{end or start}"))


def _text(filling: _Filling) -> str:
    """Write the plan, one comment above each section, the name as typed above each node."""
    written = ["# Plan made from a spreadsheet. / Plan tiré d’un tableur."]
    comments = {sheet.section: f"# {sheet.name.en} / {sheet.name.fr}" for sheet in SHEETS}
    comments["people"] = "# Owners / Responsables"
    comments |= {sheet.section: f"# {sheet.name.en} / {sheet.name.fr}" for sheet in (TASKS, LINES)}
    for section in ("objectives", "segments", "actions", "tasks", "budget", "spending", "people"):
        nodes = filling.data.get(section)
        if not nodes:
            continue
        written += ["", comments[section], f"{section}:"]
        for name, node in nodes.items():
            title = filling.titles.get(f"{section}/{name}")
            if title and "title" not in node and title != name:
                written.append("  # " + " ".join(title.split()))
            written += lines(name, node, 2)
    return "\n".join(written) + "\n"


def _headings(sheet: Sheet, rows: Rows) -> tuple[int | None, dict[int, Column]]:
    """Find the row of headings among the first ten, and the column of each."""
    for number, row in enumerate(rows[:_SEARCHED]):
        found: dict[int, Column] = {}
        for at, cell in enumerate(row):
            column = _column(sheet, cell) if _is_full(cell) else None
            if column is not None and column not in found.values():
                found[at] = column
        if len(found) > 1 and sheet.columns[0] in found.values():
            return number, found
    return None, {}


def _column(sheet: Sheet, cell: object) -> Column | None:
    slug = slug_of(str(cell))
    exact = (
        one for one in sheet.columns if slug in {slug_of(one.heading.en), slug_of(one.heading.fr)}
    )
    return next(exact, None) or next((one for one in sheet.columns if slug in one.names), None)


def _is_full(cell: object) -> bool:
    return cell is not None and str(cell).strip() != ""


def _is_example(row: Sequence[object]) -> bool:
    first = next((str(cell) for cell in row if _is_full(cell)), "")
    return first.lower().replace(":", " ").split(" ")[0].strip("\u00a0\u202f") in EXAMPLE


def _free(name: str, taken: Mapping[str, object]) -> str:
    number, free = 2, name
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free


def _place(sheet: str, row: int, column: int) -> Place:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return Place(sheet, row + 1, 1, f"{letters}{row + 1}")


def _unknown_sheet(name: str) -> Fault:
    read = (*SHEETS, TASKS, LINES)
    known = ", ".join(f"{sheet.name.en} ({sheet.name.fr})" for sheet in read)
    return Fault(
        Text(
            en=f"The sheet {shown(name)} is not used.",
            fr=f"La feuille {shown(name)} n’est pas employée.",
        ),
        Text(en=f"Sheets that are read: {known}.", fr=f"Feuilles lues : {known}."),
        Place(name, cell="A1"),
    )


def _no_headings(name: str, sheet: Sheet) -> Fault:
    return Fault(
        Text(
            en=f"No headings were found in {shown(name)}.",
            fr=f"Aucun titre de colonne dans {shown(name)}.",
        ),
        Text(
            en="Headings: " + ", ".join(one.heading.en for one in sheet.columns) + ".",
            fr="Titres : " + ", ".join(one.heading.fr for one in sheet.columns) + ".",
        ),
        Place(name, cell="A1"),
    )


def _unknown_heading(name: str, row: int, at: int, cell: object, sheet: Sheet) -> Fault:
    return Fault(
        Text(
            en=f"The column {shown(cell)} is not used.",
            fr=f"La colonne {shown(cell)} n’est pas employée.",
        ),
        Text(
            en="Columns that are read: " + ", ".join(one.heading.en for one in sheet.columns) + ".",
            fr="Colonnes lues : " + ", ".join(one.heading.fr for one in sheet.columns) + ".",
        ),
        _place(name, row, at),
    )


def _nameless(place: Place, sheet: Sheet) -> Fault:
    heading = sheet.columns[0].heading
    return Fault(
        Text(en="The row has no name.", fr="La ligne n’a pas de nom."),
        Text(en=f"Fill the column {heading.en}.", fr=f"Remplissez la colonne {heading.fr}."),
        place,
    )


def _no_amount(title: str) -> Unreadable:
    return Unreadable(
        Text(
            en=f"The envelope {shown(title)} has no amount.",
            fr=f"L’enveloppe {shown(title)} n’a pas de montant.",
        ),
        Text(en="Write for example: 20 000 EUR", fr="Écrivez par exemple : 20 000 EUR"),
    )
