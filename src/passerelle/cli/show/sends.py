"""Sends and task sheets on the terminal."""

from typing import Any

from rich.console import Console

from passerelle.base.language import Language, number
from passerelle.cli.door import say
from passerelle.cli.show.words import grid, read


def show_sends(out: Console, answer: dict[str, Any], language: Language) -> None:
    """List the sends with their counts by state and reasons."""
    if not answer["sends"]:
        out.print(
            say(
                language,
                "No send yet: apply a plan with an e-mail action that has begun.",
                "Aucun envoi : appliquez un plan dont une action e-mail a commencé.",
            )
        )
        return
    table = grid(
        "#",
        "action",
        say(language, "state", "état"),
        say(language, "people", "personnes"),
        say(language, "left out", "écartés"),
    )
    for row in answer["sends"]:
        table.add_row(
            str(row["id"]),
            row["action"],
            row["state"],
            _counts(row["counts"], language),
            _counts(row["left_out"], language),
        )
        if row["waiting"]:
            table.add_row("", "", "", read(row["waiting"], language), "", style="yellow")
    out.print(table)


def show_sent(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Show what left just now."""
    count = number(answer["handed"], language)
    out.print(
        say(language, f"{count} messages handed over.", f"{count} messages remis."), style="bold"
    )
    for row in answer["sends"]:
        out.print(f"  {row['action']} ({row['state']}): {_counts(row['counts'], language)}")
        if row.get("waiting"):
            out.print(f"  → {read(row['waiting'], language)}", style="yellow")


def show_stopped(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Show a stopped send."""
    row = answer["send"]
    out.print(f"{row['action']}: {row['state']} · {_counts(row['counts'], language)}")


def show_tasks(out: Console, answer: dict[str, Any], language: Language) -> None:
    """List the task sheets."""
    table = grid(
        "action",
        say(language, "owner", "responsable"),
        say(language, "from", "du"),
        say(language, "to", "au"),
        say(language, "done", "fait"),
    )
    for row in answer["sheets"]:
        table.add_row(
            row["action"],
            row["owner"],
            row["start"] or "",
            row["end"] or "",
            "✔" if row["done"] else "",
        )
    out.print(table)


WORDS = {
    "queued": "en file", "sending": "en cours", "sent": "envoyés", "delivered": "remis",
    "bounced": "refusés", "failed": "échoués", "unknown": "sort inconnu", "excluded": "écartés",
    "consent": "sans consentement", "suppression": "exclus", "no_address": "sans adresse",
    "holdout": "groupe témoin", "cap": "assez sollicités",
}  # fmt: skip


def _counts(counts: dict[str, int], language: Language) -> str:
    return ", ".join(
        f"{number(count, language)} {WORDS.get(state, state) if language == 'fr' else state}"
        for state, count in counts.items()
        if count
    )
