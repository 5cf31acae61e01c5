"""``import``: read the sources into the warehouse, each in one transaction, and hand consents to their ledger."""

import json
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from passerelle.base.errors import NotFound, UserError, nearest
from passerelle.base.language import Text
from passerelle.verbs.answer import Answer, Json, plain
from passerelle.verbs.house import House
from passerelle.verbs.ownership import head_plan
from passerelle.verbs.progress import tell
from passerelle.verbs.tracking import resolve

if TYPE_CHECKING:
    from passerelle.warehouse.source import Source


@dataclass(frozen=True, slots=True)
class Imported(Answer):
    """What each source brought: rows read, kept, left out by reason, added, replaced, rejected."""

    loads: tuple[Json, ...]
    consents: int
    suppressions: int


def import_data(house: House, source: str = "", reject_to: str = "") -> Imported:
    """Import one source, or all.

    Raises:
        NotFound: there is no such source.
        InputErrors: a value cannot be read; each is given with file, line and column, and nothing
            of that source is loaded.
    """
    from passerelle.warehouse.load import load_source

    chosen = _chosen(house, source)
    loads = []
    for position, one in enumerate(chosen):
        tell(Text(en=f"Importing {one.name}", fr=f"Import de {one.name}"), position, len(chosen))
        done = load_source(
            house.warehouse,
            one,
            house.folder,
            clock=house.clock,
            reject_to=Path(reject_to) if reject_to else None,
        )
        loads.append(plain(done))
    _, plan = head_plan(house)
    resolve(house, plan)
    return Imported(tuple(loads), _hand_over_consents(house), _hand_over_suppressions(house))


def _chosen(house: House, name: str) -> "tuple[Source, ...]":
    from passerelle.warehouse.source import read_sources

    found = read_sources(house.folder)
    if not found:
        raise UserError(
            Text(en="This workspace has no source.", fr="Cet espace n'a aucune source."),
            Text(
                en="Describe one in sources/NAME.yaml: which file, which column means what.",
                fr="Décrivez-en une dans sources/NOM.yaml : quel fichier, quelle colonne signifie quoi.",
            ),
        )
    if not name:
        return found
    by_name = {one.name: one for one in found}
    if name not in by_name:
        raise NotFound(
            Text(en=f"There is no source '{name}'.", fr=f"Il n'y a pas de source « {name} »."),
            nearest(name, by_name),
        )
    return (by_name[name],)


def _hand_over_consents(house: House) -> int:
    """Copy consents that files brought into the consent ledger, which alone decides."""
    from passerelle.records.consent import ConsentEvent, record_consents

    tell(Text(en="Writing the consent ledger", fr="Écriture du registre des consentements"))
    rows = house.warehouse.rows(
        "SELECT person, purpose, granted, since, source FROM source_consents ORDER BY since"
    )
    if not rows or _handed_over(house, "consents", len(rows)):
        return 0
    added = record_consents(
        ConsentEvent(
            person=person,
            purpose=purpose,
            granted=granted,
            at=since.replace(tzinfo=UTC),
            source=source or "",
        )
        for person, purpose, granted, since, source in rows
    )
    _note_hand_over(house, "consents", len(rows))
    return added


def _hand_over_suppressions(house: House) -> int:
    """Copy people who must not be written to into the records."""
    from passerelle.records.consent import Suppression, suppress

    rows = house.warehouse.rows("SELECT person, channel, reason, since FROM source_suppressions")
    before = Suppression.objects.count()
    if _handed_over(house, "suppressions", len(rows)):
        return 0
    for person, channel, reason, since in rows:
        at = since.replace(tzinfo=UTC) if since else house.clock.now()
        suppress(reason or "imported", at=at, person=person, channel=channel or "")
    _note_hand_over(house, "suppressions", len(rows))
    return Suppression.objects.count() - before


def _note_path(house: House) -> Path:
    return house.workspace.state / "handed-over.json"


def _handed_over(house: House, what: str, rows: int) -> bool:
    """Whether all rows of this kind are in the records already; source tables only grow."""
    try:
        return bool(json.loads(_note_path(house).read_text(encoding="utf-8")).get(what) == rows)
    except (OSError, ValueError):
        return False


def _note_hand_over(house: House, what: str, rows: int) -> None:
    path = _note_path(house)
    try:
        noted = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        noted = {}
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps({**noted, what: rows}), encoding="utf-8")
    beside.replace(path)
