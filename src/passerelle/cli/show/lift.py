"""What an action caused, on the terminal."""

from decimal import Decimal
from typing import Any

from rich.console import Console

from passerelle.base.language import Language, money_text, number
from passerelle.cli.door import say
from passerelle.cli.show.words import figure, grid, read


def show_lift(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Show both sides of the lot, then the difference with its interval."""
    whole = answer["lift"]
    out.print(answer["title"], style="bold")
    if whole["missing"]:
        out.print(read(whole["missing"], language), style="yellow")
        return
    out.print(read(whole["label"], language), style="dim")
    out.print(_groups(answer, language))
    _show_differences(out, whole, language, answer["currency"])
    for arm in answer["arms"]:
        if arm["rate"]:
            name = f"{say(language, 'arm', 'variante')} {arm['treated']['name']}"
            out.print(f"{name}  {_points(arm['rate'], language)}")
    if whole["note"]:
        out.print(read(whole["note"], language), style="dim")


def _groups(answer: dict[str, Any], language: Language) -> Any:  # noqa: ANN401
    table = grid(
        "",
        say(language, "people", "personnes"),
        say(language, "ordered", "ont commandé"),
        say(language, "share", "part"),
        say(language, "each", "par personne"),
        right=(1, 2, 3, 4),
    )
    whole = answer["lift"]
    arms = [arm["treated"] for arm in answer["arms"] if arm["treated"]]
    for group in (*arms, whole["treated"], whole["compared"]):
        table.add_row(
            _name(group["name"], language),
            number(group["people"], language),
            number(group["buyers"], language),
            figure(group["rate"], "share", language),
            figure(group["each"], "money", language, answer["currency"]),
        )
    return table


def _name(name: str, language: Language) -> str:
    known = {
        "all": say(language, "received it", "l'ont reçue"),
        "holdout": say(language, "kept aside", "groupe témoin"),
    }
    return known.get(name, name)


def _show_differences(
    out: Console, whole: dict[str, Any], language: Language, currency: str
) -> None:
    out.print(
        _points(whole["rate"], language), style="bold green" if whole["rate"]["clear"] else "bold"
    )
    each = whole["each"]
    value, low, high = (
        money_text(Decimal(each[name]), currency, language, 2) for name in ("value", "low", "high")
    )
    out.print(
        say(
            language,
            f"{value} a person (between {low} and {high})",
            f"{value} par personne (entre {low} et {high})",
        )
    )
    if not whole["rate"]["clear"]:
        return
    orders = number(round(Decimal(whole["orders"])), language)
    out.print(say(language, f"about {orders} orders caused", f"environ {orders} commandes causées"))


def _points(rate: dict[str, Any], language: Language) -> str:
    value, low, high = (
        number(Decimal(rate[name]) * 100, language, 2) for name in ("value", "low", "high")
    )
    return say(
        language,
        f"{value} points more ordered (between {low} and {high})",
        f"{value} points de plus ont commandé (entre {low} et {high})",
    )
