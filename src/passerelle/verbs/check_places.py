"""``check`` of several places at once: folders of workspaces, or single files of a plan."""

from pathlib import Path

from passerelle.base.errors import NotFound
from passerelle.base.language import Text
from passerelle.plan.load import read_plan
from passerelle.plan.reading.files import decode
from passerelle.verbs.check import Checked, check, checked, given_text
from passerelle.verbs.check_once import check_once
from passerelle.verbs.house import House
from passerelle.verbs.settings import Settings, read_settings
from passerelle.verbs.workspace import Workspace


def check_place(name: str) -> Checked | None:
    """Check what stands at one place.

    Args:
        name: A folder that holds a ``plan``, or one file of a plan, which is then read alone.

    Returns:
        What ``check`` says there; None for a folder without a plan.

    Raises:
        NotFound: Nothing stands there.
        InputErrors: A text cannot be read; every fault is given with its place.
    """
    place = Path(name).absolute()
    if place.is_file():
        plan = read_plan({name: decode(place.read_bytes(), name)})
        return checked(check_once(given_text(House(_around(place.parent)), plan)))
    if not place.is_dir():
        raise _nowhere(name)
    if not (place / "plan").is_dir():
        return None
    return check(House(_at(place)))


def _at(folder: Path) -> Workspace:
    """The workspace of a folder; with the usual settings where it states none."""
    stated = (folder / "passerelle.yaml").exists()
    return Workspace(folder, read_settings(folder) if stated else Settings())


def _around(folder: Path) -> Workspace:
    """The nearest workspace above a file, else its own folder with the usual settings."""
    above = (one for one in (folder, *folder.parents) if (one / "passerelle.yaml").exists())
    return _at(next(above, folder))


def _nowhere(name: str) -> NotFound:
    return NotFound(
        Text(
            en=f"There is no folder or file {name}.", fr=f"Il n'y a ni dossier ni fichier {name}."
        ),
        Text(
            en="Name the folder of a workspace, or a file of a plan.",
            fr="Nommez le dossier d'un espace, ou un fichier de plan.",
        ),
    )
