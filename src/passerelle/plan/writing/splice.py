"""One value set or removed in a YAML text; every other character stays."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from passerelle.plan.writing.flow import flow, lines, scalar

Pair = tuple[yaml.Node, yaml.Node]


def set_value(text: str, path: Sequence[str], value: Any) -> str:  # noqa: ANN401
    """Write ``value`` at ``path``; maps on the way are made where they are missing.

    Args:
        text: One YAML document whose root is a map, or nothing.
        path: Keys from the root down.
        value: JSON value.
    """
    node = _compose(text)
    if not isinstance(node, yaml.MappingNode):
        return _at_end(text, _nested(path, value))
    for depth, part in enumerate(path):
        pair = _find(node, part)
        if pair is None:
            return _insert(text, node, part, _nested(path[depth + 1 :], value))
        held = pair[1]
        rest = path[depth + 1 :]
        if not rest or not isinstance(held, yaml.MappingNode):
            return _replace(text, pair, path[: depth + 1], _grown(held, rest, value))
        node = held
    return text


def remove(text: str, path: Sequence[str]) -> str:
    """Remove what stands at ``path``, with the comment on its last line; nothing when absent."""
    node: yaml.Node | None = _compose(text)
    for part in path[:-1]:
        pair = _find(node, part)
        node = pair[1] if pair else None
    if not isinstance(node, yaml.MappingNode) or _find(node, path[-1]) is None:
        return text
    position = [key.value for key, _ in node.value].index(path[-1])
    if node.flow_style:
        return _cut_flow(text, node.value, position)
    start = text.rfind("\n", 0, node.value[position][0].start_mark.index) + 1
    return text[:start] + text[_line_end(text, _end(node.value[position])) :]


def rename_key(text: str, path: Sequence[str], name: str) -> str:
    """Give the last key of ``path`` another name."""
    node: yaml.Node | None = _compose(text)
    for part in path[:-1]:
        pair = _find(node, part)
        node = pair[1] if pair else None
    pair = _find(node, path[-1])
    if pair is None:
        return text
    key = pair[0]
    return text[: key.start_mark.index] + scalar(name) + text[key.end_mark.index :]


def _compose(text: str) -> yaml.Node | None:
    return yaml.compose(text, Loader=yaml.CSafeLoader)


def _find(node: yaml.Node | None, key: str) -> Pair | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((pair for pair in node.value if pair[0].value == key), None)


def _nested(path: Sequence[str], value: Any) -> Any:  # noqa: ANN401
    for part in reversed(path):
        value = {part: value}
    return value


def _grown(held: yaml.Node, rest: Sequence[str], value: Any) -> Any:  # noqa: ANN401
    """Turn a short text (a key result's target) into the map that holds it and the new field."""
    made = _nested(rest, value)
    short = isinstance(held, yaml.ScalarNode) and held.value not in {"", "~", "null"}
    if short and list(rest) == ["target"]:
        return value
    return {"target": held.value, **made} if short and rest else made


def _replace(text: str, pair: Pair, path: Sequence[str], value: Any) -> str:  # noqa: ANN401
    key, held = pair
    if isinstance(held, yaml.MappingNode) and isinstance(value, Mapping) and value:
        return _fit(text, held, path, value)
    start, end = held.start_mark.index, _end(pair)
    block = isinstance(held, yaml.CollectionNode) and not held.flow_style
    literal = isinstance(held, yaml.ScalarNode) and held.style in {"|", ">"}
    if block or literal or start == end or start < key.end_mark.index:
        start = key.end_mark.index
        if start > end:
            alias = re.match(r"\s*:\s*\*[^\s,}\]]*", text[start:])
            end = start + (alias.end() if alias else 0)
        tail = "\n" if literal and text[end - 1 : end] == "\n" else ""
        return f"{text[:start]}: {flow(value)}{tail}{text[_after_colon(text, start, end) :]}"
    return text[:start] + flow(value) + text[end:]


def _after_colon(text: str, start: int, end: int) -> int:
    """Skip the colon when the old value was empty and ended before it."""
    if end > start:
        return end
    found = re.match(r"\s*:", text[start:])
    return start + (found.end() if found else 0)


def _fit(text: str, held: yaml.MappingNode, path: Sequence[str], value: Mapping[str, Any]) -> str:
    """Make a map equal to ``value`` key by key, so that its comments and style stay."""
    for key, _ in held.value:
        if key.value not in value and len(held.value) > 1:
            text = remove(text, [*path, key.value])
    for name, one in value.items():
        text = set_value(text, [*path, name], one)
    if len(held.value) == 1 and held.value[0][0].value not in value:
        text = remove(text, [*path, held.value[0][0].value])
    return text


def _insert(text: str, node: yaml.MappingNode, key: str, value: Any) -> str:  # noqa: ANN401
    if node.flow_style:
        at = _end(node.value[-1]) if node.value else node.start_mark.index + 1
        comma = ", " if node.value else ""
        return f"{text[:at]}{comma}{scalar(key)}: {flow(value)}{text[at:]}"
    indent = node.value[0][0].start_mark.column
    at = _line_end(text, _end(node.value[-1]))
    written = "\n".join(lines(key, value, indent)) + "\n"
    gap = "\n" if not indent else ""
    newline = "" if text[at - 1 : at] == "\n" else "\n"
    return f"{text[:at]}{newline}{gap}{written}{text[at:]}"


def _at_end(text: str, value: Mapping[str, Any]) -> str:
    written = "\n".join(line for key, one in value.items() for line in lines(key, one, 0))
    gap = "" if not text or text.endswith("\n") else "\n"
    return f"{text}{gap}{written}\n"


def _cut_flow(text: str, pairs: Sequence[Pair], position: int) -> str:
    start, end = pairs[position][0].start_mark.index, _end(pairs[position])
    if position:
        start = _end(pairs[position - 1])
    elif len(pairs) > 1:
        end = pairs[1][0].start_mark.index
    return text[:start] + text[end:]


def _end(pair: Pair) -> int:
    """Where the last character of a pair's value stands, without what follows a block."""
    key, node = pair
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        key, node = last if isinstance(last, tuple) else (last, last)
    return int(node.end_mark.index) if node.end_mark.index >= key.end_mark.index else -1


def _line_end(text: str, position: int) -> int:
    """Where the next line starts, counted from a position on or just after this one."""
    if position and text[position - 1 : position] == "\n":
        return position
    found = text.find("\n", position)
    return len(text) if found < 0 else found + 1
