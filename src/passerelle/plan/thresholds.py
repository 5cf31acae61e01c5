"""The numbers that rules compare with: data with their reasons, that a workspace may change."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from passerelle.base.errors import Refused, UserError, nearest
from passerelle.base.finding import Enforcement
from passerelle.base.language import Text

INTEGRITY = ("AL-003", "AL-004")
"""Rules that everything after the check relies on: no workspace may lower them."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """One number or list of words that a rule compares with, and why it is what it is.

    ``share`` says that the number is one in 0..1 that people read as a percentage.
    """

    value: Decimal | tuple[str, ...]
    why: Text
    share: bool = False


@dataclass(frozen=True, slots=True)
class Thresholds:
    """All thresholds by rule and name, and what the workspace says each broken rule stops."""

    values: Mapping[str, Mapping[str, Threshold]]
    enforcement: Mapping[str, Enforcement]

    def number(self, rule: str, name: str) -> Decimal:
        """Give a numeric threshold: a share in 0..1, a number of days, or a count."""
        value = self.values[rule][name].value
        if isinstance(value, tuple):
            raise TypeError(f"{rule} {name} is a list of words, not a number")
        return value

    def words(self, rule: str, name: str) -> tuple[str, ...]:
        """Give a threshold that is a list of words."""
        value = self.values[rule][name].value
        if not isinstance(value, tuple):
            raise TypeError(f"{rule} {name} is a number, not a list of words")
        return value

    def changed(self, overrides: Mapping[str, Any]) -> "Thresholds":
        """Give the same thresholds with those of a workspace.

        Args:
            overrides: ``{"AL-005": {"warning_over": "0.15"}, "enforcement": {"AL-030":
            "advisory"}}``.

        Raises:
            UserError: An unknown rule or name, a value of the wrong kind.
            Refused: An integrity rule would be lowered.
        """
        values = {rule: dict(named) for rule, named in self.values.items()}
        for rule, named in overrides.items():
            if rule == "enforcement":
                continue
            known = _known(rule, values)
            if not isinstance(named, Mapping):
                raise _wrong_kind(rule, named, f"{{{next(iter(known))}: …}}")
            for name, value in named.items():
                known[name] = _replaced(rule, name, value, known)
        levels = {**self.enforcement, **_levels(overrides.get("enforcement", {}))}
        return Thresholds(values, levels)


@cache
def standard() -> Thresholds:
    """Give the thresholds that come with Passerelle, read once from ``rules.yaml``."""
    text = files("passerelle.plan").joinpath("rules.yaml").read_text(encoding="utf-8")
    raw: dict[str, dict[str, Any]] = yaml.load(text, Loader=_LOADER)  # noqa: S506  a safe loader
    values = {
        rule: {
            name: Threshold(
                _read(entry["value"]),
                Text(en=entry["en"], fr=entry["fr"]),
                entry.get("unit") == "share",
            )
            for name, entry in named.items()
        }
        for rule, named in raw.items()
    }
    return Thresholds(values, {})


def _read(value: object) -> Decimal | tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list | tuple) else Decimal(str(value))


def _known(rule: str, values: Mapping[str, dict[str, Threshold]]) -> dict[str, Threshold]:
    if rule in values:
        return values[rule]
    raise UserError(
        Text(
            en=f"Rule {rule} has no threshold.",
            fr=f"La règle {rule} n'a pas de seuil.",
        ),
        nearest(rule, values),
    )


def _replaced(rule: str, name: str, value: object, known: Mapping[str, Threshold]) -> Threshold:
    if name not in known:
        raise UserError(
            Text(en=f"{rule} has no threshold {name}.", fr=f"{rule} n'a pas de seuil {name}."),
            nearest(name, known),
        )
    try:
        read = _read(value)
    except InvalidOperation:
        read = ()
    if isinstance(read, tuple) != isinstance(known[name].value, tuple) or read == ():
        raise _wrong_kind(f"{rule} {name}", value, known[name].value)
    return replace(known[name], value=read)


def _wrong_kind(what: str, value: object, like: object) -> UserError:
    shown = ", ".join(like[:3]) if isinstance(like, tuple) else str(like)
    return UserError(
        Text(
            en=f"{what}: {value!r} is not of the right kind.",
            fr=f"{what}\u202f: {value!r} n'est pas du bon type.",
        ),
        Text(en=f"Write something like {shown}.", fr=f"Écrivez par exemple {shown}."),
    )


def _levels(raw: Mapping[str, str]) -> dict[str, Enforcement]:
    levels = {}
    for rule, level in raw.items():
        if level not in tuple(Enforcement):
            raise UserError(
                Text(
                    en=f"{rule}: {level} is no level.",
                    fr=f"{rule}\u202f: {level} n'est pas un niveau.",
                ),
                nearest(level, [known.value for known in Enforcement]),
            )
        if rule in INTEGRITY and level != Enforcement.HARD:
            raise Refused(
                Text(
                    en=f"{rule} keeps the plan whole; it cannot be lowered to {level}.",
                    fr=f"{rule} garde le plan entier ; elle ne peut pas être abaissée à {level}.",
                ),
                Text(en="Remove this line.", fr="Supprimez cette ligne."),
            )
        levels[rule] = Enforcement(level)
    return levels


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
