"""A form from what the schema of a section says: controls to show, and what was typed read back.

``fields`` and ``values`` are the JSON of the verb ``form``. A control is named by its path in the
node (``results/repurchase_rate``); what is typed goes back as changes of those paths. Only paths
whose text differs from what was shown become changes, so that two people on one form merge.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Json = Mapping[str, Any]

LONG = frozenset({"text", "condition"})
"""Kinds written in a box of several lines."""

SINGLE = "value"
"""Name of the only control of a section that holds one value."""

MANY = 40
"""Names beyond which one is searched by typing, not chosen among all."""

Known = Mapping[str, Mapping[str, str]]
"""Names that exist by section, each with its title."""

BLANK_ROWS = 1
"""Empty rows offered at the end of a map."""


@dataclass
class Control:
    """One field as the page shows it.

    ``path`` names it in the posted form; ``typed`` is the text in it, or the list of chosen names;
    ``offered`` are names to choose from, ``called`` their titles; ``sought`` names the sections whose
    names are found by typing; ``inside`` are the controls of a group or of a map's rows.
    """

    path: str
    label: Any
    help: Any
    kind: str
    required: bool = False
    example: str = ""
    typed: Any = ""
    offered: Sequence[str] = ()
    called: Mapping[str, str] = field(default_factory=dict)
    sought: str = ""
    inside: list["Control"] = field(default_factory=list)
    rows: list["Row"] = field(default_factory=list)
    wrong: list[Json] = field(default_factory=list)

    @property
    def long(self) -> bool:
        """Whether it needs a box of several lines."""
        return self.kind in LONG or (self.kind == "refs" and not (self.offered or self.sought))

    @property
    def name(self) -> str:
        """The name in the posted form; a section of one value has no path."""
        return self.path or SINGLE

    @property
    def id(self) -> str:
        """The HTML id."""
        return "f-" + self.name.replace("/", "-")

    @property
    def height(self) -> int:
        """Lines of the box."""
        return min(12, max(2, str(self.typed).count("\n") + 1 + len(str(self.typed)) // 80))


@dataclass
class Row:
    """One entry of a map: its name and the controls of its fields."""

    path: str
    name: str
    inside: list[Control] = field(default_factory=list)


def controls(fields: Sequence[Json], values: Json, known: Known) -> list[Control]:
    """Build the controls of a node.

    Args:
        fields: The fields of the section.
        values: The node as it is typed in the plan.
        known: Names that exist, with their titles, by section, for fields that refer to one.
    """
    return [_control(one, str(one["key"]), values.get(one["key"]), known) for one in fields]


def typed_in(fields: Sequence[Json], posted: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Read back what was typed: path -> JSON value, None where nothing is.

    Args:
        fields: The fields of the section.
        posted: The posted form, each name with its list of texts.
    """
    found: dict[str, Any] = {}
    for one in fields:
        found |= _read(one, str(one["key"]), posted)
    return found


def shown_in(fields: Sequence[Json], values: Json) -> dict[str, Any]:
    """Give the same paths for a node as it stands, so that both can be compared."""
    found: dict[str, Any] = {}
    for one in fields:
        found |= _flat(one, str(one["key"]), values.get(one["key"]))
    return found


def changes(node: str, seen: Mapping[str, Any], typed: Mapping[str, Any]) -> list[dict[str, Any]]:
    """List what differs between what was shown and what was typed, for the verb ``edit``.

    Boxes to tick say which names, not in which order: the order of the plan stays.
    """
    now = {
        path: _in_order(seen.get(path), typed.get(path)) for path in dict.fromkeys([*seen, *typed])
    }
    return [
        {"node": node, "field": path, "value": value}
        for path, value in now.items()
        if _plain(seen.get(path)) != _plain(value)
    ]


def _in_order(seen: Any, typed: Any) -> Any:  # noqa: ANN401
    """Give the names of ``typed`` in the order of ``seen``, new ones last."""
    if not isinstance(seen, list | tuple) or not isinstance(typed, list):
        return typed
    stay = [name for name in seen if name in typed]
    return [*stay, *(name for name in typed if name not in stay)]


def whole(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Nest paths into the value of a new node: ``{"a/b": 1}`` becomes ``{"a": {"b": 1}}``."""
    made: dict[str, Any] = {}
    for path, value in typed.items():
        if value is None:
            continue
        *above, last = path.split("/")
        here = made
        for part in above:
            here = here.setdefault(part, {})
        here[last] = value
    return made


def sought(built: Sequence[Control], known: Known) -> dict[str, dict[str, str]]:
    """Give the names to be found by typing, once for all controls that seek among the same."""
    wanted = dict.fromkeys(one.sought for one in walk(built) if one.sought)
    return {
        one: {
            name: title
            for section in one.split("-")
            for name, title in known.get(section, {}).items()
        }
        for one in wanted
    }


def mark(built: Sequence[Control], faults: Sequence[Json], node: str) -> list[Json]:
    """Put each fault on the control it speaks of; give those that speak of none."""
    left = []
    every = {control.path: control for control in walk(built)}
    for fault in faults:
        where = str(fault.get("place") or "")
        path = where.removeprefix(node).removeprefix("!")
        control = _nearest(every, path) if where.startswith(node) else None
        if control is None:
            left.append(fault)
        else:
            control.wrong.append(fault)
    return left


def walk(built: Sequence[Control]) -> Iterator[Control]:
    """Visit every control, those inside groups and rows too."""
    for control in built:
        yield control
        yield from walk(control.inside)
        for row in control.rows:
            yield from walk(row.inside)


def _nearest(every: Mapping[str, Control], path: str) -> Control | None:
    """Find the control of a path, or of the part above it."""
    while path:
        if path in every:
            return every[path]
        path = path.rpartition("/")[0]
    return None


def _control(one: Json, path: str, value: Any, known: Known) -> Control:  # noqa: ANN401
    control = Control(
        path=path,
        label=one["label"],
        help=one["help"],
        kind=one["kind"],
        required=one["required"],
        example=one["example"],
        offered=_offered(one, value, known),
        called={
            name: title for section in one["ref"] for name, title in known.get(section, {}).items()
        },
    )
    if one["ref"] and len(control.offered) > MANY:
        control.sought = "-".join(one["ref"])
        control.offered = _names(value) if one["kind"] == "refs" else ()
    if one["kind"] == "group":
        held = value if isinstance(value, Mapping) else {}
        control.inside = [
            _control(inner, f"{path}/{inner['key']}", held.get(inner["key"]), known)
            for inner in one["fields"]
        ]
    elif one["kind"] in {"map", "names"}:
        control.rows = _rows(one, path, value or {}, known)
    else:
        boxes = one["kind"] == "refs" and (control.offered or control.sought)
        control.typed = _names(value) if boxes else write(value)
    return control


def _rows(one: Json, path: str, value: Json, known: Known) -> list[Row]:
    rows = []
    for place, (name, held) in enumerate([*value.items(), *[("", {})] * BLANK_ROWS]):
        at = f"{path}/{place}"
        rows.append(
            Row(
                at,
                name,
                [
                    _control(inner, f"{at}/{inner['key']}", _part(held, inner, place=n), known)
                    for n, inner in enumerate(_inner(one))
                ],
            )
        )
    return rows


def _inner(one: Json) -> Sequence[Json]:
    """The fields of a map's entry; names with one text have one."""
    return one["fields"] or [
        {
            "key": "",
            "label": {"en": "Text", "fr": "Texte"},
            "help": {"en": "", "fr": ""},
            "kind": "line",
            "required": True,
            "ref": [],
            "choices": [],
            "example": "",
            "fields": [],
        }
    ]


def _part(held: Any, inner: Json, *, place: int) -> Any:  # noqa: ANN401
    """Give one field of an entry; an entry written as one text is its first field."""
    if isinstance(held, Mapping):
        return held.get(inner["key"])
    return held if place == 0 else None


def _offered(one: Json, value: Any, known: Known) -> Sequence[str]:  # noqa: ANN401
    if one["choices"]:
        return list(one["choices"])
    names = [name for section in one["ref"] for name in known.get(section, ())]
    return list(dict.fromkeys([*names, *_names(value)])) if one["ref"] else []


def _names(value: Any) -> list[str]:  # noqa: ANN401
    if value is None or value == "":
        return []
    return [value] if isinstance(value, str) else [str(name) for name in value]


def write(value: Any) -> str:  # noqa: ANN401
    """Write a value as a person would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, list | tuple):
        return "\n".join(str(one) for one in value)
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False, indent=1)
    return str(value)


def _read(one: Json, path: str, posted: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    if one["kind"] == "group":
        found: dict[str, Any] = {}
        for inner in one["fields"]:
            found |= _read(inner, f"{path}/{inner['key']}", posted)
        return found
    if one["kind"] in {"map", "names"}:
        return _read_rows(one, path, posted)
    return {path: _value(one, posted.get(path or SINGLE, ()))}


def _read_rows(one: Json, path: str, posted: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    place = 0
    while f"{path}/{place}" in posted:
        name = "".join(posted[f"{path}/{place}"]).strip()
        held = {
            inner["key"]: _value(inner, posted.get(f"{path}/{place}/{inner['key']}", ()))
            for inner in _inner(one)
        }
        filled = {key: value for key, value in held.items() if value is not None}
        if name and filled:
            found[f"{path}/{name}"] = _short(filled, _inner(one))
        place += 1
    return found


def _short(filled: Json, inner: Sequence[Json]) -> Any:  # noqa: ANN401
    """An entry of which only the first field is filled is written as one text."""
    first = inner[0]["key"]
    return filled[first] if list(filled) == [first] else dict(filled)


def _value(one: Json, texts: Sequence[str]) -> Any:  # noqa: ANN401
    """Read one control: the JSON that the plan takes, None when nothing was typed."""
    kept = [text.strip().replace("\r\n", "\n") for text in texts if text.strip()]
    if not kept:
        return None
    if one["kind"] == "refs":
        texts = [text.replace(",", "\n") if one["ref"] else text for text in kept]
        names = [name.strip() for text in texts for name in text.split("\n") if name.strip()]
        names = list(dict.fromkeys(names))
        return names[0] if len(names) == 1 else names
    if one["kind"] == "yes":
        return True
    if one["kind"] == "number":
        return int(kept[0]) if kept[0].lstrip("-").isdigit() else kept[0]
    return _structure(kept[0]) if kept[0].startswith("{") else kept[0]


def _structure(text: str) -> Any:  # noqa: ANN401
    """Read a nested condition typed as JSON; what is none stays text, and the plan says why."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def _flat(one: Json, path: str, value: Any) -> dict[str, Any]:  # noqa: ANN401
    if one["kind"] == "group":
        held = value if isinstance(value, Mapping) else {}
        found: dict[str, Any] = {}
        for inner in one["fields"]:
            found |= _flat(inner, f"{path}/{inner['key']}", held.get(inner["key"]))
        return found
    if one["kind"] in {"map", "names"}:
        held = value if isinstance(value, Mapping) else {}
        return {
            f"{path}/{name}": _short(entry, _inner(one)) if isinstance(entry, Mapping) else entry
            for name, entry in held.items()
        }
    return {path: value}


def _plain(value: Any) -> Any:  # noqa: ANN401
    """Make values comparable: one name is a list of one, no is nothing, numbers are their text."""
    if value is None or value is False or value in ("", [], {}):
        return None
    if isinstance(value, list | tuple):
        return [str(one) for one in value]
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items() if _plain(one) is not None}
    if isinstance(value, bool):
        return True
    return [" ".join(str(value).split())]
