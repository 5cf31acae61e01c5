"""Changes of fields and nodes, written into the texts: comments, order and style are kept."""

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from passerelle.base.errors import Fault, InputErrors, nearest
from passerelle.base.ids import is_slug, slug_of
from passerelle.base.language import Text
from passerelle.base.place import Place
from passerelle.plan.fieldchange import FieldChange
from passerelle.plan.load import read_plan
from passerelle.plan.model import NAMED, SINGLE, Plan
from passerelle.plan.phrases.members import segments_in, with_segment
from passerelle.plan.phrases.tree import write_condition
from passerelle.plan.references import references
from passerelle.plan.unreadable import shown
from passerelle.plan.writing.splice import remove, rename_key, set_value

__all__ = ["FieldChange", "change_texts", "rename"]

_NEW_FILE = "plan/plan.yaml"


def change_texts(texts: Mapping[str, str], changes: Sequence[FieldChange]) -> dict[str, str]:
    """Write changes into the texts of a plan, in their order.

    A field is written where its node stands, a new node where its section stands, a new section at
    the end of the first file. A text in which nothing changes keeps its bytes.

    Returns:
        All texts, changed or not.

    Raises:
        InputErrors: The texts could not be read before, or a name or value cannot be read; the
            place names the node and the field, and nothing is kept.
    """
    if not changes:
        return dict(texts)
    plan = read_plan(texts)
    bad = [fault for change in changes for fault in _misnamed(change)]
    if bad:
        raise InputErrors(bad)
    after = dict(texts) or {_NEW_FILE: ""}
    for change in changes:
        # The plan knows the file of what it holds: the others are not opened.
        place = plan.place(*change.path)
        file = place.file if place and place.file in after else _file_of(after, change.path)
        _write(after, file, change)
    _read_back(after, changes)
    return after


def rename(texts: Mapping[str, str], node: str, name: str) -> dict[str, str]:
    """Give a node (``segments/fideles``) another name, and correct every field that names it.

    Raises:
        InputErrors: No such node, the name is taken, or it cannot be a name.
    """
    plan = read_plan(texts)
    section, _, old = node.partition("/")
    held: Mapping[str, object] = getattr(plan, section) if section in NAMED else {}
    if old not in held:
        raise InputErrors([_absent(node, held)])
    if name in held or not is_slug(name):
        raise InputErrors([_taken(node, name)])
    after = change_texts(texts, _followers(plan, section, old, name))
    for file, text in after.items():
        after[file] = rename_key(text, (section, old), name)
    read_plan(after)
    return after


def _followers(plan: Plan, section: str, old: str, name: str) -> list[FieldChange]:
    """Give the changes of all fields that name ``old``, so that they name ``name``."""
    fields: dict[tuple[str, str], list[str]] = {}
    for one in references(plan):
        if one.field == "who":
            continue
        fields.setdefault((one.node, one.field), []).append(
            name if one.name == old and section in one.kinds else one.name
        )
    named = [
        FieldChange(node, field, names[0] if len(names) == 1 else names)
        for (node, field), names in fields.items()
        if name in names
    ]
    return [*named, *_conditions(plan, section, old, name)]


def _conditions(plan: Plan, section: str, old: str, name: str) -> list[FieldChange]:
    """Give the conditions that ask for membership of a renamed segment."""
    if section != "segments":
        return []
    return [
        FieldChange(f"segments/{key}", "who", write_condition(with_segment(held.who, old, name)))
        for key, held in plan.segments.items()
        if held.who is not None and old in segments_in(held.who)
    ]


def _write(texts: dict[str, str], file: str, change: FieldChange) -> None:
    path = change.path
    text = texts[file]
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    crlf = "\r\n" in text
    body = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if change.value is None:
        body = remove(body, path)
    elif _held(body, path) != _as_text(change.value):
        body = set_value(body, path, _as_json(change.value))
    else:
        return
    texts[file] = mark + (body.replace("\n", "\r\n") if crlf else body)


def _file_of(texts: Mapping[str, str], path: Sequence[str]) -> str:
    """Find the file that holds most of a path that the plan does not hold; else the first one."""
    for length in range(len(path), 0, -1):
        for name, text in sorted(texts.items()):
            if _held(text, path[:length]) is not _NOTHING:
                return name
    return min(texts)


_NOTHING = object()


def _held(text: str, path: Sequence[str]) -> Any:  # noqa: ANN401
    """Give what stands at ``path``, scalars as texts, or ``_NOTHING``."""
    here: Any = yaml.load(text.removeprefix("\ufeff"), Loader=_TextLoader)  # noqa: S506
    for part in path:
        if not isinstance(here, dict) or part not in here:
            return _NOTHING
        here = here[part]
    return here


class _TextLoader(yaml.CBaseLoader):
    """Loads every scalar as the text typed."""


def _as_json(value: Any) -> Any:  # noqa: ANN401
    """Drop empty fields of maps: a form sends None for what is left blank."""
    if isinstance(value, Mapping):
        return {str(k): _as_json(v) for k, v in value.items() if v is not None}
    return [_as_json(one) for one in value] if isinstance(value, list | tuple) else value


def _as_text(value: Any) -> Any:  # noqa: ANN401
    value = _as_json(value)
    if isinstance(value, dict):
        return {k: _as_text(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_as_text(one) for one in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _read_back(texts: Mapping[str, str], changes: Sequence[FieldChange]) -> None:
    """Read the result; name the node and field of each fault instead of a line not yet saved."""
    try:
        read_plan(texts)
    except InputErrors as error:
        raise InputErrors([_renamed(fault, changes) for fault in error.faults]) from None


def _renamed(fault: Fault, changes: Sequence[FieldChange]) -> Fault:
    for change in changes:
        tail = "/".join(change.path[1:])
        if (tail and tail in fault.what.en) or len(changes) == 1:
            field = "/".join(part for part in change.field.split("/") if part)
            return Fault(fault.what, fault.fix, Place(change.node, cell=field), fault.why)
    return fault


def _misnamed(change: FieldChange) -> list[Fault]:
    path = change.path
    if not path or path[0] not in (*NAMED, *SINGLE):
        section = path[0] if path else ""
        what = Text(
            en=f"{shown(section)} is no section of the plan.",
            fr=f"{shown(section)} n’est pas une section du plan.",
        )
        return [Fault(what, nearest(section, (*NAMED, *SINGLE)), Place(change.node))]
    if path[0] in NAMED and (len(path) < 2 or not is_slug(path[1])):  # noqa: PLR2004
        return [_taken(change.node, path[1] if len(path) > 1 else "")]
    return []


def _absent(node: str, held: Mapping[str, object]) -> Fault:
    what = Text(en=f"There is no {shown(node)}.", fr=f"Il n’y a pas de {shown(node)}.")
    return Fault(what, nearest(node.partition("/")[2], held), Place(node))


def _taken(node: str, name: str) -> Fault:
    return Fault(
        Text(
            en=f"{shown(name)} is taken, or cannot be a name.",
            fr=f"{shown(name)} est déjà pris, ou ne peut être un nom.",
        ),
        Text(
            en=f"Use lower-case letters, digits and hyphens, such as {slug_of(name)[:60]}-2.",
            fr=f"Employez minuscules, chiffres et traits d’union, comme {slug_of(name)[:60]}-2.",
        ),
        Place(node),
    )
