"""The preview on the terminal: people, money, dates, promises, goals, checks; then who must read."""

from datetime import date
from typing import Any

from rich.console import Console

from passerelle.base.language import Language, day, number
from passerelle.cli.door import say
from passerelle.cli.show.check import show_finding
from passerelle.cli.show.words import grid, read

HEADS = {
    "people": ("People", "Personnes"),
    "money": ("Money", "Argent"),
    "dates": ("Dates", "Dates"),
    "promises": ("Promises", "Promesses"),
    "goals": ("Goals", "Objectifs"),
    "checks": ("Checks", "Contrôles"),
}
REASONS = {
    "consent": ("no consent", "sans consentement"),
    "suppression": ("suppressed", "exclus"),
    "no_address": ("no address", "sans adresse"),
    "holdout": ("holdout", "groupe témoin"),
    "cap": ("contacted enough", "assez sollicités"),
}

SHOWN = 8
"""Lines shown of each group of where the plan stands; `--json` and the web page give them all."""


def show_preview(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Show what apply would do."""
    before = answer["applied"]
    arrow = f"#{before} → #{answer['revision']}" if before else f"#{answer['revision']}"
    klass = answer["klass"].upper()
    out.print(
        f"Plan {arrow}   {say(language, 'class', 'classe')}: {klass}   « {answer['reason']} »",
        style="bold",
    )
    table = grid("", "")
    for group, (en, fr) in HEADS.items():
        for position, line in enumerate(answer["lines"].get(group, [])):
            table.add_row(say(language, en, fr) if not position else "", read(line, language))
    out.print(table)
    show_reach(out, answer["sends"], language)
    _show_stands(out, answer.get("stands", {}), language)
    _show_readers(out, answer["readers"], language)
    for row in answer.get("approvals", ()):
        _show_approval(out, row, language)
    for finding in answer["blocked"]:
        show_finding(out, finding, language)
    out.print(
        say(
            language,
            f"Saved as {answer['saved_as']} (state {answer['state']}); apply refuses it when stale.",
            f"Enregistré : {answer['saved_as']} (état {answer['state']}) ; apply le refuse s'il est périmé.",
        ),
        style="dim",
    )


def _show_stands(out: Console, stands: dict[str, Any], language: Language) -> None:
    if not stands:
        return
    out.print(say(language, "Where the plan stands", "Où en est le plan"), style="bold")
    table = grid("", "")
    for group, lines in stands.items():
        for position, line in enumerate(lines[:SHOWN]):
            head = say(language, *HEADS[group]) if not position else ""
            table.add_row(head, read(line, language))
        more = len(lines) - SHOWN
        if more > 0:
            words = say(language, f"and {more} more: --json", f"et {more} autres\u202f: --json")
            table.add_row("", words)
    out.print(table)


def show_reach(out: Console, sends: list[dict[str, Any]], language: Language) -> None:
    """Show, for each send, who is reached and why not the others."""
    if not sends:
        return
    heads = [say(language, *words) for words in REASONS.values()]
    table = grid(
        say(language, "send", "envoi"), say(language, "when", "quand"), say(language, "match", "concernés"),
        say(language, "reachable", "joignables"), *heads, right=tuple(range(2, 9)),
    )  # fmt: skip
    for row in sends:
        counts = [number(row["reasons"].get(reason, 0), language) for reason in REASONS]
        table.add_row(
            row["action"],
            row["when"],
            number(row["matched"], language),
            number(row["reachable"], language),
            *counts,
        )
    out.print(table)


def _show_readers(out: Console, readers: list[dict[str, Any]], language: Language) -> None:
    for row in readers:
        answer = {
            "read": say(language, "read and understood", "lu et compris"),
            "objection": say(language, "objects", "objection"),
        }.get(row["answer"], say(language, "not read yet", "pas encore lu"))
        note = f" « {row['comment']} »" if row["comment"] else ""
        out.print(
            f"{say(language, 'To read', 'À lire')}: {row['about']} · {_reader(row, language)} · {answer}{note}"
        )


def _show_approval(out: Console, row: dict[str, Any], language: Language) -> None:
    who = ", ".join(read(name, language) for name in row["who"]) or row["seat"]
    by = ", ".join(row["by"])
    state = (
        say(language, f"approved by {by}", f"approuvé par {by}")
        if row["given"]
        else say(language, "not approved yet", "pas encore approuvé")
    )
    out.print(f"{say(language, 'To approve', 'À approuver')}: {row['seat']} · {who} · {state}")


def _reader(row: dict[str, Any], language: Language) -> str:
    """Name who must read, and by when they still have the notice they need."""
    name = read(row["title"], language) if row.get("title") else str(row["who"])
    if not row.get("by"):
        return name
    last = day(date.fromisoformat(row["by"]), language)
    return say(language, f"{name}, by {last}", f"{name}, avant le {last}")
