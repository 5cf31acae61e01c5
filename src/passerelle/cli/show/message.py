"""A message on the terminal: subject and text as three people would read them."""

from typing import Any

from rich.console import Console
from rich.padding import Padding

from passerelle.base.language import Language
from passerelle.cli.door import say
from passerelle.cli.show.words import read


def show_message(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Show each person's message, and what it asks for and does not know."""
    for one in answer["shown"]:
        arm = f" · {one['arm']}" if one["arm"] else ""
        out.print(f"{read(one['who'], language)}{arm}: {one['subject']}", style="bold")
        out.print(Padding(one["text"], (0, 0, 1, 2)), style="dim")
        for fault in one["faults"]:
            what, fix = read(fault["what"], language), read(fault["fix"], language)
            out.print(f"  ▲ {fault['place']} {what} → {fix}", style="yellow")
    for line in answer["guidance"]:
        out.print(f"{read(line['head'], language)}: {read(line['says'], language)}", style="dim")
    if not answer["shown"]:
        out.print(say(language, "Nobody can be reached.", "Personne n'est joignable."))


def show_tested(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Say that a test message left."""
    address = answer["address"]
    out.print(
        say(language, f"Test message sent to {address}.", f"Message d'essai envoyé à {address}.")
    )
