"""One file of ``sources/``: where data is, which column means what, what is kept."""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr

from passerelle.base.errors import UserError, nearest
from passerelle.base.language import Text
from passerelle.base.place import Place
from passerelle.warehouse.marks import Marked
from passerelle.warehouse.phrase import Phrase, read_phrase
from passerelle.warehouse.targets import TARGETS, Target


def _one_or_many(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_one_or_many)]
As = Literal[
    "orders",
    "order_lines",
    "customers",
    "products",
    "events",
    "spend",
    "leads",
    "answers",
    "consents",
    "suppressions",
]


class Kept(BaseModel):
    """One condition that rows must meet; a row that does not is counted under ``what``."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)

    what: str
    when: str


class Source(BaseModel):
    """How to read one file, or several of the same shape, into one canonical table.

    Attributes:
        reads: Path or glob, relative to the workspace; ``${NAME}`` stands for an environment
            variable.
        means: What the rows are (``as:`` in the file).
        columns: Canonical field to the file's column; in JSON lines a dotted path.
        attributes: Further properties of a person or an event, by name.
        keep: Conditions, in order; a row that fails one is counted under it and left out.
        returns: Which kept rows are returns (orders only).
        dates: Formats such as ``%d/%m/%Y``, besides ISO; ``excel`` for day numbers.
        decimal: The decimal mark; ``thousands`` the mark between thousands, besides spaces.
        header: Column names of a file without a header line.
        separator: ``whitespace``, or one character; found out when not said.
        timezone: Where the file's clock stands; moments are brought to UTC.
        empty: Words that mean "no value", besides the empty cell.
        values: Per field, the file's word to ours: ``outcome: {Gagné: won}``.
        codes: A campaign, coupon or origin of this source to the action's tracking code.
        constants: The same value for every row, by canonical field.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, populate_by_name=True, coerce_numbers_to_str=True
    )

    name: str
    reads: str
    means: Annotated[As, Field(alias="as")]
    columns: dict[str, str] = {}
    attributes: dict[str, str] = {}
    keep: tuple[Kept, ...] = ()
    returns: str | None = None
    dates: Words = ()
    decimal: Literal[".", ","] = "."
    thousands: Literal[".", ",", "'", ""] = ""
    encoding: str = "auto"
    separator: str = "auto"
    header: tuple[str, ...] = ()
    sheet: str | None = None
    timezone: str | None = None
    empty: Words = ()
    values: dict[str, dict[str, str]] = {}
    codes: dict[str, str] = {}
    constants: dict[str, str] = {}

    _marked: Marked = PrivateAttr(default_factory=lambda: Marked({}, {(): Place("sources")}))

    @property
    def target(self) -> Target:
        """What the rows are."""
        return TARGETS[self.means]

    def place(self, *path: str | int) -> Place:
        """Where a field of this source stands in its file."""
        return self._marked.place(*path)

    def phrases(self) -> tuple[Phrase, ...]:
        """Read the conditions of ``keep``, in order."""
        return tuple(
            read_phrase(kept.when, self.place("keep", n, "when"))
            for n, kept in enumerate(self.keep)
        )

    def returned(self) -> Phrase | None:
        """Read the condition of ``returns``."""
        return read_phrase(self.returns, self.place("returns")) if self.returns else None

    def at(self, reads: Path | str) -> Self:
        """Give the same source reading another file."""
        return self.model_copy(update={"reads": str(reads)})

    def files(self, folder: Path) -> tuple[Path, ...]:
        """Find the files to read, in alphabetical order.

        Raises:
            UserError: None is there, or an environment variable is not set.
        """
        pattern = os.path.expandvars(self.reads)
        if unset := re.search(r"\$\{?(\w+)", pattern):
            raise self._unset(unset[1])
        path = Path(pattern)
        if not any(sign in pattern for sign in "*?["):
            full = folder / path
            if full.is_dir():
                raise self._missing(pattern, ())
            if not full.exists():
                raise self._missing(pattern, _beside(full))
            return (full,)
        root = Path(path.anchor) if path.is_absolute() else folder
        found = tuple(sorted(one for one in root.glob(str(path.relative_to(path.anchor)))))
        if not found:
            raise self._missing(pattern, _beside(folder / path))
        return found

    def _unset(self, name: str) -> UserError:
        return UserError(
            Text(
                en=f"The environment variable {name} is not set.",
                fr=f"La variable d'environnement {name} n'est pas définie.",
            ),
            Text(
                en=f"Set it, or write the path of the data in {self.place('reads').file}.",
                fr=f"Définissez-la, ou écrivez le chemin des données dans "
                f"{self.place('reads').file}.",
            ),
            self.place("reads"),
        )

    def _missing(self, pattern: str, near: Iterable[str]) -> UserError:
        return UserError(
            Text(en=f"There is no file {pattern}.", fr=f"Il n'y a pas de fichier {pattern}."),
            nearest(Path(pattern).name, near),
            self.place("reads"),
        )


def _beside(path: Path) -> tuple[str, ...]:
    folder = path.parent
    try:
        return tuple(one.name for one in folder.iterdir() if one.is_file())
    except OSError:
        return ()
