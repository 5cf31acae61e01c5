"""Findings on the terminal: sign, sentence, place, repair."""

from typing import Any

from rich.console import Console
from rich.text import Text as Line

from passerelle.base.language import Language
from passerelle.cli.door import say
from passerelle.cli.show.words import SIGN, hang, plural, read


def show_check(out: Console, answer: dict[str, Any], language: Language) -> None:
    """Show what the rules say, gravest first, then the alignment figure."""
    for finding in answer["findings"]:
        show_finding(out, finding, language)
    if not answer["findings"]:
        out.print(
            say(language, "✔ No rule is broken.", "✔ Aucune règle n'est enfreinte."), style="green"
        )
    _show_rest(out, answer, language)


def show_finding(out: Console, finding: dict[str, Any], language: Language) -> None:
    """Show one finding in three lines at most."""
    sign, colour = SIGN[finding["severity"]]
    head = Line.assemble(
        (f"{sign} {finding['rule']} ", colour), (finding["place"] or finding["node"], "bold")
    )
    if finding["waived_by"]:
        head.append(
            say(
                language,
                f"  waived by {finding['waived_by']}",
                f"  dérogation de {finding['waived_by']}",
            ),
            "dim",
        )
    elif finding["blocks"]:
        head.append(say(language, "  blocks", "  bloquant"), colour)
    out.print(head)
    hang(out, " ", read(finding["message"], language))
    hang(out, "  →", read(finding["fix"], language), "dim")


def show_place(
    out: Console, place: str, answer: dict[str, Any] | None, fault: str | None, language: Language
) -> None:
    """Show what was found in one of several places, under its name."""
    out.print(Line(place, "bold underline"))
    if fault is not None:
        out.print(fault, style="red")
    elif answer is None:
        out.print(say(language, "○ No plan here.", "○ Pas de plan ici."), style="dim")
    else:
        show_check(out, answer, language)
    out.print()


def show_total(out: Console, answers: dict[str, dict[str, Any] | None], language: Language) -> None:
    """Add up what was found in several places."""
    read_ones = [one for one in answers.values() if one and "findings" in one]
    plans, broken = len(read_ones), sum("fault" in one for one in answers.values() if one)
    total = sum(len(one["findings"]) for one in read_ones)
    blocking = sum(one["blocking"] for one in read_ones)
    out.print(
        say(
            language,
            f"{plans} plan{'' if plans == 1 else 's'} checked: "
            f"{total} finding{'' if total == 1 else 's'}, {blocking} blocking."
            + (f" {broken} could not be read." if broken else ""),
            f"{plans} plan{plural(plans)} vérifié{plural(plans)}\u202f: "
            f"{total} constat{plural(total)}, dont {blocking} bloquant{plural(blocking)}."
            + (f" {broken} n'ont pu être lus." if broken > 1 else " 1 n'a pu être lu." * broken),
        ),
        style="bold",
    )


def _show_rest(out: Console, answer: dict[str, Any], language: Language) -> None:
    out.print()
    out.print(read(answer["alignment"]["sentence"], language), style="bold")
    total, blocking, held = len(answer["findings"]), answer["blocking"], len(answer["held"])
    out.print(
        say(
            language,
            f"{total} finding{'' if total == 1 else 's'}, {blocking} blocking; "
            f"{held} rule{'' if held == 1 else 's'} hold{'s' if held == 1 else ''}.",
            f"{total} constat{plural(total)}, dont {blocking} bloquant{plural(blocking)}\u202f; "
            f"{held} règle{plural(held)} respectée{plural(held)}.",
        )
    )
    lacking: dict[str, list[str]] = {}
    for missing in answer["not_checked"]:
        lacking.setdefault(read(missing["needs"], language), []).append(missing["rule"])
    for needs, rules in lacking.items():
        why = say(language, "not checked:", f"non vérifiée{plural(len(rules))}\u202f:")
        hang(out, "○", f"{', '.join(rules)} {why} {needs}", "dim")
    if answer.get("unrecorded"):
        out.print(read(answer["unrecorded"], language), style="yellow")
