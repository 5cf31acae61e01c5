"""The people of an audience as files for the tool that the team already sends with.

``out.csv`` holds those who can be reached, ``out.left-out.csv`` the others, each with the reason.
Both are UTF-8 with commas, written beside their place and put there at once: whoever reads them
sees the whole of the old file or of the new one.

A cell that a spreadsheet would run as a formula (it begins with ``=``, ``+``, ``-``, ``@``, a tab
or a carriage return) gets an apostrophe in front; a negative number stays. A telephone number is
written with ``00`` for its ``+``, which every sending tool reads and no spreadsheet runs.
"""

import csv
import errno
import os
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from passerelle.audience.formula import PERSON
from passerelle.audience.freeze import Chosen
from passerelle.audience.scope import Asked
from passerelle.base.errors import UserError
from passerelle.base.language import Language, Text

_NEGATIVE = re.compile(r"-\d+([.,]\d+)?")
_PHONE = re.compile(r"\+[\d\s().-]{4,}")
_RUNS = ("=", "+", "-", "@", "\t", "\r")

DETAILS = ("email", "phone", "first_name", "last_name", "language", "country", "city")

HEADINGS = {
    "customer_id": Text(en="customer_id", fr="identifiant_client"),
    "email": Text(en="email", fr="courriel"),
    "phone": Text(en="phone", fr="telephone"),
    "first_name": Text(en="first_name", fr="prenom"),
    "last_name": Text(en="last_name", fr="nom"),
    "language": Text(en="language", fr="langue"),
    "country": Text(en="country", fr="pays"),
    "city": Text(en="city", fr="ville"),
    "arm": Text(en="arm", fr="variante"),
    "code": Text(en="tracking_code", fr="code_suivi"),
    "reason": Text(en="reason", fr="motif"),
}
"""First line of each column."""

WHY = {
    "consent": Text(en="no consent", fr="sans consentement"),
    "suppression": Text(en="on the suppression list", fr="sur la liste d'opposition"),
    "no_address": Text(en="no address", fr="sans adresse"),
    "holdout": Text(en="holdout", fr="groupe témoin"),
    "cap": Text(en="marketing pressure cap", fr="plafond de pression marketing"),
}
"""The reasons as readers see them."""


@dataclass(frozen=True, slots=True)
class Exported:
    """The two files, and how many people each holds."""

    path: Path
    people: int
    left_out_path: Path
    left_out: int


def export(
    warehouse: Asked, who: Iterable[Chosen], path: Path, *, language: Language, code: str = ""
) -> Exported:
    """Write an audience to ``path`` and those left out beside it.

    Args:
        warehouse: Gives the people's details.
        who: Everybody matched, as in a snapshot or from :func:`chosen`.
        path: Where the reachable go, such as ``out.csv``; the others go to ``out.left-out.csv``.
        language: Of the headings and reasons.
        code: The tracking code, one more column when given.

    Raises:
        UserError: A file cannot be written; neither is changed.
    """
    matched = tuple(who)
    kept = [chosen for chosen in matched if not chosen.reason]
    left_out = [chosen for chosen in matched if chosen.reason]
    beside = path.with_name(f"{path.stem}.left-out{path.suffix or '.csv'}")
    tables = {
        path: _people(_details(warehouse), kept, code, language),
        beside: _left_out(left_out, language),
    }
    try:
        _write(tables)
    except OSError as error:
        raise _unwritable(path, error) from error
    return Exported(path, len(kept), beside, len(left_out))


def chosen(people: Iterable[tuple[str, str]]) -> Iterable[Chosen]:
    """Give the people of a reach in the form of a snapshot, without arms."""
    return (Chosen(person, "", reason) for person, reason in people)


def safe(cell: object) -> str:
    """Write one cell so that no spreadsheet runs it.

    >>> safe("=1+1"), safe("-12.5"), safe("+33 6 12 34 56 78")
    ("'=1+1", '-12.5', '0033 6 12 34 56 78')
    """
    text = "" if cell is None else str(cell)
    if _PHONE.fullmatch(text):
        return "00" + text[1:]
    if text.startswith(_RUNS) and not _NEGATIVE.fullmatch(text):
        return "'" + text
    return text


def _details(warehouse: Asked) -> dict[str, tuple[Any, ...]]:
    rows = warehouse.arrow(warehouse.table("customers").select(PERSON, *DETAILS))
    columns = (rows[name].to_pylist() for name in DETAILS)
    return dict(zip(rows[PERSON].to_pylist(), zip(*columns, strict=True), strict=True))


def _people(
    details: dict[str, tuple[Any, ...]], kept: Sequence[Chosen], code: str, language: Language
) -> Iterable[list[str]]:
    with_arm = any(one.arm for one in kept)
    columns = [PERSON, *DETAILS, *(["arm"] if with_arm else []), *(["code"] if code else [])]
    yield [HEADINGS[column].read(language) for column in columns]
    for one in kept:
        told = details.get(one.person, ("",) * len(DETAILS))
        row = [one.person, *told, *([one.arm] if with_arm else []), *([code] if code else [])]
        yield [safe(cell) for cell in row]


def _left_out(left_out: Sequence[Chosen], language: Language) -> Iterable[list[str]]:
    yield [HEADINGS[column].read(language) for column in (PERSON, "reason")]
    for one in left_out:
        yield [safe(one.person), WHY[one.reason].read(language)]


def _write(tables: dict[Path, Iterable[list[str]]]) -> None:
    """Write every file beside its place, then put them all there; leave nothing behind."""
    ready: dict[Path, Path] = {}
    for path in tables:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    try:
        for path, rows in tables.items():
            with NamedTemporaryFile(
                "w", encoding="utf-8", newline="", dir=path.parent, prefix=".export-", delete=False
            ) as file:
                ready[path] = Path(file.name)
                csv.writer(file).writerows(rows)
                file.flush()
                os.fsync(file.fileno())
        for path, written in ready.items():
            written.replace(path)
    finally:
        for written in ready.values():
            with suppress(OSError):
                written.unlink()


def _unwritable(path: Path, error: OSError) -> UserError:
    said = error.strerror or str(error)
    return UserError(
        Text(
            en=f"The files cannot be written to {path.parent}: {said}.",
            fr=f"Les fichiers ne peuvent pas être écrits dans {path.parent} : {said}.",
        ),
        Text(
            en="Choose a folder where you may write, with room on the disk; nothing was changed.",
            fr="Choisissez un dossier où vous pouvez écrire et où il reste de la place ; "
            "rien n'a été modifié.",
        ),
    )
