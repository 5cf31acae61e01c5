"""Runs, reports and the doctor on the terminal."""

from typing import Any

from rich.console import Console

from passerelle.base.language import Language
from passerelle.cli.door import say
from passerelle.cli.show.data import show_import
from passerelle.cli.show.words import read


def show_run(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Show what each step of a run did."""
    if answer["resumed"]:
        out.print(
            say(
                language,
                "A run that was cut short was taken up and ended.",
                "Une exécution interrompue a été reprise et menée à son terme.",
            ),
            style="yellow",
        )
    steps = answer["steps"]
    if steps["import"].get("loads"):
        show_import(
            out,
            {
                **steps["import"],
                "loads": steps["import"]["loads"],
            },
            language,
        )
    for row in steps["queue"]["queued"]:
        out.print(
            say(
                language,
                f"Queued: {row['action']} ({row['queued']})",
                f"En file : {row['action']} ({row['queued']})",
            )
        )
    out.print(
        say(
            language,
            f"{steps['send']['handed']} messages sent; {steps['measure']['readings']} KPIs measured; "
            f"{steps['adjust']['forecasts']} key results forecast; {steps['adjust']['proposals']} proposals.",
            f"{steps['send']['handed']} messages envoyés ; {steps['measure']['readings']} indicateurs mesurés ; "
            f"{steps['adjust']['forecasts']} résultats clés prévus ; {steps['adjust']['proposals']} propositions.",
        ),
        style="bold",
    )


def show_report(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Say where the page was written."""
    out.print(
        say(language, f"Written: {answer['file']}", f"Écrit : {answer['file']}"), style="bold"
    )
    out.print(read(answer["headline"], language))


def show_doctor(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Show what was looked at."""
    for line in answer["lines"]:
        sign, style = ("✔", "green") if line["well"] else ("✖", "red")
        out.print(f"{sign} {read(line['what'], language)}", style=style)
        if line["fix"]:
            out.print(f"  → {read(line['fix'], language)}")
    out.print(
        ", ".join(f"{name} {version}" for name, version in answer["versions"].items()), style="dim"
    )
