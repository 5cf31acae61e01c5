"""A cascade on the terminal: the tree, then what it gives, what is needed, and how likely that is."""

from decimal import Decimal
from typing import Any

from rich.console import Console

from passerelle.base.language import Language, number, percent
from passerelle.cli.door import say
from passerelle.cli.show.words import grid, read

OPS = {"multiply": "×", "divide": "÷", "add": "+", "subtract": "−", "mean": "⌀", "elasticity": "~"}

TOO_MUCH = 1.5
"""Times the needed change from which a cascade is called over-allocated, as AL-025 does by default."""


def show_cascade(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Show one cascade."""
    out.print(f"{answer['title']} · {read(answer['kpi'], language)}", style="bold", soft_wrap=True)
    out.print(_tree(answer, language))
    if answer["lacks"]:
        words = say(language, "It needs", "Il faut"), read(answer["lacks"], language)
        out.print(" ".join(words) + ".", style="yellow", soft_wrap=True)
        return
    for name, value in _facts(answer, language):
        out.print(f"{name:<22} {value}", soft_wrap=True)
    for plan in answer["plans"]:
        ways = ", ".join(read(one, language) for one in plan["readings"])
        given, asked = (signed(plan[one], language) for one in ("implied", "required"))
        out.print(
            say(
                language,
                f"Read as {ways}: {given} for {asked}",
                f"Lu {ways} : {given} pour {asked}",
            ),
            style="yellow",
            soft_wrap=True,
        )


def _tree(answer: dict[str, Any], language: Language) -> Any:  # noqa: ANN401
    table = grid("", say(language, "target", "cible"), say(language, "change", "changement"), "±", "",
                 right=(2, 3))  # fmt: skip
    for row in answer["rows"]:
        name = f"{'   ' * row['depth']}{OPS.get(row['op'], '')} {read(row['title'], language)}"
        table.add_row(
            name.rstrip() if row["depth"] else name.strip(),
            row["target"],
            signed(row["change"] if row["moved"] else row["implied"], language),
            percent(Decimal(str(row["spread"])), language) if row.get("spread") else "",
            say(language, "too late", "trop tard") if row.get("late") else "",
        )
    return table


def _facts(answer: dict[str, Any], language: Language) -> list[tuple[str, str]]:
    figures, odds = answer["figures"], answer["odds"]
    needed, safe = odds["needed"], odds["needed_safe"]
    facts = [
        (say(language, "required", "demandé"), signed(figures["required"], language)),
        (say(language, "implied", "obtenu"), signed(figures["implied"], language)),
        (say(language, "missing", "manque"), _share(figures["missing"], language)),
    ]
    if figures["times"] is not None:
        covers = say(language, "covers", "couvre")
        over = say(language, "over-allocated", "surdimensionné")
        times = number(Decimal(str(figures["times"])), language, 2)
        facts.append((over if figures["times"] > TOO_MUCH else covers, f"× {times}"))
    return [
        *facts,
        (say(language, "through them", "passe par eux"), _share(answer["through"], language)),
        (
            say(language, "needed through", "devrait passer"),
            _share(figures["needed_through"], language),
        ),
        (say(language, "needed, 1 in 2", "devrait, 1 sur 2"), _share(needed, language)),
        (say(language, "needed, 4 in 5", "devrait, 4 sur 5"), _share(safe, language)),
        (
            say(language, "p10 / p50 / p90", "p10 / p50 / p90"),
            " / ".join(signed(odds[one], language) for one in ("p10", "p50", "p90")),
        ),
        (say(language, "P(target)", "P(cible)"), number(odds["probability"], language, 2)),
    ]


def signed(change: float | None, language: Language) -> str:
    """Write a relative change with its sign; nothing when there is none."""
    if change is None:
        return ""
    sign = "−" if change < 0 else "+"
    return sign + percent(Decimal(str(abs(change))), language)


def _share(share: float | None, language: Language) -> str:
    return "–" if share is None else percent(Decimal(str(share)), language)
