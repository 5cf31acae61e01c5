"""One typed line for a field: ``[a, b]`` or ``a, b`` where it holds a list, else as it stands."""

import re
from collections.abc import Sequence
from typing import Any, get_args, get_origin

import yaml

from passerelle.plan.fields import Entity
from passerelle.plan.shape import field_at, held_by

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")


def typed_value(path: Sequence[str], text: str) -> Any:  # noqa: ANN401
    """Read what a person types for one field as the value that a file would hold.

    Args:
        path: Where it goes: ``("actions", "letter", "tell")``.
        text: ``[sales, service]`` and ``{by: anne}`` are a list and a map where the field takes one;
            ``sales, service`` is a list too: names, without a space in one of them.

    Returns:
        A list or a map of texts, or the text itself.
    """
    info = field_at(path)
    kind = held_by(info.annotation) if info else None
    many = get_origin(kind) in {tuple, list}
    if not many and not _is_map(kind):
        return text
    stripped = text.strip()
    if stripped[:1] + stripped[-1:] in ({"[]"} if many else {"{}"}):
        return _flow(stripped, text)
    parts = [part.strip() for part in stripped.split(",")]
    return parts if many and len(parts) > 1 and all(map(_NAME.fullmatch, parts)) else text


def _is_map(kind: Any) -> bool:  # noqa: ANN401
    if get_origin(kind) is dict or any(get_origin(one) is dict for one in get_args(kind)):
        return True
    return isinstance(kind, type) and issubclass(kind, Entity)


def _flow(flow: str, text: str) -> Any:  # noqa: ANN401
    """Read a list or a map in one line; what cannot be read stays the text, which the field refuses."""
    try:
        return yaml.load(flow, Loader=yaml.CBaseLoader)  # noqa: S506  texts only
    except yaml.YAMLError:
        return text
