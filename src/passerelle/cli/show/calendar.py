"""The calendar on the terminal: actions, the chains that decide, what is in the way, who is full."""

from collections.abc import Iterable, Iterator
from typing import Any

from rich.console import Console

from passerelle.base.language import Language
from passerelle.cli.door import say
from passerelle.cli.show.words import grid, read

_SHOWN = 12


def show_calendar(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Show the actions with their room, then what lies under them, where there is some."""
    table = grid(
        "action",
        say(language, "from", "du"),
        say(language, "to", "au"),
        say(language, "room in days", "marge en jours"),
        right=(3,),
    )
    for row in answer["rows"]:
        slack = "–" if row["slack"] is None else str(row["slack"])
        table.add_row(row["action"], row["start"], row["end"], slack)
    out.print(table)
    _part(out, say(language, "What decides", "Ce qui décide"), _paths(answer, language))
    _part(out, say(language, "Days apart", "Jours à part"), _days(answer, language))
    _part(out, say(language, "Full weeks", "Semaines pleines"), _full(answer, language))


def _part(out: Console, title: str, lines: Iterable[str]) -> None:
    found = list(lines)
    if not found:
        return
    out.print()
    out.print(title, style="bold dim")
    for line in found[:_SHOWN]:
        out.print(f"  {line}")
    if len(found) > _SHOWN:
        out.print(f"  (+{len(found) - _SHOWN})", style="dim")


def _paths(answer: dict[str, Any], language: Language) -> Iterator[str]:
    for path in answer["paths"]:
        chain, due, slack = " → ".join(path["actions"]), path["due"], path["slack"]
        yield say(
            language,
            f"{path['title']}, due {due}: {chain}; room of {slack} days",
            f"{path['title']}, dû le {due}\u202f: {chain}\u202f; marge de {slack} jours",
        )
    for loop in answer["loops"]:
        chain = " → ".join((*loop, loop[0]))
        yield say(language, f"{chain}: a loop", f"{chain}\u202f: une boucle")


def _days(answer: dict[str, Any], language: Language) -> Iterator[str]:
    coming = [one for one in answer["holidays"] if one["day"] >= answer["today"]]
    rows = [(one["day"], f"{read(one['name'], language)} ({one['country']})") for one in coming]
    for one in answer["blackouts"]:
        why = one["why"] or say(language, "no launch", "pas de lancement")
        rows.append((one["start"], f"{one['end']}  {why}"))
    rows += [
        (one["start"], f"{one['end']}  soldes ({one['country']})") for one in answer["clearance"]
    ]
    yield from (f"{day}  {what}" for day, what in sorted(rows))


def _full(answer: dict[str, Any], language: Language) -> Iterator[str]:
    for one in answer["people"]:
        if one["capacity"] is not None and one["days"] > one["capacity"]:
            yield say(
                language,
                f"{one['week']}  {one['title']}: {one['days']:g} days of {one['capacity']:g}",
                f"{one['week']}  {one['title']}\u202f: {one['days']:g} jours sur {one['capacity']:g}",
            )
    for one in answer["leads"]:
        if one["capacity"] is not None and one["p90"] > one["capacity"]:
            yield say(
                language,
                f"{one['week']}  sales: up to {one['p90']:g} leads for {one['capacity']:g}",
                f"{one['week']}  vente\u202f: jusqu'à {one['p90']:g} prospects pour {one['capacity']:g}",
            )
    for one in answer["contacts"]:
        if one["contacts"] > one["cap"]:
            yield say(
                language,
                f"{one['week']}  {one['segment']}: {one['contacts']} contacts, {one['cap']} at most",
                f"{one['week']}  {one['segment']}\u202f: {one['contacts']} contacts, {one['cap']} au plus",
            )
