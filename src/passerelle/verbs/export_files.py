"""``export-files`` and ``exports``: what leaves the plan as files, and what each is for."""

from base64 import b64encode
from dataclasses import dataclass, replace

from passerelle.base.errors import NotFound, nearest
from passerelle.base.language import Text, language_of
from passerelle.plan.check import check
from passerelle.plan.export import Asked, make
from passerelle.plan.export import exports as all_exports
from passerelle.verbs.answer import Answer, Json
from passerelle.verbs.facts import deeds_known
from passerelle.verbs.house import House
from passerelle.verbs.ownership import head_plan


@dataclass(frozen=True, slots=True)
class Left(Answer):
    """The files of an export, each with its name, media type and bytes in base 64."""

    what: str
    revision: int
    files: tuple[Json, ...]


@dataclass(frozen=True, slots=True)
class Exports(Answer):
    """The exports in their order, and the teams and people they may be made for."""

    exports: tuple[Json, ...]
    teams: tuple[Json, ...]
    people: tuple[Json, ...]


def export_files(
    house: House, what: str, form: str = "", team: str = "", who: str = "", language: str = ""
) -> Left:
    """Make an export of head.

    Args:
        house: The workspace.
        what: ``ics``, ``actions``, ``budget``…
        form: The format; the usual one when empty.
        team: A team of the plan, where the export can be made for one.
        who: A person of the plan, where the export can be made for one.
        language: Of the words; that of the workspace when empty.

    Raises:
        NotFound: there is no such export, format, team or person.
        UserError: it must be made for one team and none is named, or a library is missing.
    """
    chosen = asked(house, language)
    files = make(what, replace(chosen, format=form, team=team, who=who))
    rows = tuple(
        {"name": one.name, "kind": one.kind, "base64": b64encode(one.body).decode()}
        for one in files
    )
    return Left(what, chosen.revision, rows)


def exports(house: House) -> Exports:
    """List the exports."""
    _, plan = head_plan(house)
    return Exports(
        tuple(one.EXPORT.as_json() for one in all_exports().values()),
        tuple({"name": name, "title": one.title or name} for name, one in plan.teams.items()),
        tuple({"name": name, "title": one.title or name} for name, one in plan.people.items()),
    )


def asked(house: House, language: str = "") -> Asked:
    """Gather what exports are made of: head, and what the records know of it."""
    revision, plan = head_plan(house)
    given = deeds_known(house, plan)
    return Asked(
        given=given,
        checked=check(given),
        name=house.settings.name,
        language=language_of(language or house.settings.language),
        revision=revision.number,
        at=revision.at,
        address=house.settings.address.rstrip("/"),
        currency=house.settings.currency,
    )


def export_known(what: str) -> None:
    """Make sure that there is an export of that name, before the workspace is asked.

    Raises:
        NotFound: there is none; the nearest are given.
    """
    known = ("schema", *all_exports())
    if what not in known:
        raise NotFound(
            Text(
                en=f"'{what}' cannot be exported.", fr=f"«\u202f{what}\u202f» ne peut être exporté."
            ),
            nearest(what, known),
        )
