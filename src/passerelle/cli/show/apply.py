"""What apply did, on the terminal."""

from typing import Any

from rich.console import Console

from passerelle.base.language import Language, number
from passerelle.cli.door import say


def show_apply(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Show what is in force, what was queued and which sheets were made."""
    if not answer["changed"]:
        out.print(say(language, "No change.", "Aucun changement."))
        return
    out.print(
        say(
            language,
            f"Revision {answer['revision']} is in force.",
            f"La révision {answer['revision']} est en vigueur.",
        )
    )
    for row in answer["queued"]:
        count = number(row["queued"], language)
        out.print(
            say(
                language,
                f"Queued: {row['action']}, {count} people, leaves after {row['due_at']} unless stopped: "
                f"passerelle stop {row['send']}",
                f"En file : {row['action']}, {count} personnes, part après {row['due_at']} sauf arrêt : "
                f"passerelle stop {row['send']}",
            )
        )
    for row in answer["tasks"]:
        owner = row["owner"] or "?"
        out.print(
            say(
                language,
                f"Task sheet: {row['action']} ({owner})",
                f"Fiche de tâche : {row['action']} ({owner})",
            )
        )
