"""The conditions of a source, written in SQL over the columns of one file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from passerelle.base.errors import Fault, InputErrors, nearest
from passerelle.base.language import Text
from passerelle.base.place import Place
from passerelle.warehouse.faults import unread
from passerelle.warehouse.opened import Opened
from passerelle.warehouse.phrase import Test, columns_of
from passerelle.warehouse.phrase import sql_of as phrase_sql
from passerelle.warehouse.reading import Reading, literal, number_of, read_cell
from passerelle.warehouse.source import Source
from passerelle.warehouse.targets import Kind


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the target in SQL: how it is read, from which column of the file."""

    name: str
    kind: Kind
    reading: Reading
    column: str


def no_column(column: str, opened: Opened, path: Path, place: Place) -> Fault:
    """Say that a file lacks a column, with the nearest that it has."""
    return Fault(
        Text(
            en=f"{path.name} has no column «{column}».",
            fr=f"{path.name} n'a pas de colonne « {column} ».",
        ),
        nearest(column, opened.cells),
        place,
    )


class Judge:
    """Writes the conditions of a source over the columns of one file."""

    def __init__(self, source: Source, opened: Opened, fields: Sequence[Field], path: Path) -> None:
        self.source = source
        self.opened = opened
        self.path = path
        self.by_column = {one.column: n for n, one in reversed(list(enumerate(fields)))}
        self.by_name = {one.name: n for n, one in enumerate(fields)}
        self.kinds = [one.kind for one in fields]
        self.others: list[str] = []
        self.place = Place("sources")
        self.reasons = self._reasons()
        back = source.returned()
        self.place = source.place("returns")
        self.back = phrase_sql(back, self._test) if back else "false"

    def raw(self) -> str:
        """The text of every column that conditions look at and that is no field."""
        parts = [f"{self._text(column)} AS o{n}" for n, column in enumerate(self.others)]
        return ", ".join(parts) or "NULL AS o"

    def reason(self) -> str:
        """The first condition that a row fails, by its number; NULL when it is kept."""
        cases = " ".join(
            f"WHEN ({sql}) IS NOT TRUE {self._decided(columns)} THEN {n}"
            for n, (sql, columns) in enumerate(self.reasons)
        )
        return f"CASE {cases} END" if cases else "NULL::INTEGER"

    def returned(self) -> str:
        """Whether a row is a return."""
        return f"coalesce({self.back}, false)"

    def _reasons(self) -> list[tuple[str, frozenset[str]]]:
        found = []
        for n, phrase in enumerate(self.source.phrases()):
            self.place = self.source.place("keep", n, "when")
            found.append((phrase_sql(phrase, self._test), columns_of(phrase)))
        return found

    def _decided(self, columns: Iterable[str]) -> str:
        """A condition over a cell that cannot be read decides nothing: the row is at fault."""
        numbers = [n for n in (self._number(column) for column in columns) if n is not None]
        return "".join(f" AND NOT (t{n} IS NOT NULL AND v{n} IS NULL)" for n in numbers)

    def _number(self, column: str) -> int | None:
        if column in self.by_column:
            return self.by_column[column]
        return self.by_name.get(column) if column not in self.opened.cells else None

    def _text(self, column: str) -> str:
        return read_cell(self.opened.cells[column], "text", self.source, "").text

    def _test(self, test: Test) -> str:
        number = self._number(test.column)
        if number is not None:
            text, value, kind = f"t{number}", f"v{number}", self.kinds[number]
        elif test.column in self.opened.cells:
            if test.column not in self.others:
                self.others.append(test.column)
            text = value = f"o{self.others.index(test.column)}"
            kind = "text"
        else:
            fault = no_column(test.column, self.opened, self.path, self.place)
            raise InputErrors([fault])
        if test.operator in {"known", "unknown"}:
            return f"({text} IS {'NOT ' if test.operator == 'known' else ''}NULL)"
        return self._compared(test, text, value, kind)

    def _compared(self, test: Test, text: str, value: str, kind: Kind) -> str:
        first = test.values[0]
        if test.operator == "contains":
            return f"contains(lower({text}), {literal(str(first).lower())})"
        if test.operator == "starts":
            return f"starts_with({text}, {literal(str(first))})"
        parts = [self._one(test, text, value, kind, one) for one in test.values]
        if test.operator == "in":
            return "(" + " OR ".join(parts) + ")"
        return "(" + " AND ".join(parts) + ")"

    def _one(  # one comparison has six parts
        self, test: Test, text: str, value: str, kind: Kind, against: str | Decimal
    ) -> str:
        sign = {"in": "=", "not in": "<>", "!=": "<>"}.get(test.operator, test.operator)
        if kind in {"moment", "day"}:
            return f"{value} {sign} {self._moment(test, against)}"
        if isinstance(against, Decimal):
            if kind in {"number", "whole"}:
                return f"{value} {sign} {against}"
            return f"{number_of(text, self.source)} {sign} {against}"
        return f"{text} {sign} {literal(against)}"

    def _moment(self, test: Test, against: str | Decimal) -> str:
        try:
            return f"TIMESTAMP {literal(str(datetime.fromisoformat(str(against))))}"
        except ValueError as error:
            fault = unread(test.column, str(against), "day", self.place)
            raise InputErrors([fault]) from error
