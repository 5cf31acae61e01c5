"""Pages to read on the terminal."""

import json
from typing import Any

from rich.console import Console

from passerelle.base.language import Language
from passerelle.cli.show.words import read


def show_page(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Show a page of the manual."""
    from rich.markdown import Markdown  # noqa: PLC0415 (slow to load, needed here alone)

    out.print(read(answer["title"], language), style="bold")
    out.print(
        Markdown(read(answer["text"], language))
        if answer["kind"] == "rule"
        else read(answer["text"], language)
    )


def show_export(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Write the export as it is."""
    del language
    out.print_json(json.dumps(answer["body"], ensure_ascii=False))
