"""One source into the warehouse, in one transaction: all of it, or nothing."""

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb

from passerelle.base.clock import Clock
from passerelle.base.errors import Fault, InputErrors, UserError
from passerelle.base.language import Text
from passerelle.warehouse.faults import SHOWN, more
from passerelle.warehouse.merge_orders import merge_orders, stage_orders
from passerelle.warehouse.merge_rows import merge_rows, stage_rows
from passerelle.warehouse.source import Source
from passerelle.warehouse.staging import Progress, Staging, staging_room
from passerelle.warehouse.store import Warehouse
from passerelle.warehouse.trouble import disk


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What one load did.

    ``rows`` = ``kept`` + ``returns`` + the sum of ``skipped`` + ``rejected``. Returns are stored
    as order lines of kind ``return``. ``added`` and ``replaced`` count orders, or rows of other
    tables; what was there already, and equal, is in neither.
    """

    source: str
    rows: int
    kept: int
    skipped: dict[str, int]
    added: int
    replaced: int
    rejected: int
    seconds: float
    returns: int = 0
    files: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Give the result as plain JSON."""
        return {
            "source": self.source,
            "rows": self.rows,
            "kept": self.kept,
            "returns": self.returns,
            "skipped": self.skipped,
            "added": self.added,
            "replaced": self.replaced,
            "rejected": self.rejected,
            "seconds": self.seconds,
            "files": list(self.files),
        }


def load_source(  # the three that matter come first
    warehouse: Warehouse,
    source: Source,
    folder: Path,
    *,
    clock: Clock,
    reject_to: Path | None = None,
    progress: Progress | None = None,
) -> LoadResult:
    """Load one source.

    Args:
        warehouse: Where the rows go.
        source: How to read them.
        folder: The workspace, against which ``reads`` is resolved.
        clock: Dates the load.
        reject_to: A CSV file for bad rows; the others are then loaded.
        progress: Told what is being done.

    Raises:
        InputErrors: Values that cannot be read, up to 50 of them with file, line and column, and
            the count of the others; nothing was loaded.
        UserError: A file is missing, damaged or of another kind, or the disk refuses.
    """
    began = clock.now()
    tell = progress or (lambda _text, _share: None)
    with staging_room() as staging:
        rows, paths = _read(staging, source, folder, tell)
        if staging.bad_rows:
            if reject_to is None:
                raise _refusal(staging, paths)
            _set_aside(staging, reject_to)
        tell(Text(en=f"{source.name}: writing", fr=f"{source.name} : écriture"), 0.6)
        (stage_orders if source.target.is_orders else stage_rows)(staging, source)
        kept, returns, skipped = _counts(staging, source)
        digest = _digest(paths)
        load = (
            f"{source.name}-{began:%Y%m%dT%H%M%S%f}",
            source.name,
            began.replace(tzinfo=None),
            rows,
            kept,
            json.dumps(skipped, ensure_ascii=False),
            digest,
            ", ".join(path.name for path in paths),
        )
        added, replaced = _write(warehouse, staging, source, load)
        bad = staging.bad_rows
    tell(Text(en=f"{source.name}: done", fr=f"{source.name} : terminé"), 1.0)
    seconds = (clock.now() - began).total_seconds()
    names = tuple(path.name for path in paths)
    return LoadResult(
        source.name, rows, kept, skipped, added, replaced, bad, seconds, returns, names
    )


def _read(
    staging: Staging, source: Source, folder: Path, tell: Progress
) -> tuple[int, tuple[Path, ...]]:
    paths = source.files(folder)
    rows = 0
    for number, path in enumerate(paths):
        tell(
            Text(
                en=f"{source.name}: reading {path.name}",
                fr=f"{source.name} : lecture de {path.name}",
            ),
            0.5 * number / len(paths),
        )
        try:
            rows += staging.add(number, path, source)
        except OSError as error:
            raise disk(str(error), path) from error
        except (duckdb.OutOfMemoryException, duckdb.FatalException) as error:
            raise disk(str(error), staging.room) from error
        except duckdb.Error as error:
            if "staging.duckdb" in str(error):
                raise disk(str(error), staging.room) from error
            raise _unread(path, error) from error
    return rows, paths


def _unread(path: Path, error: duckdb.Error) -> UserError:
    said = str(error).splitlines()[0][:200]
    return UserError(
        Text(en=f"{path.name} cannot be read to its end.", fr=f"{path.name} est illisible."),
        Text(
            en="Export it again; nothing was loaded.",
            fr="Refaites l'export ; rien n'a été chargé.",
        ),
        why=Text(en=said, fr=said),
    )


def _refusal(staging: Staging, paths: Sequence[Path]) -> InputErrors:
    faults: list[Fault] = [fault for bad in staging.bad for fault in bad.faults][:SHOWN]
    hidden = staging.bad_rows - sum(1 for bad in staging.bad[:SHOWN] if bad.faults)
    if hidden > 0:
        faults.append(more(hidden, ", ".join(path.name for path in paths)))
    return InputErrors(faults)


def _set_aside(staging: Staging, file: Path) -> None:
    try:
        with file.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(["place", "what", "repair", "row"])
            for bad in staging.bad:
                first = bad.faults[0] if bad.faults else None
                place = str(first.place) if first else ""
                what = " / ".join(fault.what.en for fault in bad.faults)
                writer.writerow([place, what, first.fix.en if first else "", bad.text])
    except OSError as error:
        raise disk(str(error), file) from error


def _counts(staging: Staging, source: Source) -> tuple[int, int, dict[str, int]]:
    found = staging.base.execute(
        "SELECT reason, returned, count(*) FROM staged WHERE bad IS NULL GROUP BY ALL"
    ).fetchall()
    skipped = {kept.what: 0 for kept in source.keep}
    kept = returns = 0
    for reason, returned, count in found:
        if reason is not None:
            skipped[source.keep[reason].what] += count
        elif returned and source.target.is_orders:
            returns += count
        else:
            kept += count
    return kept, returns, skipped


def _digest(paths: Sequence[Path]) -> str:
    digest = sha256()
    for path in paths:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
    return digest.hexdigest()


def _write(
    warehouse: Warehouse, staging: Staging, source: Source, load: tuple[object, ...]
) -> tuple[int, int]:
    orders = source.target.is_orders
    with warehouse.writing() as cursor:
        for name in ("lines", "heads", "edges") if orders else ("rows",):
            reader = staging.base.execute(f"SELECT * FROM {name}").fetch_record_batch()  # noqa: S608
            cursor.register("incoming", reader)
            cursor.execute(f"CREATE TEMP TABLE in_{name} AS SELECT * FROM incoming")  # noqa: S608
            cursor.unregister("incoming")
        added, replaced = (merge_orders if orders else merge_rows)(cursor, source)
        cursor.execute("INSERT INTO loads VALUES (?, ?, ?, ?, ?, ?, ?, ?)", load)
        for table in cursor.execute(
            "SELECT table_name FROM duckdb_tables() WHERE temporary"
        ).fetchall():
            cursor.execute(f'DROP TABLE temp."{table[0]}"')
    return added, replaced
