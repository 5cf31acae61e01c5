"""The demo's report: each section as its own verb shows it, with the command that gives it again."""

from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule

from passerelle.base.language import Language
from passerelle.cli.door import Show, say
from passerelle.cli.show.adjust import show_adjust
from passerelle.cli.show.audience import show_audiences
from passerelle.cli.show.check import show_check
from passerelle.cli.show.measure import show_board
from passerelle.cli.show.preview import show_preview
from passerelle.cli.show.sends import show_sends
from passerelle.cli.show.words import read

SHOWS: dict[str, Show] = {
    "check": show_check,
    "preview": show_preview,
    "audiences": show_audiences,
    "sends": show_sends,
    "board": show_board,
    "adjust": show_adjust,
}


def show_demo(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Show the story in order."""
    for section in answer["sections"]:
        out.print(Rule(read(section["title"], language), align="left"))
        SHOWS[section["verb"]](out, section["answer"], language)
        out.print(f"$ passerelle -w {answer['folder']} {section['command']}", style="cyan")
        out.print()
        if section["verb"] == "check":
            _show_refusal(out, answer, language)
    seconds = answer["seconds"]
    out.print(
        say(
            language,
            f"Install {seconds['install']:.0f} s, fill {seconds['fill']:.0f} s, loop {seconds['loop']:.0f} s.",
            f"Installation {seconds['install']:.0f} s, remplissage {seconds['fill']:.0f} s, "
            f"boucle {seconds['loop']:.0f} s.",
        ),
        style="bold",
    )


def _show_refusal(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Show that apply refused the first plan, and that the repair is the revision that follows."""
    out.print(say(language, "apply refuses:", "apply refuse :"), style="bold")
    out.print(Padding(read(answer["refused"], language), (0, 0, 1, 2)), style="yellow")
