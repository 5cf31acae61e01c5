"""A canvas on the terminal: what it shows and what is worked out of it, as an outline."""

from collections.abc import Mapping
from typing import Any

from rich.console import Console

from passerelle.base.language import Language
from passerelle.cli.door import say
from passerelle.cli.show.words import grid, read

HIDDEN = {"node", "section", "name"}


def show_canvas(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Show one canvas."""
    out.print(read(answer["canvas"]["title"], language), style="bold")
    out.print(read(answer["canvas"]["question"], language), style="dim")
    _outline(out, answer["body"], language, 0)


def show_canvases(out: Console, answer: dict[str, Any], language: Language) -> None:
    """List the canvases."""
    table = grid("", "", say(language, "things", "éléments"), right=(2,))
    for one in answer["canvases"]:
        table.add_row(one["id"], read(one["title"], language), str(one["count"]))
    out.print(table)


def _outline(out: Console, value: Any, language: Language, depth: int) -> None:  # noqa: ANN401
    pad = "  " * depth
    if isinstance(value, Mapping):
        head = value.get("title")
        if head is not None:
            out.print(f"{pad}{_words(head, language)}", markup=False, soft_wrap=True)
        for key, inner in value.items():
            if key == "title" or key in HIDDEN or inner in (None, "", [], {}, ()):
                continue
            if isinstance(inner, Mapping | list) and not _is_text(inner) and not _flat(inner):
                out.print(f"{pad}{key}", style="dim")
                _outline(out, inner, language, depth + 1)
            else:
                out.print(f"{pad}  {key}: {_words(inner, language)}", markup=False, soft_wrap=True)
        return
    for one in value if isinstance(value, list) else [value]:
        _outline(out, one, language, depth) if isinstance(one, Mapping) and not _is_text(
            one
        ) else out.print(f"{pad}- {_words(one, language)}", markup=False)


def _is_text(value: object) -> bool:
    return isinstance(value, Mapping) and set(value) == {"en", "fr"}


def _flat(value: object) -> bool:
    return isinstance(value, list) and all(not isinstance(one, Mapping | list) for one in value)


def _words(value: Any, language: Language) -> str:  # noqa: ANN401
    if _is_text(value):
        return read(value, language)
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return str(value)
