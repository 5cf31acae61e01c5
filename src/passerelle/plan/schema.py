"""What a plan may hold, for editors (JSON Schema) and for forms, out of the model itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo

from passerelle.base.errors import NotFound, nearest
from passerelle.base.language import Text
from passerelle.plan.fields import Entity
from passerelle.plan.model import NAMED, Plan
from passerelle.plan.shape import choices, held_by

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a form.

    ``kind`` is line, text, choice, ref (one name), number, yes, day, money, percent, period,
    target, estimate, discount, rate, condition, refs (several names), group (``fields`` inside),
    map (names, each with ``fields``) or names (names, each with
    one text). ``ref`` lists the sections that may be named;
    ``key`` is what ``FieldChange.field`` takes, empty when the section is one value.
    """

    key: str
    label: Text
    help: Text
    kind: str
    required: bool = False
    ref: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    example: str = ""
    fields: "tuple[FormField, ...]" = ()

    def as_json(self) -> dict[str, Any]:
        """Give the field as plain JSON."""
        return {
            "key": self.key,
            "label": self.label.as_json(),
            "help": self.help.as_json(),
            "kind": self.kind,
            "required": self.required,
            "ref": list(self.ref),
            "choices": list(self.choices),
            "example": self.example,
            "fields": [one.as_json() for one in self.fields],
        }


@dataclass(frozen=True, slots=True)
class FormSpec:
    """The form of one section; ``named`` when the section holds several things by name."""

    section: str
    title: Text
    named: bool
    fields: tuple[FormField, ...]

    def as_json(self) -> dict[str, Any]:
        """Give the form as plain JSON."""
        return {
            "section": self.section,
            "title": self.title.as_json(),
            "named": self.named,
            "fields": [one.as_json() for one in self.fields],
        }


def json_schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of a plan file, with descriptions in both languages."""
    schema = Plan.model_json_schema(by_alias=True)
    schema["$schema"] = DIALECT
    schema["title"] = "Passerelle"
    result = schema["$defs"]["KeyResult"]
    short = result["properties"]["target"]
    schema["$defs"]["KeyResult"] = {
        "description": result.get("description", ""),
        "anyOf": [short, {key: one for key, one in result.items() if key != "description"}],
    }
    return schema


@cache
def form(section: str) -> FormSpec:
    """Give the form of a section of the plan.

    Raises:
        NotFound: No such section.
    """
    info = Plan.model_fields.get(section)
    if info is None:
        raise NotFound(
            Text(
                en=f"A plan has no section '{section}'.",
                fr=f"Un plan n’a pas de section « {section} ».",
            ),
            nearest(section, Plan.model_fields),
        )
    kind = held_by(info.annotation)
    if section in NAMED:
        return FormSpec(section, _label(info), named=True, fields=_fields(get_args(kind)[1]))
    if isinstance(kind, type) and issubclass(kind, Entity):
        return FormSpec(section, _label(info), named=False, fields=_fields(kind))
    return FormSpec(section, _label(info), named=False, fields=(_field("", info),))


def _fields(entity: type[Entity]) -> tuple[FormField, ...]:
    return tuple(_field(info.alias or name, info) for name, info in entity.model_fields.items())


def _field(key: str, info: FieldInfo) -> FormField:
    extra = _extra(info)
    annotation = held_by(info.annotation)
    value = _value_schema(info)
    kind, inside = _nested(annotation)
    options = choices(info.annotation)
    named = str(extra.get("x-ref", ""))
    kind = kind or _kind(annotation, options, str(extra.get("x-widget", "")), value)
    examples = value.get("examples") or [""]
    return FormField(
        key=key,
        label=_label(info),
        help=_help(info),
        kind="ref" if named and kind == "line" else kind,
        required=info.is_required(),
        ref=tuple(named.split("|")) if named else (),
        choices=options,
        example=str(examples[0]),
        fields=inside,
    )


def _nested(annotation: Any) -> tuple[str, tuple[FormField, ...]]:  # noqa: ANN401
    if isinstance(annotation, type) and issubclass(annotation, Entity):
        return "group", _fields(annotation)
    if get_origin(annotation) is dict:
        inner = held_by(get_args(annotation)[1])
        if isinstance(inner, type) and issubclass(inner, Entity):
            return "map", _fields(inner)
        return "names", ()
    return "", ()


def _kind(
    annotation: Any,  # noqa: ANN401
    options: tuple[str, ...],
    widget: str,
    value: Mapping[str, Any],
) -> str:
    if options:
        return "choice"
    plain = {bool: "yes", int: "number"}.get(annotation)
    return plain or str(value.get("x-kind", "") or widget or "line")


def _value_schema(info: FieldInfo) -> Mapping[str, Any]:
    """Find what the type of a field says of its own text: kind and example."""
    return _described(info.annotation, info.metadata)


def _described(annotation: Any, metadata: list[Any]) -> Mapping[str, Any]:  # noqa: ANN401
    for one in metadata:
        if hasattr(one, "json_schema") and isinstance(one.json_schema, dict):
            return one.json_schema
    for inner in get_args(annotation):
        found = _described(inner, list(getattr(inner, "__metadata__", ())))
        if found:
            return found
    return {}


def _extra(info: FieldInfo) -> Mapping[str, Any]:
    return info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}


def _label(info: FieldInfo) -> Text:
    extra = _extra(info)
    en, fr = str(extra.get("x-en", "")), str(extra.get("x-fr", ""))
    return Text(en=en.partition(":")[0].strip(), fr=fr.partition(":")[0].strip())


def _help(info: FieldInfo) -> Text:
    extra = _extra(info)
    en, fr = str(extra.get("x-en", "")), str(extra.get("x-fr", ""))
    return Text(en=_sentence(en.partition(":")[2]), fr=_sentence(fr.partition(":")[2]))


def _sentence(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:]
