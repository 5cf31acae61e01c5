"""A file of data, opened: a relation that the staging engine can read, and where its rows stand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from passerelle.base.errors import Fault
from passerelle.base.place import Place

ROW = "_row"
"""The column that numbers the rows of a relation, from 0."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How one column of a file is written in SQL, and its DuckDB type."""

    sql: str
    type: str = "VARCHAR"


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that could not even be cut into cells: why, and its text for the reject file."""

    fault: Fault
    text: str


@dataclass(frozen=True, slots=True)
class Opened:
    """One opened file.

    Attributes:
        relation: What stands after FROM; it has the column ``_row``.
        cells: The file's columns by name.
        places: Gives the place of each (row, column name) asked for, in one reading of the file.
        broken: Rows that could not be cut into cells.
        encoding: How the bytes were read, for the message.
    """

    relation: str
    cells: Mapping[str, Cell]
    places: Callable[[Sequence[tuple[int, str]]], list[Place]]
    broken: tuple[Broken, ...] = ()
    encoding: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)


def header_row(rows: Sequence[Sequence[str]], wanted: Sequence[str]) -> int:
    """Find the header: the first of the rows that holds most of the wanted names.

    Exports often begin with a title and a date; the header is then a few rows below.
    """
    scores = [len(set(wanted) & {cell.strip() for cell in row}) for row in rows]
    best = max(scores, default=0)
    return scores.index(best) if best else 0


def named(header: Sequence[str]) -> list[str]:
    """Give each column a name of its own: an empty one its number, a second one a suffix."""
    names: list[str] = []
    for number, cell in enumerate(header, 1):
        name = cell.strip() or f"column {number}"
        again = 2
        while name in names:
            name = f"{cell.strip()} ({again})"
            again += 1
        names.append(name)
    return names
