"""Forecasts and proposals on the terminal."""

from typing import Any

from rich.console import Console

from passerelle.base.language import Language
from passerelle.cli.door import say
from passerelle.cli.show.measure import show_key_results
from passerelle.cli.show.words import read


def show_adjust(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Show where key results should end, then what is proposed."""
    show_key_results(out, answer["forecasts"], language, answer["currency"])
    for row in answer["proposals"]:
        show_proposal(out, row, language)
    if not answer["proposals"]:
        out.print(say(language, "Nothing is proposed.", "Rien n'est proposé."))


def show_proposal(out: Console, row: dict[str, Any], language: Language) -> None:
    """Show one proposal: what, why, the change, how to accept."""
    out.print(f"#{row['id']} {read(row['title'], language)} ({row['status']})", style="bold")
    out.print(f"  {read(row['reason'], language)}")
    for change in row["changes"]:
        out.print(f"  {change['node']} {change['field']} → {change['value']}", style="dim")
    expected = row["expected"]
    if expected:
        words = f"{expected['p10']:+.1f} / {expected['p50']:+.1f} / {expected['p90']:+.1f}"
        out.print(f"  {expected['key_result']}: {words} {read(expected['over'], language)}")
    if row["status"] == "open":
        out.print(f"  passerelle accept {row['id']}", style="dim")


def show_decided(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Show what became of a proposal."""
    show_proposal(out, answer["proposal"], language)
    if answer["revision"]:
        out.print(
            say(language, f"Revision {answer['revision']}.", f"Révision {answer['revision']}."),
            style="bold",
        )
    for conflict in answer["conflicts"]:
        out.print(
            f"{conflict['node']} {conflict['field']}: {conflict['mine']} / {conflict['theirs']}",
            style="yellow",
        )
