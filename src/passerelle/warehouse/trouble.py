"""What the engine or the disk refuses, said so that a person can act on it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from passerelle.base.errors import Bug, Refused, UserError
from passerelle.base.language import Text


def opening(error: duckdb.Error, path: Path | str) -> UserError:
    """Say why a warehouse cannot be opened."""
    said = str(error)
    if "lock on file" in said or "already open" in said or "different configuration" in said:
        found = re.search(r"PID (\d+)", said)
        who_en = f" (process {found[1]})" if found else ""
        who_fr = f" (processus {found[1]})" if found else ""
        return Refused(
            Text(
                en=f"Another program{who_en} has the warehouse {path} open.",
                fr=f"Un autre programme{who_fr} tient l'entrepôt {path} ouvert.",
            ),
            Text(
                en="Stop it, or let it do the work: one process owns a workspace.",
                fr="Arrêtez-le, ou confiez-lui le travail : un seul processus tient un espace.",
            ),
        )
    if isinstance(error, duckdb.IOException) and "not a valid DuckDB" not in said:
        return disk(said, path)
    return UserError(
        Text(
            en=f"{path} is not a warehouse, or it is damaged.",
            fr=f"{path} n'est pas un entrepôt, ou il est abîmé.",
        ),
        Text(
            en="Move the file away and import the sources again: they rebuild the warehouse.",
            fr="Écartez ce fichier et réimportez les sources : elles reconstruisent l'entrepôt.",
        ),
        why=Text(en=said.splitlines()[0][:300], fr=said.splitlines()[0][:300]),
    )


def disk(said: str, path: Path | str) -> UserError:
    """Say that the disk refuses to read or write."""
    line = said.splitlines()[0][:300] if said else ""
    return UserError(
        Text(
            en=f"The disk refuses to read or write {path}.",
            fr=f"Le disque refuse de lire ou d'écrire {path}.",
        ),
        Text(
            en="Free some space or give this user the right to write there, then try again; "
            "nothing was changed.",
            fr="Libérez de la place ou donnez à cet utilisateur le droit d'y écrire, puis "
            "recommencez ; rien n'a été modifié.",
        ),
        why=Text(en=line, fr=line),
    )


@contextmanager
def told(path: Path | str) -> Iterator[None]:
    """Turn what the engine says while writing into our own errors."""
    try:
        yield
    except (
        duckdb.IOException,
        duckdb.OutOfMemoryException,
        duckdb.FatalException,
        OSError,
    ) as error:
        raise disk(str(error), path) from error
    except duckdb.Error as error:
        msg = f"the warehouse refused a statement of ours: {error}"
        raise Bug(msg) from error
