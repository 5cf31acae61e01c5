"""Revisions, edits and answers on the terminal."""

from typing import Any

from rich.console import Console

from passerelle.base.language import Language
from passerelle.cli.door import say
from passerelle.cli.show.words import class_word, grid, read


def show_record(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Show the revision that head is."""
    number = answer["revision"]
    if not answer["new"]:
        out.print(
            say(
                language,
                f"Nothing new: head is revision {number}.",
                f"Rien de nouveau : la tête est la révision {number}.",
            )
        )
        return
    out.print(
        say(
            language,
            f"Recorded as revision {number} ({answer['klass']}).",
            f"Enregistré\u202f: révision {number} ({class_word(answer['klass'], 'fr')}).",
        ),
        style="bold",
    )
    _show_changes(out, answer["changes"])


def _nothing(revision: int, language: Language) -> str:
    return say(
        language,
        f"Nothing changed: revision {revision} holds that already. Without a value the field is "
        'removed; a section of one value takes an empty field: edit north_star "" revenue.',
        f"Rien n'a changé : la révision {revision} est déjà ainsi. Sans valeur, le champ est retiré ; "
        'une section d\'une seule valeur prend un champ vide : edit north_star "" revenue.',
    )


def show_edit(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Show what an edit became."""
    for conflict in answer["conflicts"]:
        out.print(f"{conflict['node']} {conflict['field']}", style="bold yellow")
        out.print(say(language, f"  yours:  {conflict['mine']}", f"  vous :   {conflict['mine']}"))
        other = answer["other"] or {}
        who = f"{other.get('author', '?')}, {other.get('at', '')}"
        out.print(
            say(
                language,
                f"  theirs: {conflict['theirs']} ({who})",
                f"  autre :  {conflict['theirs']} ({who})",
            )
        )
    if answer["conflicts"]:
        out.print(
            say(language, "Nothing was written; choose one.", "Rien n'est écrit ; choisissez.")
        )
        return
    if not answer["changes"]:
        out.print(_nothing(answer["revision"], language))
        return
    out.print(
        say(language, f"Revision {answer['revision']}.", f"Révision {answer['revision']}."),
        style="bold",
    )
    _show_changes(out, answer["changes"])
    for name in answer["left_alone"]:
        out.print(
            say(
                language,
                f"{name} was edited meanwhile and is left as it is on disk.",
                f"{name} a été modifié entre-temps et reste tel quel sur le disque.",
            ),
            style="yellow",
        )


def show_history(out: Console, answer: dict[str, Any], language: Language) -> None:
    """List the revisions."""
    table = grid(
        "#",
        say(language, "by", "par"),
        say(language, "at", "le"),
        say(language, "class", "classe"),
        say(language, "reason", "raison"),
    )
    for row in answer["revisions"]:
        marks = ("*" if row["number"] == answer["head"] else "") + (
            "!" if row["number"] == answer["applied"] else ""
        )
        table.add_row(
            f"{row['number']}{marks}",
            row["author"],
            row["at"][:16],
            class_word(row["klass"], language),
            row["reason"],
        )
    out.print(table)
    out.print(say(language, "* head   ! in force", "* tête   ! en vigueur"), style="dim")


def show_init(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Show what was written and what could not be placed."""
    for name in answer["written"]:
        out.print(name)
    _show_unplaced(out, answer["unplaced"], language)
    out.print(read(answer["next"], language), style="bold")


def show_plan_import(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Show what a spreadsheet changed, and the cells that found no place."""
    _show_unplaced(out, answer["unplaced"], language)
    if not answer["changes"] and not answer["conflicts"]:
        number = answer["revision"]
        out.print(
            say(
                language,
                f"Nothing new: head is revision {number}.",
                f"Rien de nouveau : la tête est la révision {number}.",
            )
        )
        return
    show_edit(out, answer, language)


def show_reading(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Show an answer to a request to read."""
    said = (
        say(language, "read and understood", "lu et compris")
        if answer["answer"] == "read"
        else "objection"
    )
    out.print(f"{answer['who']} · {answer['about']} · {said} {answer['comment']}".rstrip())


def _show_unplaced(out: Console, faults: list[dict[str, Any]], language: Language) -> None:
    for fault in faults:
        out.print(
            f"○ {fault['place']}: {read(fault['what'], language)} {read(fault['fix'], language)}",
            style="yellow",
        )


def _show_changes(out: Console, changes: list[dict[str, Any]]) -> None:
    for change in changes[:20]:
        where = f"{change['node']} {change['field']}".strip()
        if isinstance(change["before"], dict) or isinstance(change["after"], dict):
            out.print(f"  {'−' if change['after'] is None else '+'} {where}", style="dim")
            continue
        before, after = ("–" if v is None else v for v in (change["before"], change["after"]))
        out.print(f"  {where}: {before} → {after}", style="dim")
