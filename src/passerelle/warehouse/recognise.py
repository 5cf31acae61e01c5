"""Guess what a file is from its column names, and propose the text of its source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from passerelle.base.errors import NotFound, nearest
from passerelle.base.language import Text
from passerelle.warehouse.source import Source
from passerelle.warehouse.staging import staging_room
from passerelle.warehouse.targets import TARGETS


@dataclass(frozen=True, slots=True)
class Recogniser:
    """One kind of export: the columns that give it away, and what each means.

    ``sure`` must all be there. ``columns`` gives, per canonical field, the names it goes by, the
    best first. ``extra`` is copied into the source as it stands.
    """

    name: str
    title: Text
    means: str
    sure: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    extra: Mapping[str, Any]

    def mapping(self, header: frozenset[str]) -> dict[str, str]:
        """Choose, for each canonical field, the file's column; fields without one are left out."""
        found = {}
        for field, names in self.columns.items():
            if column := next((name for name in names if name in header), None):
                found[field] = column
        return found

    def score(self, header: frozenset[str]) -> int:
        """How much the file looks like this: 0 when it is not, else the fields found."""
        mapping = self.mapping(header)
        if not header.issuperset(self.sure):
            return 0
        if not mapping.keys() >= set(TARGETS[self.means].must):
            return 0
        return len(mapping) + 100 * len(self.sure)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A proposal: what the file seems to be, and the source that would read it."""

    recogniser: str
    title: Text
    text: str
    unused: tuple[str, ...]


@cache
def recognisers() -> tuple[Recogniser, ...]:
    """Give the catalogue, in alphabetical order: one YAML file each."""
    return tuple(_catalogue())


def recognise(path: Path, reads: str) -> Recognised:
    """Propose the source that reads a file.

    Args:
        path: The file.
        reads: How the source names it, such as ``data/orders.csv``.

    Raises:
        NotFound: No recogniser knows its columns.
        UserError: The file cannot be read.
    """
    header = _header(path)
    best = max(recognisers(), key=lambda one: one.score(header))
    if not best.score(header):
        raise NotFound(
            Text(
                en=f"No known export has the columns of {path.name}.",
                fr=f"Aucun export connu n'a les colonnes de {path.name}.",
            ),
            nearest("order_id", header),
        )
    mapping = best.mapping(header)
    unused = tuple(sorted(header - set(mapping.values())))
    return Recognised(best.name, best.title, _text(best, reads, mapping), unused)


def _catalogue() -> Iterator[Recogniser]:
    folder = files("passerelle.warehouse").joinpath("recognisers")
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if not file.name.endswith(".yaml"):
            continue
        read = yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)  # the safe one
        yield Recogniser(
            file.name.removesuffix(".yaml"),
            Text(en=read["en"], fr=read["fr"]),
            read["as"],
            tuple(read["sure"]),
            {field: tuple(names) for field, names in read["columns"].items()},
            read.get("extra", {}),
        )


def _header(path: Path) -> frozenset[str]:
    known = [name for one in recognisers() for names in one.columns.values() for name in names] + [
        name for one in recognisers() for name in one.sure
    ]
    fields = {f"c{n}": name for n, name in enumerate(dict.fromkeys(known))}
    source = Source.model_validate(
        {"name": "file", "reads": str(path), "as": "orders", "columns": fields}
    )
    with staging_room() as staging:
        return frozenset(staging.open(path, source).cells)


def _text(best: Recogniser, reads: str, mapping: Mapping[str, str]) -> str:
    body = {"reads": reads, "as": best.means, "columns": dict(mapping), **best.extra}
    return f"# {best.title.en} / {best.title.fr}\n" + yaml.safe_dump(
        body, allow_unicode=True, sort_keys=False
    )
