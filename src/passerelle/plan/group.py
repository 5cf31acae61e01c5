"""Templates that make a whole group of nodes at once: a launch, an entry, a programme, a repositioning.

A group is one file of ``plan/groups``: what it asks, and the nodes it makes of the answers. In a
text ``{name}`` is an answer, ``{slug}`` the name as an id, ``{start+14}`` a day moved,
``{budget*0.2}`` a share of an amount, ``{currency}`` the plan's. A text in both languages takes the
plan's; a field whose every answer is empty is left out.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from passerelle.base.errors import Fault, InputErrors, NotFound, nearest
from passerelle.base.ids import slug_of
from passerelle.base.language import Language, Text
from passerelle.base.place import Place
from passerelle.plan.fieldchange import FieldChange
from passerelle.plan.scalars.days import read_day
from passerelle.plan.unreadable import Unreadable

_HOLE = re.compile(r"\{(\w+)(?:([+-])(\d+)|\*(\d+(?:\.\d+)?))?\}")


@dataclass(frozen=True, slots=True)
class Asked:
    """One answer that a group needs; ``kind`` is line, day, money, amount, percent, choice or ref.

    ``usual`` is what stands in the form already; ``part`` opens a new part of the form.
    """

    key: str
    label: Text
    kind: str
    ref: str = ""
    choices: tuple[str, ...] = ()
    example: str = ""
    usual: str = ""
    part: Text | None = None

    def as_json(self) -> dict[str, Any]:
        """Give it as plain JSON."""
        return {
            "key": self.key,
            "label": self.label.as_json(),
            "kind": self.kind,
            "ref": self.ref,
            "choices": list(self.choices),
            "example": self.example,
            "usual": self.usual,
            "part": self.part.as_json() if self.part else None,
        }


@dataclass(frozen=True, slots=True)
class Group:
    """A template: what it is called, what it asks, what it makes."""

    id: str
    title: Text
    says: Text
    asks: tuple[Asked, ...]
    makes: Mapping[str, Any]
    order: int


@cache
def groups() -> Mapping[str, Group]:
    """Give all templates by id, in their order."""
    found = []
    for file in files("passerelle.plan").joinpath("groups").iterdir():
        if file.name.endswith(".yaml"):
            raw = yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506  a safe loader
            found.append(_group(file.name.removesuffix(".yaml"), raw))
    return {one.id: one for one in sorted(found, key=lambda one: one.order)}


def group(name: str) -> Group:
    """Find a template.

    Raises:
        NotFound: there is none of that name.
    """
    found = groups().get(name)
    if found is None:
        raise NotFound(
            Text(en=f"There is no template '{name}'.", fr=f"Il n'y a pas de modèle « {name} »."),
            nearest(name, groups()),
        )
    return found


def fill(
    template: Group, answers: Mapping[str, str], language: Language, currency: str
) -> list[FieldChange]:
    """Make the nodes of a template out of what was answered.

    Args:
        template: Which.
        answers: By key; a name of the plan for a reference, empty where it is not known yet.
        language: In which language texts are written: the plan's.
        currency: Code of the plan's currency.

    Returns:
        One change for each node, in the order of the template.

    Raises:
        InputErrors: An answer is missing or cannot be read; all are given.
    """
    faults = [fault for one in template.asks if (fault := _fault(one, answers.get(one.key, "")))]
    if faults:
        raise InputErrors(faults)
    known = {key: value.strip() for key, value in answers.items()}
    known |= {f"{key}_slug": slug_of(value)[:40] for key, value in known.items() if value}
    known |= {"slug": known["name_slug"], "currency": currency}
    changes = []
    for node, value in template.makes.items():
        made = _filled(value, known, language)
        if made not in (None, {}):
            changes.append(FieldChange(str(_text(node, known)), "", made))
    return changes


def _group(name: str, raw: Mapping[str, Any]) -> Group:
    asks = tuple(
        Asked(
            key,
            Text(**one["label"]),
            one["kind"],
            one.get("ref", ""),
            tuple(one.get("choices", ())),
            str(one.get("example", "")),
            str(one.get("usual", "")),
            Text(**one["part"]) if "part" in one else None,
        )
        for key, one in raw["asks"].items()
    )
    return Group(name, Text(**raw["title"]), Text(**raw["says"]), asks, raw["makes"], raw["order"])


def _fault(one: Asked, answer: str) -> Fault | None:
    place = Place("template", cell=one.key)
    if not answer.strip():
        return None if one.kind == "ref" else _missing(one, place)
    try:
        if one.kind == "day":
            read_day(answer)
        if one.kind == "amount":
            Decimal(answer.replace(" ", "").replace("\u202f", "").replace(",", "."))
    except Unreadable as fault:
        return Fault(fault.what, fault.fix, place)
    except InvalidOperation:
        return _missing(one, place)
    return None


def _missing(one: Asked, place: Place) -> Fault:
    return Fault(
        Text(
            en=f"{one.label.en}: nothing that can be read.",
            fr=f"{one.label.fr}\u202f: rien de lisible.",
        ),
        Text(en=f"Write it as {one.example}.", fr=f"Écrivez-le ainsi\u202f: {one.example}."),
        place,
    )


def _filled(value: Any, known: Mapping[str, str], language: Language) -> Any:  # noqa: ANN401
    if isinstance(value, Mapping):
        if set(value) == {"en", "fr"}:
            return _text(str(value[language]), known)
        rows = (
            (str(_text(str(key), known)), _filled(one, known, language))
            for key, one in value.items()
        )
        return {key: one for key, one in rows if one not in (None, {}, [])}
    if isinstance(value, list):
        return [one for each in value if (one := _filled(each, known, language)) is not None]
    return _text(value, known) if isinstance(value, str) else value


def _text(text: str, known: Mapping[str, str]) -> str | None:
    """Fill the holes of a text; None when all it holds is an answer that was left empty."""
    only = _HOLE.fullmatch(text)
    if only and not known.get(only[1], ""):
        return None
    return _HOLE.sub(lambda found: _hole(found, known), text)


def _hole(found: re.Match[str], known: Mapping[str, str]) -> str:
    value = known.get(found[1], "")
    if found[2]:
        step = timedelta(days=int(found[3]))
        day = read_day(value)
        return str(day + step if found[2] == "+" else day - step)
    if found[4]:
        amount = Decimal(value.replace(" ", "").replace("\u202f", "").replace(",", "."))
        return f"{(amount * Decimal(found[4])).quantize(Decimal(1)):f}"
    return value


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
