"""Names that are defined twice, and the copied file that is most often behind them."""

import re
from dataclasses import dataclass
from itertools import groupby

from passerelle.base.errors import Fault
from passerelle.base.language import Text
from passerelle.base.place import Place
from passerelle.plan.unreadable import shown

MANY = 3
"""From so many names in common on, the fault is the file and no longer each name."""

_NUMBER = r"(?:\s*\(\d+\)|\s+\d+)?"
_BEHIND = re.compile(rf"[\s\-–_]+(?:copie|copy|kopie|copia){_NUMBER}$|\s*\(\d+\)$")
_BEFORE = re.compile(r"^(?:copie de|copy of)\s+")
_ENDING = re.compile(r"\.ya?ml$")


@dataclass(frozen=True, slots=True)
class Twice:
    """One name of the plan, and the two places that define it."""

    path: str
    first: Place
    second: Place


def faults_of(found: list[Twice]) -> list[Fault]:
    """Say of each name where it stands twice; of a copied file, that once."""
    by_files = sorted(found, key=_files)
    told: list[Fault] = []
    for files, group in groupby(by_files, key=_files):
        held = list(group)
        copied = files[0] != files[1] and _copy_among(*files)
        if copied:
            told.append(_copied(copied, files[0] if copied == files[1] else files[1], held))
        elif files[0] != files[1] and len(held) >= MANY:
            told.append(_much_alike(files[0], files[1], held))
        else:
            told.extend(map(_both, held))
    return told


def _files(one: Twice) -> tuple[str, str]:
    return one.first.file, one.second.file


def _copy_among(one: str, other: str) -> str:
    """Name the file whose name says that it is a copy of the other, empty when none does."""
    plain = {name: _BEFORE.sub("", _BEHIND.sub("", _stem(name))).strip() for name in (one, other)}
    if plain[one] != plain[other]:
        return ""
    return max((one, other), key=lambda name: len(_stem(name)))


def _stem(name: str) -> str:
    return _ENDING.sub("", name.rpartition("/")[2].lower())


def _copied(copy: str, of: str, held: list[Twice]) -> Fault:
    return Fault(
        Text(
            en=f"{shown(copy)} is a copy of {shown(of)}: it says the same again ({_some(held)}).",
            fr=f"{shown(copy)} est une copie de {shown(of)} : il redit la même chose ({_some(held)}).",
        ),
        Text(
            en="Keep one of the two in the plan's folder.",
            fr="Ne gardez que l’un des deux dans le dossier du plan.",
        ),
        Place(copy),
    )


def _much_alike(first: str, second: str, held: list[Twice]) -> Fault:
    count = len(held)
    return Fault(
        Text(
            en=f"{count} names of {shown(second)} are defined in {shown(first)} too ({_some(held)}).",
            fr=f"{count} noms de {shown(second)} sont aussi définis dans {shown(first)} ({_some(held)}).",
        ),
        Text(
            en="If one file is an old version of the other, move it out of the plan's folder;"
            " else rename or remove these names in one of them.",
            fr="Si l’un est une ancienne version de l’autre, sortez-le du dossier du plan ;"
            " sinon renommez ou retirez ces noms dans l’un des deux.",
        ),
        held[0].second,
    )


def _some(held: list[Twice]) -> str:
    names = ", ".join(one.path for one in held[:MANY])
    return f"{names}…" if len(held) > MANY else names


def _both(one: Twice) -> Fault:
    return Fault(
        Text(
            en=f"{shown(one.path)} is defined in two places: {one.first} and {one.second}.",
            fr=f"{shown(one.path)} est défini à deux endroits : {one.first} et {one.second}.",
        ),
        Text(en="Rename or remove one of them.", fr="Renommez ou retirez l’un des deux."),
        one.second,
    )
