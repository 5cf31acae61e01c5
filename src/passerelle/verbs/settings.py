"""``passerelle.yaml``: the few things that a workspace must say of itself."""

import os
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from passerelle.base.errors import Fault, InputErrors, NotFound, nearest
from passerelle.base.language import Language, Text
from passerelle.base.place import Place
from passerelle.plan.reading.files import decode, size_faults
from passerelle.plan.reading.tree import Reader, Written
from passerelle.plan.unreadable import shown

FILE = "passerelle.yaml"


class Sending(BaseModel):
    """How messages leave: the mail server, the sender's name, the policy of the ledger."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    host: str = ""
    port: int = 25
    user: str = ""
    password_env: str = ""
    starttls: bool = False
    sender: str = Field(default="", alias="from")
    policy: Literal["at_most_once", "at_least_once"] = "at_most_once"
    connections: int = Field(default=10, ge=1, le=50)
    rate: Decimal | None = None
    inbox: bool = False

    @property
    def password(self) -> str:
        """The mail server's password, taken from the environment, never from the file."""
        return os.environ.get(self.password_env, "") if self.password_env else ""


class Settings(BaseModel):
    """What a workspace says of itself; every value has a default that a small shop can keep."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = "Passerelle"
    language: Language = "fr"
    currency: str = Field(default="EUR", min_length=3, max_length=3)
    timezone: str = "Europe/Paris"
    warehouse: str = ""
    records: str = ""
    git: bool = False
    address: str = "http://127.0.0.1:8765"
    shop: str = ""
    hold_seconds: int = Field(default=600, ge=0)
    contacts_per_week: int = Field(default=3, ge=1)
    active_days: int = Field(default=365, ge=1)
    attribution_days: int = Field(default=30, ge=1)
    reach_drift: Decimal = Decimal("0.05")
    preview_hours: int = Field(default=24, ge=1)
    sending: Sending = Sending()
    enforcement: dict[str, Literal["advisory", "soft", "hard"]] = {}
    thresholds: dict[str, Any] = {}

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as fault:
            msg = "not a time zone; write it as Europe/Paris"
            raise ValueError(msg) from fault
        return value


def read_settings(folder: Path) -> Settings:
    """Read the workspace's own file.

    Raises:
        NotFound: there is none; the text says how to start a workspace.
        InputErrors: it says something that cannot be understood; all faults are given.
    """
    path = folder / FILE
    try:
        text = decode(path.read_bytes(), FILE)
    except (FileNotFoundError, NotADirectoryError) as fault:
        raise _absent(folder) from fault
    except OSError as fault:
        raise InputErrors([_unreadable(fault)]) from fault
    return _parsed(text)


def _parsed(text: str) -> Settings:
    reader = Reader(FILE)
    faults = size_faults(FILE, text)
    root = None if faults else reader.read(text)
    faults += reader.faults
    if faults:
        raise InputErrors(faults)
    if root is None or (root.text is None and root.pairs is None and root.items is None):
        return Settings()
    if root.pairs is None:
        raise InputErrors([_no_settings(root.place)])
    try:
        return Settings.model_validate(_value(root))
    except ValidationError as fault:
        raise InputErrors([_wrong(error, root) for error in fault.errors()]) from fault


def _value(written: Written) -> Any:  # noqa: ANN401 (YAML holds anything)
    """Give what stands in the file, with the types that YAML gives to bare words."""
    if written.pairs is not None:
        return {name: _value(inner) for name, (_, inner) in written.pairs.items()}
    if written.items is not None:
        return [_value(inner) for inner in written.items]
    if written.text is None or not written.plain:
        return written.text
    return yaml.load(written.text, Loader=yaml.CSafeLoader)


def _absent(folder: Path) -> NotFound:
    return NotFound(
        Text(
            en=f"{folder} is not a Passerelle workspace.",
            fr=f"{folder} n'est pas un espace Passerelle.",
        ),
        Text(
            en="Start one with `passerelle init FOLDER`, or name another with --workspace.",
            fr="Créez-en un avec `passerelle init DOSSIER`, ou nommez-en un autre avec --workspace.",
        ),
        Place(FILE),
        Text(en="There is no passerelle.yaml in it.", fr="Il ne contient pas de passerelle.yaml."),
    )


def _unreadable(fault: OSError) -> Fault:
    why = fault.strerror or type(fault).__name__
    return Fault(
        Text(en=f"{FILE} cannot be read.", fr=f"{FILE} ne peut être lu."),
        Text(en="Give yourself the right to read it.", fr="Donnez-vous le droit de le lire."),
        Place(FILE),
        Text(en=f"The system says: {why}.", fr=f"Le système dit\u202f: {why}."),
    )


def _no_settings(place: Place) -> Fault:
    return Fault(
        Text(en="These are no settings.", fr="Ce ne sont pas des réglages."),
        Text(
            en="Write one a line, as in `name: My brand`.",
            fr="Écrivez-en un par ligne, comme `name: Ma marque`.",
        ),
        place,
    )


def _wrong(error: Any, root: Written) -> Fault:  # noqa: ANN401 (pydantic's own shape)
    loc = tuple(part for part in error["loc"] if isinstance(part, str))
    key, place = ".".join(loc), _place_of(root, loc)
    if error["type"] == "extra_forbidden":
        known = Sending if len(loc) > 1 else Settings
        names = [field.alias or name for name, field in known.model_fields.items()]
        what = Text(en=f"'{key}' is not a setting.", fr=f"« {key} » n'est pas un réglage.")
        return Fault(what, nearest(loc[-1], names), place)
    found = shown(str(error["input"]))
    what = Text(en=f"'{key}' is {found}.", fr=f"« {key} » vaut {found}.")
    return Fault(what, _expected(error), place)


def _place_of(root: Written, loc: tuple[str, ...]) -> Place:
    """Give the place of a key, or of the nearest key above it."""
    place, at = root.place, root
    for name in loc:
        key = at.key_place(name)
        if key is None or at.pairs is None:
            break
        place, at = key, at.pairs[name][1]
    return place


_EXPECTED = {
    "int": Text(en="a whole number", fr="un nombre entier"),
    "decimal": Text(en="a number", fr="un nombre"),
    "bool": Text(en="true or false", fr="true ou false"),
    "string": Text(en="a text", fr="un texte"),
    "model": Text(en="settings of its own", fr="des réglages propres"),
    "dict": Text(en="names and values", fr="des noms et des valeurs"),
}


def _expected(error: Any) -> Text:  # noqa: ANN401 (pydantic's own shape)
    kind, limits = str(error["type"]), error.get("ctx", {})
    if kind == "literal_error":
        chosen = str(limits["expected"]).replace("'", "")
        return Text(en=f"Write {chosen}.", fr=f"Écrivez {chosen.replace(' or ', ' ou ')}.")
    if kind == "value_error":
        return Text(en="Write it as Europe/Paris.", fr="Écrivez-le ainsi\u202f: Europe/Paris.")
    if "currency" in error["loc"]:
        return Text(
            en="Write its code of three letters, such as EUR.",
            fr="Écrivez son code de trois lettres, comme EUR.",
        )
    for limit, en, fr in (
        ("ge", "at least", "au moins"),
        ("le", "at most", "au plus"),
    ):
        if limit in limits:
            return Text(en=f"Write {en} {limits[limit]}.", fr=f"Écrivez {fr} {limits[limit]}.")
    known = _EXPECTED.get(kind.partition("_")[0], Text(en=str(error["msg"]), fr=str(error["msg"])))
    return Text(en=f"Write {known.en}.", fr=f"Écrivez {known.fr}.")
