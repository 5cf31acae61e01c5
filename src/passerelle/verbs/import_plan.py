"""``import-plan``: lay a filled spreadsheet over the plan, under the rules of who owns it."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from passerelle.base.errors import Fault, UserError
from passerelle.base.language import Text
from passerelle.plan.handout.cells import uncalm
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan
from passerelle.plan.sheets.onto import changes_onto
from passerelle.plan.spreadsheet import plan_from_sheets
from passerelle.verbs.answer import Answer, Json, plain
from passerelle.verbs.house import House
from passerelle.verbs.init import read_sheets
from passerelle.verbs.ownership import head_plan, submit

TEXTS = {".csv", ".tsv", ".txt"}
LARGEST = 20 * 2**20
"""Bytes of a file that is read."""


@dataclass(frozen=True, slots=True)
class PlanImported(Answer):
    """What the spreadsheet changed, or conflicts; cells that found no place, by sheet and cell."""

    revision: int
    klass: str
    changes: tuple[Json, ...]
    conflicts: tuple[Json, ...]
    other: Any
    left_alone: tuple[str, ...]
    unplaced: tuple[Fault, ...]

    @property
    def code(self) -> int:
        """1 when nothing was written because both sides changed one field."""
        return 1 if self.conflicts else 0


def import_plan(
    house: House, source: str, reason: str = "", base: int | None = None
) -> PlanImported:
    """Lay a filled spreadsheet over the plan; an empty cell says nothing, nothing is removed.

    Args:
        house: The workspace, seen by the author.
        source: A workbook with the sheets of the template or of an export, a CSV named after one
            of them, or a CSV of tasks as Notion and Asana export them.
        reason: Why; the people affected will see it.
        base: The revision that the sheet was filled from; None for head.

    Raises:
        UserError: the file cannot be read; nothing was written.
        InputErrors: a task names an owner whom the plan does not know; nothing was written.
        NotFound: there is no such revision.
    """
    from passerelle.records import revisions

    sheets = _sheets(Path(source))
    # Head stays as it was read until the changes are on it.
    with house.writing:
        current, plan = head_plan(house)
        seen = current.number if base is None else base
        if seen != current.number:
            plan = read_plan(revisions.texts_at(seen))
        supplied = plan_from_sheets(
            sheets, currency=house.settings.currency, kpis=_kpis(), held=plan
        )
        done = submit(house, seen, changes_onto(plan, supplied.texts), reason)
    made = done.changes
    return PlanImported(
        revision=done.revision,
        klass=made.klass if made else "",
        changes=tuple(plain(change) for change in made.changes) if made else (),
        conflicts=tuple(plain(conflict) for conflict in done.conflicts),
        other=plain(done.other),
        left_alone=done.left_alone,
        unplaced=supplied.unplaced,
    )


def _kpis() -> dict[str, str]:
    return {
        label: name for name, kpi in catalogue().items() for label in (kpi.name.en, kpi.name.fr)
    }


def _sheets(path: Path) -> dict[str, list[list[object]]]:
    if path.suffix.lower() not in TEXTS or not path.exists():
        return {name: _calm(rows) for name, rows in read_sheets(path).items()}
    try:
        if path.stat().st_size > LARGEST:
            raise _unreadable(path, "> 20 MB")
        return {path.stem: _rows(path.read_bytes())}
    except (OSError, csv.Error, UnicodeDecodeError) as fault:
        raise _unreadable(path, str(fault)) from fault


def _rows(data: bytes) -> list[list[object]]:
    """Read a CSV as spreadsheets write it: UTF-8 or Windows-1252; commas, semicolons or tabs."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    rows: list[list[object]] = [
        list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    ]
    return _calm(rows)


def _calm(rows: list[list[object]]) -> list[list[object]]:
    """Take back the apostrophes of cells that an export kept from being run."""
    return [[uncalm(cell) for cell in row] for row in rows]


def _unreadable(path: Path, why: str) -> UserError:
    return UserError(
        Text(en=f"{path} cannot be read.", fr=f"{path} ne peut être lu."),
        Text(
            en="Save it as .xlsx, or as CSV in UTF-8, then try again.",
            fr="Enregistrez-le en .xlsx, ou en CSV UTF-8, puis recommencez.",
        ),
        why=Text(en=why, fr=why),
    )
