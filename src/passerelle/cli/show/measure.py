"""KPIs on the terminal."""

from decimal import Decimal
from typing import Any

from rich.console import Console

from passerelle.base.language import Language, number
from passerelle.cli.door import say
from passerelle.cli.show.words import figure, grid, read


def show_reading_of(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Show one KPI: value, interval, parts, meaning."""
    reading, kpi = answer["reading"], answer["kpi"]
    currency = answer["settings"]["currency"]
    out.print(f"{read(kpi['name'], language)}  {reading['start']}..{reading['end']}", style="bold")
    if reading["missing"]:
        out.print(read(reading["missing"], language), style="yellow")
    else:
        out.print(_value(reading, language, currency), style="bold green")
        _show_parts(out, reading, language)
    for name in ("rule", "note"):
        if reading[name]:
            out.print(read(reading[name], language), style="dim")
    out.print(read(kpi["says"], language))
    out.print(read(kpi["does_not_say"], language), style="dim")
    _show_slices(out, reading, language, currency)
    if reading["sql"]:
        out.print(reading["sql"], soft_wrap=True)


def show_typed(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Show the figure that counts from now on, and what it replaced."""
    reading, kpi = answer["reading"], answer["kpi"]
    out.print(f"{read(kpi['name'], language)}  {reading['end']}", style="bold")
    out.print(_value(reading, language, reading["currency"] or "EUR"), style="bold green")
    if reading["note"]:
        out.print(read(reading["note"], language), style="dim")
    for row in answer["replaced"][:1]:
        old = figure(row["value"], row["unit"], language, reading["currency"] or "EUR")
        out.print(
            say(language, f"Replaces {old}, which is kept.", f"Remplace {old}, qui est conservé."),
            style="dim",
        )


def show_board(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Show all KPIs beside the period before, then the key results."""
    currency = answer["settings"]["currency"]
    out.print(answer["period"], style="bold")
    table = grid(
        "",
        say(language, "value", "valeur"),
        say(language, "interval", "intervalle"),
        say(language, "before", "avant"),
        "n",
        right=(1, 2, 3, 4),
    )
    for row in answer["rows"]:
        name = read(row["kpi"]["name"], language)
        if row["missing"]:
            table.add_row(name, "–", read(row["missing"], language), "", "", style="dim")
            continue
        unit = row["unit"]
        table.add_row(
            name, figure(row["value"], unit, language, currency), _interval(row, language, currency),
            figure(row["before"], unit, language, currency), number(row["n"], language),
        )  # fmt: skip
    out.print(table)
    show_key_results(out, answer["key_results"], language, currency)


def show_key_results(
    out: Console, rows: list[dict[str, Any]], language: Language, currency: str
) -> None:
    """Show key results against their targets, with the forecast where there is one."""
    table = grid(
        say(language, "key result", "résultat clé"), say(language, "today", "aujourd'hui"),
        say(language, "target", "cible"),
        say(language, "by", "le"), "p10–p90", "P", right=(1, 2, 4, 5),
    )  # fmt: skip
    for row in rows:
        unit = row["unit"]
        found = row.get("forecast")
        spread = (
            f"{figure(found['p10'], unit, language, currency)} – {figure(found['p90'], unit, language, currency)}"
            if found
            else ""
        )
        chance = figure(found["probability"], "share", language) if found else ""
        limit = {"under": "< ", "over": "> "}.get(row["limit"], "")
        now = (
            read(row["missing"], language)
            if row["missing"]
            else figure(row["current"]["value"], unit, language, currency)
        )
        table.add_row(
            f"{row['objective']}/{row['key_result']}", now, limit + figure(row["target"], unit, language, currency),
            row["by"] or "", spread, chance,
        )  # fmt: skip
    out.print(table)


def _value(reading: dict[str, Any], language: Language, currency: str) -> str:
    value = figure(reading["value"], reading["unit"], language, currency)
    interval = _interval(reading, language, currency)
    return f"{value}  {interval}" if interval else value


def _interval(reading: dict[str, Any], language: Language, currency: str) -> str:
    if reading["low"] is None:
        return ""
    low, high = (
        figure(reading[side], reading["unit"], language, currency) for side in ("low", "high")
    )
    return say(language, f"between {low} and {high}", f"entre {low} et {high}")


def _show_parts(out: Console, reading: dict[str, Any], language: Language) -> None:
    if reading["denominator"] is not None:
        out.print(
            f"{reading['numerator']} / {reading['denominator']}  (n {number(reading['n'], language)})",
            style="dim",
        )


def _show_slices(out: Console, reading: dict[str, Any], language: Language, currency: str) -> None:
    if not reading["slices"]:
        return
    table = grid("", say(language, "value", "valeur"), "n", "", right=(1, 2))
    for part in reading["slices"]:
        planned = Decimal(part.get("planned") or 0) > 0
        table.add_row(
            _part(part["slice"], language),
            figure(part["value"], part["unit"], language, currency),
            number(part["n"], language),
            say(language, "planned cost", "coût prévu") if planned else "",
        )
    out.print(table)


def _part(name: str, language: Language) -> str:
    """Name a slice; those that are no name of the plan in the reader's words."""
    return say(language, "off plan", "hors plan") if name == "off plan" else name
