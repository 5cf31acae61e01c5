"""Audiences on the terminal: size, reach with reasons, sample, SQL."""

from typing import Any

from rich.console import Console

from passerelle.base.language import Language, number
from passerelle.cli.door import say
from passerelle.cli.show.preview import REASONS
from passerelle.cli.show.words import grid

WIDTH = 40


def show_audience(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Show one audience."""
    out.print(f"{answer['name']}: {answer['who']}", style="bold")
    matched, reachable = answer["matched"], answer["reachable"]
    out.print(
        say(
            language,
            f"Of {number(matched, 'en')} who match, {number(reachable, 'en')} reachable by {answer['channel']}:",
            f"Sur {number(matched, 'fr')} personnes concernées, "
            f"{number(reachable, 'fr')} joignables par {answer['channel']} :",
        )
    )
    table = grid("", "", "", right=(1,))
    table.add_row(
        say(language, "reachable", "joignables"),
        number(reachable, language),
        _bar(reachable, matched),
        style="green",
    )
    for reason, words in REASONS.items():
        count = answer["reasons"].get(reason, 0)
        table.add_row(say(language, *words), number(count, language), _bar(count, matched))
    out.print(table)
    if answer["sample"]:
        columns = list(answer["sample"][0])
        sample = grid(*columns)
        for row in answer["sample"]:
            sample.add_row(*(str(row[name] if row[name] is not None else "") for name in columns))
        out.print(sample, style="dim")
    if answer["sql"]:
        out.print(answer["sql"], soft_wrap=True)
    for name in answer["written"]:
        out.print(say(language, f"Written: {name}", f"Écrit : {name}"))


def show_audiences(out: Console, answer: dict[str, Any], language: Language) -> None:
    """List the segments."""
    table = grid(
        say(language, "rank", "rang"), "segment",
        say(language, "match", "concernés"), say(language, "reachable", "joignables"),
        say(language, "used by", "utilisé par"), right=(0, 2, 3),
    )  # fmt: skip
    for row in answer["segments"]:
        if row["matched"] is None:
            table.add_row(
                str(row["rank"] or ""),
                row["name"],
                "–",
                "–",
                say(language, "no condition", "sans condition"),
            )
            continue
        used = ", ".join(row["used_by"]) or say(language, "nothing", "rien")
        table.add_row(
            str(row["rank"] or ""),
            row["name"],
            number(row["matched"], language),
            number(row["reachable"], language),
            used,
        )
    out.print(table)


def _bar(part: int, whole: int) -> str:
    return "█" * round(WIDTH * part / whole) if whole else ""
