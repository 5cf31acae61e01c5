"""``doctor``: looks at the workspace and this machine, and says what to do where something is amiss."""

import platform
import shutil
from dataclasses import dataclass
from importlib.metadata import version

from passerelle.base.errors import PasserelleError
from passerelle.base.language import Text
from passerelle.verbs.answer import Answer, Json, plain
from passerelle.verbs.house import House
from passerelle.verbs.owner import current_owner, try_own

ENOUGH = 500 * 2**20
"""Bytes of free disk below which loads may fail."""


@dataclass(frozen=True, slots=True)
class Health(Answer):
    """One line a thing looked at: what, whether it is well, what to do."""

    lines: tuple[Json, ...]
    versions: Json

    @property
    def code(self) -> int:
        """1 when something is amiss."""
        return 0 if all(line["well"] for line in self.lines) else 1


def doctor(house: House) -> Health:
    """Look at the plan, the owner, the disk and the sources."""
    lines = (_plan(house), _owner(house), _disk(house), _mail(house))
    names = ("passerelle", "django", "ibis-framework", "duckdb", "sqlglot", "dbos", "pydantic")
    return Health(
        lines, {"python": platform.python_version(), **{name: version(name) for name in names}}
    )


def _line(what: Text, well: bool, fix: Text | None = None) -> Json:  # noqa: FBT001
    return {"what": plain(what), "well": well, "fix": plain(fix)}


def _plan(house: House) -> Json:
    try:
        plan = house.plan_on_disk
    except PasserelleError as fault:
        words = str(fault).splitlines()[0]
        fix = Text(
            en="Run `passerelle check` to see all.", fr="Lancez `passerelle check` pour tout voir."
        )
        return _line(
            Text(en=f"The plan cannot be read: {words}", fr=f"Le plan est illisible : {words}"),
            well=False,
            fix=fix,
        )
    count = sum(1 for _ in plan.nodes())
    return _line(
        Text(
            en=f"The plan is readable: {count} nodes.",
            fr=f"Le plan est lisible : {count} éléments.",
        ),
        well=True,
    )


def _owner(house: House) -> Json:
    held = try_own(house.workspace, "doctor")
    if held is not None:
        held.release()
        return _line(
            Text(en="Nobody holds the workspace.", fr="Personne ne tient l'espace."), well=True
        )
    card = current_owner(house.workspace)
    who = f"`{card.verb}` ({card.pid})" if card else "?"
    return _line(
        Text(en=f"The workspace is held by {who}.", fr=f"L'espace est tenu par {who}."), well=True
    )


def _disk(house: House) -> Json:
    free = shutil.disk_usage(house.folder).free
    text = Text(
        en=f"{free // 2**20:,} MB of disk are free.",
        fr=f"{free // 2**20} Mo de disque sont libres.",
    )
    fix = Text(en="Free some disk before importing.", fr="Libérez de l'espace avant d'importer.")
    return _line(text, free > ENOUGH, None if free > ENOUGH else fix)


def _mail(house: House) -> Json:
    sending = house.settings.sending
    if sending.inbox:
        return _line(
            Text(
                en="Mail goes to the built-in inbox: nothing leaves.",
                fr="Le courrier va à la boîte intégrée : rien ne sort.",
            ),
            well=True,
        )
    if sending.host:
        where = f"{sending.host}:{sending.port}"
        return _line(
            Text(en=f"Mail leaves through {where}.", fr=f"Le courrier part par {where}."), well=True
        )
    return _line(
        Text(en="No mail server is named.", fr="Aucun serveur de messagerie n'est indiqué."),
        well=False,
        fix=Text(
            en="Write sending: {host, port, from} in passerelle.yaml.",
            fr="Écrivez sending: {host, port, from} dans passerelle.yaml.",
        ),
    )
