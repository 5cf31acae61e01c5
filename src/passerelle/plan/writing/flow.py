"""Values as YAML on one line: ``{says: Bonjour, n: 412}``."""

import json
import re
from collections.abc import Mapping
from typing import Any

import yaml

_WIDE = 88
_RISKY = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")


def flow(value: Any) -> str:  # noqa: ANN401
    """Write a JSON value on one line; texts stay bare where they read back the same."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(str(k))}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(one) for one in value) + "]"
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return scalar(str(value))


def scalar(text: str) -> str:
    """Write a text bare, or between double quotes when it would not read back the same."""
    if _is_bare(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _RISKY.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def lines(key: str, value: Any, indent: int) -> list[str]:  # noqa: ANN401
    """Write ``key: value``, on one line where it fits in 88 columns, else one line a field."""
    head = " " * indent + scalar(key) + ":"
    if not isinstance(value, Mapping) or not value:
        return [f"{head} {flow(value)}"]
    short = f"{head} {flow(value)}"
    if len(short) <= _WIDE and indent:
        return [short]
    inner = [line for name, one in value.items() for line in lines(str(name), one, indent + 2)]
    return [head, *inner]


def _is_bare(text: str) -> bool:
    if not text or text in {"~", "null", "Null", "NULL", "<<"} or _RISKY.search(text):
        return False
    try:
        for sample in (f"[{text}]", f"a: {text}\n", f"{{a: {text}}}", f"{text}: a\n"):
            events = list(yaml.parse(sample, Loader=yaml.CSafeLoader))
            found = [e for e in events if isinstance(e, yaml.ScalarEvent) and e.value == text]
            scalars = [e for e in events if isinstance(e, yaml.NodeEvent)]
            if len(found) != 1 or len(scalars) != (2 if sample[0] == "[" else 3):
                return False
    except yaml.YAMLError:
        return False
    return True
