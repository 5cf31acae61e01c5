"""What the bonus schemes would pay, on the terminal."""

from decimal import Decimal
from typing import Any

from rich.console import Console

from passerelle.base.language import Language, percent
from passerelle.cli.door import say
from passerelle.cli.show.words import grid, read


def show_bonuses(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Show each scheme with what it would pay and what counts; then that nothing is paid."""
    if not answer["schemes"]:
        out.print(
            say(language, "The plan holds no bonus scheme.", "Le plan n'a aucun système de prime.")
        )
    for one in answer["schemes"]:
        amount = one["amount"] or say(language, "not known", "pas connu")
        whose = read(one["of"], language)
        out.print(f"{one['title']}{f', {whose}' if whose else ''}  {amount}", style="bold")
        out.print(read(one["why"], language))
        table = grid(
            say(language, "objective", "objectif"),
            say(language, "weight", "poids"),
            say(language, "reached", "atteint"),
            say(language, "counts", "compte"),
            right=(1, 2, 3),
        )
        for part in one["parts"]:
            shares = (_share(part[name], language) for name in ("weight", "attained", "counts"))
            table.add_row(part["title"], *shares)
        out.print(table)
    out.print(read(answer["note"], language), style="dim")


def _share(value: float | None, language: Language) -> str:
    return "–" if value is None else percent(Decimal(str(value)), language, 1)
