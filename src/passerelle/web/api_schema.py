"""What the API says of each verb: its arguments and its answer, read from the verb's own function."""

import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from ninja import Schema
from pydantic import ConfigDict, Field, StringConstraints, create_model

from passerelle.base.language import Text
from passerelle.base.money import Money
from passerelle.base.period import Period
from passerelle.base.place import Place
from passerelle.verbs.catalogue import Verb

KEPT_BACK = frozenset({"house", "export", "out", "reject_to"})
"""The workspace, and arguments that name a file of this machine: the terminal may give them."""

LARGEST = 2**53 - 1
"""Largest whole number that every JSON reader keeps exactly."""

LONGEST = 100_000
"""Characters of a text."""

Said = Annotated[str, StringConstraints(max_length=LONGEST, pattern=r"^[^\x00]*\z")]
Whole = Annotated[int, Field(ge=0, le=LARGEST)]
"""Every whole number that a verb takes counts or numbers something."""

BOTH = {
    "type": "object",
    "properties": {"en": {"type": "string"}, "fr": {"type": "string"}},
    "required": ["en", "fr"],
}
"""A sentence in both languages."""

PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    Decimal: {"type": "number"},
    datetime: {"type": "string"},
    date: {"type": "string"},
    NoneType: {"type": "null"},
    Text: BOTH,
    Place: {"type": "string"},
    Period: {"type": "string"},
    Money: {"type": "string"},
}

PROBLEM = {
    "description": "A problem (RFC 9457), in the language of whoever asks.",
    "content": {
        "application/problem+json": {
            "schema": {
                "type": "object",
                "properties": {
                    "type": {"type": "string"},
                    "title": {"type": "string"},
                    "status": {"type": "integer"},
                    "detail": {"type": "string"},
                    "faults": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "properties": {
                                "what": {"type": "string"},
                                "fix": {"type": "string"},
                                "place": {"type": ["string", "null"]},
                                "why": {"type": ["string", "null"]},
                            },
                        },
                    },
                },
                "required": ["type", "title", "status", "detail", "faults"],
            }
        }
    },
}

REFUSALS = {401: "not signed in", 403: "role", 404: "absent", 409: "refused", 422: "wrong argument"}


def takes(verb: Verb, function: Callable[..., Any]) -> type[Schema]:
    """Describe what a verb takes, without the workspace and without files."""
    told = arguments_of(inspect.getdoc(function) or "")
    given: dict[str, Any] = {}
    for name, one in inspect.signature(function).parameters.items():
        if name in KEPT_BACK:
            continue
        default = ... if one.default is inspect.Parameter.empty else one.default
        given[name] = (_strict(one.annotation), Field(default, description=told.get(name)))
    title = "".join(part.capitalize() for part in verb.name.split("-"))
    return create_model(f"{title}Takes", __base__=Strict, **given)


class Strict(Schema):
    """Arguments of a verb; one that it does not know is refused."""

    model_config = ConfigDict(extra="forbid")


def words_of_function(function: Callable[..., Any]) -> tuple[str, str]:
    """Give the first line of a docstring, and the rest without its arguments."""
    first, _, rest = (inspect.getdoc(function) or "").partition("\n")
    kept = re.split(r"^(?:Args|Raises):$", rest, maxsplit=1, flags=re.MULTILINE)[0]
    return first.strip().replace("``", "`"), kept.strip().replace("``", "`")


def answers(function: Callable[..., Any]) -> dict[int, Any]:
    """Describe what a verb answers: its value, or a problem."""
    schema = schema_of(inspect.signature(function).return_annotation)
    found: dict[int, Any] = {200: {"content": {"application/json": {"schema": schema}}}}
    return found | dict.fromkeys((*REFUSALS, 503), PROBLEM)


def schema_of(kind: Any) -> dict[str, Any]:  # noqa: ANN401, PLR0911 (one return a kind)
    """Describe a type as JSON Schema, as ``verbs.answer.plain`` writes its values."""
    if kind in PLAIN:
        return PLAIN[kind]
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return {"anyOf": [schema_of(one) for one in inside]}
    if origin is Literal:
        return {"enum": list(inside)}
    if origin in (tuple, list, Sequence, set, frozenset):
        return {"type": "array", "items": schema_of(inside[0]) if inside else {}}
    if origin in (dict, Mapping):
        return {"type": "object"}
    if isinstance(kind, type) and is_dataclass(kind):
        return _of_dataclass(kind)
    return {}


def arguments_of(doc: str) -> dict[str, str]:
    """Read the ``Args`` of a docstring as name to sentence."""
    _, _, rest = doc.partition("\nArgs:\n")
    part = re.split(r"\n\S", rest, maxsplit=1)[0]
    found = re.findall(r"^    (\w+): (.+(?:\n {8}.+)*)", part, flags=re.MULTILINE)
    return {name: " ".join(said.split()).replace("``", "`") for name, said in found}


def _of_dataclass(kind: Any) -> dict[str, Any]:  # noqa: ANN401
    first = (inspect.getdoc(kind) or "").partition("\n")[0]
    named = [one.name for one in fields(kind)]
    return {
        "type": "object",
        "title": kind.__name__,
        "description": first,
        "properties": {one.name: schema_of(one.type) for one in fields(kind)},
        "required": named,
    }


def _strict(kind: Any) -> Any:  # noqa: ANN401
    """Bound texts and whole numbers, so that no store is asked for what it cannot hold."""
    if kind is str:
        return Said
    if kind is int:
        return Whole
    if get_origin(kind) is UnionType and int in get_args(kind):
        return Whole | None
    return kind
