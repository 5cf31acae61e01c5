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
        InputErrors: it says something that cannot be understood.
    """
    path = folder / FILE
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError) as fault:
        raise _absent(folder) from fault
    except (OSError, UnicodeDecodeError) as fault:
        raise InputErrors([_unreadable(str(fault))]) from fault
    return _parsed(text)


def _parsed(text: str) -> Settings:
    try:
        raw = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as fault:
        raise InputErrors([_unreadable(str(fault).replace("\n", " "), _mark(fault))]) from fault
    try:
        return Settings.model_validate(raw or {})
    except ValidationError as fault:
        raise InputErrors([_wrong(error, text) for error in fault.errors()]) from fault


def _mark(fault: yaml.YAMLError) -> Place:
    mark = getattr(fault, "problem_mark", None)
    return Place(FILE, mark.line + 1, mark.column + 1) if mark else Place(FILE)


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


def _unreadable(answer: str, place: Place | None = None) -> Fault:
    return Fault(
        Text(en="passerelle.yaml cannot be read.", fr="passerelle.yaml ne peut être lu."),
        Text(en="Repair that line, then try again.", fr="Corrigez cette ligne, puis recommencez."),
        place or Place(FILE),
        Text(en=answer, fr=answer),
    )


def _wrong(error: Any, text: str) -> Fault:  # noqa: ANN401
    key = ".".join(str(part) for part in error["loc"])
    line = next(
        (
            n
            for n, row in enumerate(text.splitlines(), 1)
            if row.strip().startswith(f"{error['loc'][-1]}:")
        ),
        1,
    )
    unknown = error["type"] == "extra_forbidden"
    fix = (
        nearest(key, [*Settings.model_fields, *Sending.model_fields])
        if unknown
        else _expected(str(error["msg"]))
    )
    what = (
        Text(en=f"'{key}' is not a setting.", fr=f"« {key} » n'est pas un réglage.")
        if unknown
        else Text(en=f"'{key}' is {error['input']!r}.", fr=f"« {key} » vaut {error['input']!r}.")
    )
    return Fault(what, fix, Place(FILE, line))


def _expected(message: str) -> Text:
    return Text(en=f"Expected: {message}.", fr=f"Attendu : {message}.")
