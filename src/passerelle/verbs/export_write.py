"""Files of an export on the disk of whoever asked for them."""

from base64 import b64decode
from collections.abc import Sequence
from pathlib import Path

from passerelle.base.errors import UserError
from passerelle.base.language import Text
from passerelle.verbs.answer import Json


def write_files(out: Path, files: Sequence[Json], *, folder: bool) -> tuple[Path, ...]:
    """Write the files of an export; give where they are.

    Args:
        out: The file, or the folder.
        files: What ``export-files`` answered.
        folder: Whether ``out`` is a folder in which each file keeps its own name.

    Raises:
        UserError: a file cannot be written.
    """
    written = []
    for one in files:
        path = out / one["name"] if folder else out
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f".{path.name}.new")
            beside.write_bytes(b64decode(one["base64"]))
            beside.replace(path)
        except OSError as fault:
            raise UserError(
                Text(en=f"{path} cannot be written.", fr=f"{path} ne peut être écrit."),
                Text(
                    en="Name another file with --out, or give yourself the right to write there.",
                    fr="Nommez un autre fichier avec --out, ou donnez-vous le droit d'y écrire.",
                ),
                why=Text(en=str(fault), fr=str(fault)),
            ) from fault
        written.append(path)
    return tuple(written)


def ending_of(out: str) -> str:
    """Give the format that a file's name asks for: ``plan.xlsx`` asks for ``xlsx``."""
    return Path(out).suffix.lower().removeprefix(".") if out else ""
