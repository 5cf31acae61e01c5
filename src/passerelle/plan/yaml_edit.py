"""One key of any small YAML file set in place: comments, order and style of the rest are kept."""

from collections.abc import Sequence
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap

_WIDE = 4_096


def set_key(text: str, path: Sequence[str], value: Any) -> str:  # noqa: ANN401 (JSON)
    r"""Write ``value`` at ``path``, making the maps on the way; give the new text.

    >>> set_key("a: 1  # one\n", ("b", "c"), 2)
    'a: 1  # one\nb:\n  c: 2\n'
    """
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = _WIDE
    document = yaml.load(text) or CommentedMap()
    held = document
    for key in path[:-1]:
        held = held.setdefault(key, CommentedMap())
    held[path[-1]] = value
    out = StringIO()
    yaml.dump(document, out)
    return out.getvalue()
