"""What an export is: files worked out of the plan, for a program or a person outside.

An export is one module of ``plan/exports`` that holds ``EXPORT`` and ``make(asked)``. It says what it
is for, in which formats it comes (the first is the usual one) and whether it can be made for one
team or one person. A library that only some need is loaded inside ``make``.
"""

import pkgutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Any, Protocol, cast

from passerelle.base.errors import NotFound, UserError, nearest
from passerelle.base.language import Language, Text
from passerelle.plan.check import Check
from passerelle.plan.given import Given
from passerelle.plan.rule_words import typeset

_FOLDER = "passerelle.plan.exports"

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml; charset=utf-8",
    "yaml": "application/yaml; charset=utf-8",
}
"""Media types by format."""


@dataclass(frozen=True, slots=True)
class Export:
    """The identity of an export.

    ``id`` is the word that asks for it, ``use`` what it is for and what it leaves out, ``formats``
    the endings it comes in, ``order`` its place in the list; ``of`` names what it may be narrowed
    to (``team``, ``who``) and ``must`` the one that has to be named.
    """

    id: str
    title: Text
    use: Text
    formats: tuple[str, ...]
    order: int
    of: tuple[str, ...] = ()
    must: str = ""

    def as_json(self) -> dict[str, Any]:
        """Give it as plain JSON."""
        return {
            "id": self.id,
            "title": self.title.as_json(),
            "use": self.use.as_json(),
            "formats": list(self.formats),
            "of": list(self.of),
            "must": self.must,
        }


@dataclass(frozen=True, slots=True)
class Asked:
    """What an export is made of: the plan and what is known, for whom, in which language and format.

    ``at`` is the moment of the revision, ``name`` that of the workspace, ``address`` where its web
    app is; ``checked`` what the rules found; ``currency`` that of amounts written as bare numbers.
    """

    given: Given
    checked: Check
    name: str
    language: Language
    revision: int
    at: datetime
    format: str = ""
    team: str = ""
    who: str = ""
    address: str = ""
    currency: str = "EUR"

    def say(self, en: str, fr: str) -> str:
        """Choose one of two sentences, French with its narrow spaces."""
        return typeset(fr) if self.language == "fr" else en


@dataclass(frozen=True, slots=True)
class Leaf:
    """One file that leaves: its name (with ``/`` below a folder) and its bytes."""

    name: str
    body: bytes

    @property
    def kind(self) -> str:
        """Its media type."""
        return KINDS.get(self.name.rpartition(".")[2], "application/octet-stream")


class ExportModule(Protocol):
    """What a module of ``plan/exports`` offers."""

    EXPORT: Export

    def make(self, asked: Asked) -> tuple[Leaf, ...]:
        """Make the files."""
        ...


@cache
def exports() -> Mapping[str, ExportModule]:
    """Give all exports by id, in their order."""
    folder = import_module(_FOLDER)
    found = [
        cast("ExportModule", import_module(f"{_FOLDER}.{one.name}"))
        for one in pkgutil.iter_modules(folder.__path__)
    ]
    return {one.EXPORT.id: one for one in sorted(found, key=lambda one: one.EXPORT.order)}


def export(name: str) -> ExportModule:
    """Find an export.

    Raises:
        NotFound: there is none of that name.
    """
    return cast("ExportModule", _found(name, exports(), "an export", "un export"))


def make(name: str, asked: Asked) -> tuple[Leaf, ...]:
    """Make the files of an export.

    Raises:
        NotFound: there is no such export, format, team or person.
        UserError: it must be made for one team and none is named, or it cannot be narrowed so.
    """
    module = export(name)
    one = module.EXPORT
    if asked.format:
        _found(asked.format, dict.fromkeys(one.formats), "a format", "un format")
    for word, held in (("team", asked.given.plan.teams), ("who", asked.given.plan.people)):
        chosen = getattr(asked, word)
        if chosen and word not in one.of:
            raise _whole(one)
        if chosen:
            _found(chosen, held, *_NARROWED[word])
        elif one.must == word:
            raise _unnamed(one, held)
    return module.make(asked)


_NARROWED = {"team": ("a team", "une équipe"), "who": ("a person", "une personne")}


def _found(name: str, known: Mapping[str, Any], en: str, fr: str) -> Any:  # noqa: ANN401
    if name not in known:
        raise NotFound(
            Text(en=f"'{name}' is not {en}.", fr=typeset(f"« {name} » n'est pas {fr}.")),
            nearest(name, known),
        )
    return known[name]


def _whole(one: Export) -> UserError:
    return UserError(
        Text(
            en=f"'{one.id}' is always of the whole plan.",
            fr=typeset(f"« {one.id} » porte toujours sur tout le plan."),
        ),
        Text(
            en="Ask for it without a team or a person.", fr="Demandez-le sans équipe ni personne."
        ),
    )


def _unnamed(one: Export, held: Iterable[str]) -> UserError:
    known = ", ".join(sorted(held))
    return UserError(
        Text(
            en=f"'{one.id}' is made for one team, and none was named.",
            fr=typeset(f"« {one.id} » se fait pour une équipe, et aucune n'est nommée."),
        ),
        Text(
            en=f"Name one with --team: {known}.",
            fr=typeset(f"Nommez-en une avec --team : {known}."),
        )
        if known
        else Text(
            en="Write a team in the plan first.", fr="Écrivez d'abord une équipe dans le plan."
        ),
    )
