"""Imports and rows off plan on the terminal."""

from typing import Any

from rich.console import Console

from passerelle.base.language import Language, number
from passerelle.cli.door import say
from passerelle.cli.show.words import grid


def show_import(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Show what each source brought."""
    table = grid(
        "source", say(language, "rows", "lignes"), say(language, "kept", "gardées"),
        say(language, "returns", "retours"), say(language, "added", "ajoutées"),
        say(language, "replaced", "remplacées"), say(language, "left out", "laissées"),
        right=(1, 2, 3, 4, 5),
    )  # fmt: skip
    for row in answer["loads"]:
        out_of = ", ".join(
            f"{number(count, language)} {reason}" for reason, count in row["skipped"].items()
        )
        figures = [
            number(row[name], language) for name in ("rows", "kept", "returns", "added", "replaced")
        ]
        table.add_row(row["source"], *figures, out_of)
    out.print(table)
    if answer["consents"]:
        count = number(answer["consents"], language)
        out.print(
            say(
                language,
                f"{count} consents written in their ledger.",
                f"{count} consentements inscrits au registre.",
            )
        )


def show_off_plan(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Show what belongs to no action."""
    if not answer["rows"]:
        out.print(
            say(
                language, "Every row belongs to an action.", "Chaque ligne appartient à une action."
            ),
            style="green",
        )
        return
    table = grid(
        "table",
        "source",
        say(language, "value", "valeur"),
        say(language, "rows", "lignes"),
        right=(3,),
    )
    for row in answer["rows"]:
        table.add_row(row["table"], row["source"], row["value"], number(row["rows"], language))
    out.print(table)
