"""Changes on the terminal: approvals, impact, differences, the past, alignment, rules."""

from datetime import date
from typing import Any

from rich.console import Console

from passerelle.base.language import Language, day, number
from passerelle.cli.door import say
from passerelle.cli.show.preview import HEADS
from passerelle.cli.show.words import class_word, grid, read

SEVERITIES = {
    "error": ("error", "erreur"),
    "warning": ("warning", "alerte"),
    "info": ("note", "note"),
}
LEVELS = {
    "advisory": ("shown", "signalée"),
    "soft": ("needs a waiver", "demande une dérogation"),
    "hard": ("cannot be waived", "sans dérogation"),
}


def show_rules(out: Console, answer: dict[str, Any], language: Language) -> None:
    """List the rules."""
    table = grid("", say(language, "rule", "règle"), say(language, "gravest", "au pire"), "")
    for row in answer["rules"]:
        table.add_row(
            row["rule"],
            read(row["title"], language),
            say(language, *SEVERITIES[row["severity"]]),
            say(language, *LEVELS[row["enforcement"]]),
        )
    out.print(table)
    count = len(answer["rules"])
    out.print(
        say(
            language,
            f"{count} rules. `passerelle explain AL-030` prints the page of one.",
            f"{count} règles. `passerelle explain AL-030` affiche la page de l'une d'elles.",
        ),
        style="dim",
    )


def show_approvals(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Show who must approve, who has."""
    if not answer["needed"]:
        out.print(
            say(
                language,
                f"Revision {answer['revision']} asks for no approval.",
                f"La révision {answer['revision']} ne demande aucune approbation.",
            )
        )
        return
    table = grid("", say(language, "seat", "au titre de"), say(language, "who", "qui"), "")
    for row in answer["needed"]:
        by = ", ".join(row["by"])
        state = (
            say(language, f"given by {by}", f"donnée par {by}")
            if row["given"]
            else say(language, "waits", "attend")
        )
        who = ", ".join(read(name, language) for name in row["who"]) or row["seat"]
        table.add_row("✔" if row["given"] else "·", row["seat"], who, state)
    out.print(table)
    for row in answer["needed"]:
        out.print(f"  {row['seat']}: {', '.join(row['nodes'])}. {read(row['why'], language)}")
    if answer["alone"]:
        out.print(
            say(
                language,
                "Nobody else signs in here: apply does not wait for them.",
                "Personne d'autre ne se connecte ici : l'application ne les attend pas.",
            ),
            style="dim",
        )


def show_impact(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Show what is touched, section by section, with the way that leads there."""
    if not answer["nodes"]:
        out.print(say(language, "Nothing waits to be applied.", "Rien n'attend d'être appliqué."))
        return
    heads = ", ".join(one["node"] for one in answer["nodes"])
    out.print(
        say(language, f"A change of {heads} touches:", f"Changer {heads} touche :"), style="bold"
    )
    for section in answer["sections"]:
        out.print(f"{read(section['title'], language)} ({len(section['items'])})", style="bold")
        table = grid("", "", "")
        for item in section["items"]:
            way = " → ".join(step["node"] for step in item["way"])
            table.add_row(item["node"].partition("/")[2], read(item["title"], language), way)
        out.print(table)
    if not answer["sections"]:
        out.print(say(language, "nothing else", "rien d'autre"))
    _show_totals(out, answer, language)


def _show_totals(out: Console, answer: dict[str, Any], language: Language) -> None:
    if answer["money"]:
        out.print(f"{say(language, 'Money', 'Argent')}: {', '.join(answer['money'])}")
    for row in answer["segments"]:
        people = "?" if row["people"] is None else number(row["people"], language)
        out.print(
            say(
                language,
                f"People of {row['segment']}: {people}",
                f"Personnes de {row['segment']} : {people}",
            )
        )
    if answer["owners"]:
        names = "; ".join(read(one["name"], language) for one in answer["owners"])
        out.print(say(language, f"Must know: {names}", f"À prévenir : {names}"))


def show_difference(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Show what differs: in sentences, then field by field."""
    klass = class_word(answer["klass"], language)
    out.print(f"#{answer['before']} → #{answer['after']}   {klass}", style="bold")
    if not answer["changes"]:
        out.print(say(language, "Nothing differs.", "Rien ne diffère."))
        return
    table = grid("", "")
    for group, lines in answer["lines"].items():
        for position, line in enumerate(lines):
            table.add_row(
                say(language, *HEADS[group]) if not position else "", read(line, language)
            )
    out.print(table)
    for row in answer["changes"]:
        where = f"{row['node']} {row['field']}".strip()
        out.print(
            f"  {where}: {_short(row['before'])} → {_short(row['after'])}"
            f"  [{class_word(row['klass'], language)}] {read(row['how_words'], language)}",
            soft_wrap=True,
            markup=False,
        )
    for sign, key in (("+", "appeared"), ("−", "settled")):
        for one in answer[key]:
            out.print(f"{sign} {one['rule']} {read(one['message'], language)}", soft_wrap=True)


def show_past(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Show the texts that were in force on a day."""
    when = day(date.fromisoformat(answer["day"]), language)
    out.print(
        say(
            language,
            f"In force on {when}: revision {answer['revision']}. {answer['reason']}",
            f"En vigueur le {when} : révision {answer['revision']}. {answer['reason']}",
        ),
        style="bold",
    )
    for name, text in answer["texts"].items():
        out.print(f"# {name}", style="dim")
        out.print(text, markup=False, soft_wrap=True)


def show_alignment(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Show the figure of the plan, then of its parts, each with its past."""
    _show_figure(out, "", answer["plan"], language)
    for title, key in (
        (say(language, "Objectives", "Objectifs"), "objectives"),
        (say(language, "Teams", "Équipes"), "teams"),
    ):
        if answer[key]:
            out.print(title, style="bold")
        for row in answer[key]:
            _show_figure(out, read(row["title"], language), row, language)


def _show_figure(out: Console, title: str, row: dict[str, Any], language: Language) -> None:
    percent = "–" if row["percent"] is None else f"{row['percent']} %"
    past = " ".join(f"#{one['revision']}:{one['percent']}" for one in row["past"][-5:])
    head = f"{title}: " if title else ""
    out.print(f"{head}{percent}  {read(row['sentence'], language)}  {past}", soft_wrap=True)


def _short(value: object) -> str:
    text = "–" if value is None else str(value)
    return text if len(text) <= 80 else text[:77] + "…"  # noqa: PLR2004


def show_templates(out: Console, answer: dict[str, Any], language: Language) -> None:
    """List the templates and what each asks."""
    for one in answer["templates"]:
        out.print(f"{one['id']}  {read(one['title'], language)}", style="bold")
        out.print(f"  {read(one['says'], language)}", soft_wrap=True)
        asks = ", ".join(f"{each['key']}={each['example']}" for each in one["asks"])
        out.print(f"  {asks}", style="dim", soft_wrap=True)


def show_made(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Say what a template made."""
    number_of = answer["revision"]
    out.print(
        say(language, f"Revision {number_of}. Made:", f"Révision {number_of}. Créé :"), style="bold"
    )
    for node in answer["nodes"]:
        out.print(f"  {node}")
