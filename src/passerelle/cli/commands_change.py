"""Words about change: who must approve it, what it touches, what differs, what the plan said."""

from typing import Annotated

import typer

from passerelle.cli.commands_plan import AsJson
from passerelle.cli.door import Door
from passerelle.cli.show.bonus import show_bonuses
from passerelle.cli.show.canvas import show_canvas, show_canvases
from passerelle.cli.show.change import (
    show_alignment,
    show_approvals,
    show_difference,
    show_impact,
    show_made,
    show_past,
    show_rules,
    show_templates,
)


def add_to(app: typer.Typer) -> None:
    """Add these words to the terminal."""
    for command in (rules, approvals, approve, impact, diff, alignment, bonus, canvas, template):
        app.command(name=command.__name__, help=command.__doc__)(command)
    app.command(name="plan-on", help=plan_on.__doc__)(plan_on)


def rules(context: typer.Context, as_json: AsJson = False) -> int:
    """List the alignment rules / Lister les règles d'alignement."""
    door: Door = context.obj
    return door.ask("rules", {}, show_rules, as_json=as_json)


def approvals(context: typer.Context, as_json: AsJson = False) -> int:
    """Which approvals the change in waiting asks for / Approbations demandées."""
    door: Door = context.obj
    return door.ask("approvals", {}, show_approvals, as_json=as_json)


def approve(
    context: typer.Context,
    revision: int,
    seat: Annotated[
        str, typer.Option("--seat", help="sales, finance, owner:marie… / Au titre de")
    ] = "",
    as_json: AsJson = False,
) -> int:
    """Approve what a revision does / Approuver ce que fait une révision."""
    door: Door = context.obj
    words = {"revision": revision, "seat": seat}
    return door.ask("approve", words, show_approvals, as_json=as_json)


def impact(
    context: typer.Context,
    what: Annotated[
        str, typer.Argument(help="brand, segments/x…; empty: what waits / Vide : ce qui attend")
    ] = "",
    as_json: AsJson = False,
) -> int:
    """What a change of one part touches / Ce que touche un changement."""
    door: Door = context.obj
    return door.ask("impact", {"what": what}, show_impact, as_json=as_json)


def diff(
    context: typer.Context,
    before: Annotated[int, typer.Argument(help="0: in force / 0 : en vigueur")] = 0,
    after: Annotated[int, typer.Argument(help="0: head / 0 : la tête")] = 0,
    as_json: AsJson = False,
) -> int:
    """What differs between two revisions / Ce qui diffère entre deux révisions."""
    door: Door = context.obj
    words = {"before": before, "after": after}
    return door.ask("difference", words, show_difference, as_json=as_json)


def plan_on(context: typer.Context, day: str, as_json: AsJson = False) -> int:
    """What the plan said on a past day / Ce que disait le plan un jour passé."""
    door: Door = context.obj
    return door.ask("plan-on", {"day": day}, show_past, as_json=as_json)


def alignment(context: typer.Context, as_json: AsJson = False) -> int:
    """How much follows the strategy: plan, objectives, teams / Ce qui suit la stratégie."""
    door: Door = context.obj
    return door.ask("alignment", {}, show_alignment, as_json=as_json)


def canvas(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(help="swot, pestel…; empty lists them / Vide : la liste")
    ] = "",
    as_json: AsJson = False,
) -> int:
    """A picture of the plan, worked out: swot, pestel, mix… / Un canevas du plan."""
    door: Door = context.obj
    if name:
        return door.ask("canvas", {"name": name}, show_canvas, as_json=as_json)
    return door.ask("canvases", {}, show_canvases, as_json=as_json)


def template(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(help="launch, market…; empty lists them / Vide : la liste")
    ] = "",
    answer: Annotated[
        list[str] | None, typer.Option("--answer", "-a", help="name=Shampooing solide")
    ] = None,
    as_json: AsJson = False,
) -> int:
    """Make a whole group at once: a launch, an entry into a market… / Créer un groupe."""
    door: Door = context.obj
    if not name:
        return door.ask("templates", {}, show_templates, as_json=as_json)
    answers = dict(one.split("=", 1) for one in answer or () if "=" in one)
    return door.ask("template", {"name": name, "answers": answers}, show_made, as_json=as_json)


def bonus(
    context: typer.Context,
    at: Annotated[
        list[str] | None,
        typer.Option("--at", help="objective=90, per cent reached / objectif=90, atteint en %"),
    ] = None,
    kept: Annotated[
        list[str] | None,
        typer.Option("--kept", help="objective=yes or no / objectif=oui ou non"),
    ] = None,
    as_json: AsJson = False,
) -> int:
    """Simulate the bonus schemes; nothing is paid / Simuler les primes ; rien n'est versé."""
    door: Door = context.obj
    words = {"attained": _pairs(at), "kept": _pairs(kept)}
    return door.ask("bonuses", words, show_bonuses, as_json=as_json)


def _pairs(typed: list[str] | None) -> dict[str, str]:
    return {name.strip(): value for name, _, value in (one.partition("=") for one in typed or ())}
