"""Words about the facts: import them, ask who is in an audience, measure."""

from typing import Annotated

import typer

from passerelle.cli.commands_plan import AsJson
from passerelle.cli.door import Door, from_here
from passerelle.cli.show.audience import show_audience, show_audiences
from passerelle.cli.show.cascade import show_cascade
from passerelle.cli.show.data import show_import, show_off_plan
from passerelle.cli.show.lift import show_lift
from passerelle.cli.show.measure import show_board, show_reading_of, show_typed

BY = "channel | action | month | segment"


def add_to(app: typer.Typer) -> None:
    """Add these words to the terminal."""
    app.command(name="import", help=import_data.__doc__)(import_data)
    app.command(name="audience", help=audience.__doc__)(audience)
    app.command(name="measure", help=measure.__doc__)(measure)
    app.command(name="read", help=read.__doc__)(read)
    app.command(name="lift", help=lift.__doc__)(lift)
    app.command(name="cascade", help=cascade.__doc__)(cascade)
    app.command(name="off-plan", help=off_plan.__doc__)(off_plan)


def import_data(
    context: typer.Context,
    source: Annotated[
        str, typer.Argument(help="One source, else all / Une source, sinon toutes")
    ] = "",
    reject_to: Annotated[
        str,
        typer.Option("--reject-to", help="Keep bad rows here / Mettre de côté les lignes fautives"),
    ] = "",
    as_json: AsJson = False,
) -> int:
    """Read the sources into the warehouse / Lire les sources."""
    door: Door = context.obj
    arguments = {"source": source, "reject_to": from_here(reject_to)}
    return door.ask("import", arguments, show_import, as_json=as_json)


def audience(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(help="Segment; none lists all / Segment ; sans nom, tous")
    ] = "",
    channel: Annotated[
        str, typer.Option("--channel", help="Channel of the reach / Canal")
    ] = "email",
    as_of: Annotated[str, typer.Option("--as-of", help="Day, as 2026-11-23 / Jour")] = "",
    export: Annotated[
        str, typer.Option("--export", help="Write the people to this CSV / Écrire les personnes")
    ] = "",
    sql: Annotated[bool, typer.Option("--sql", help="Show the SQL / Montrer le SQL")] = False,
    as_json: AsJson = False,
) -> int:
    """Who is in a segment, who can be reached, and why not the others / Audience."""
    door: Door = context.obj
    if not name:
        return door.ask("audiences", {}, show_audiences, as_json=as_json)
    arguments = {
        "name": name,
        "channel": channel,
        "as_of": as_of,
        "export": from_here(export),
        "with_sql": sql,
    }
    return door.ask("audience", arguments, show_audience, as_json=as_json)


def measure(
    context: typer.Context,
    kpi: Annotated[
        str, typer.Argument(help="KPI; none shows the board / Indicateur ; sans nom, le tableau")
    ] = "",
    by: Annotated[str, typer.Option("--by", help=BY)] = "",
    period: Annotated[str, typer.Option("--period", help="2026-01-01..2026-12-31")] = "",
    segment: Annotated[
        str, typer.Option("--segment", help="Only these people / Ces personnes seulement")
    ] = "",
    sql: Annotated[bool, typer.Option("--sql", help="Show the SQL / Montrer le SQL")] = False,
    as_json: AsJson = False,
) -> int:
    """Measure a KPI: value, interval, parts, what it does not say / Mesurer."""
    door: Door = context.obj
    if not kpi:
        return door.ask("board", {"period": period}, show_board, as_json=as_json)
    arguments = {"kpi": kpi, "by": by, "period": period, "segment": segment, "with_sql": sql}
    return door.ask("measure", arguments, show_reading_of, as_json=as_json)


def read(
    context: typer.Context,
    kpi: Annotated[str, typer.Argument(help="A KPI typed by hand / Un indicateur saisi à la main")],
    value: Annotated[str, typer.Argument(help="12.5 is 12.5 % of a share / 12,5 vaut 12,5 %")],
    on: Annotated[
        str, typer.Option("--on", help="Day it holds for, else today / Jour, sinon aujourd'hui")
    ] = "",
    n: Annotated[int, typer.Option("--n", help="Answers it rests on / Nombre de réponses")] = 0,
    source: Annotated[
        str, typer.Option("--source", help="Who measured it, and how / Qui l'a mesuré, comment")
    ] = "",
    comment: Annotated[str, typer.Option("--comment", help="Anything else / Autre chose")] = "",
    as_json: AsJson = False,
) -> int:
    """Type a figure that no source holds / Saisir un chiffre qu'aucune source ne donne."""
    door: Door = context.obj
    arguments = {
        "kpi": kpi,
        "value": value,
        "on": on,
        "n": n,
        "source": source,
        "comment": comment,
    }
    return door.ask("type-reading", arguments, show_typed, as_json=as_json)


def lift(
    context: typer.Context,
    action: Annotated[str, typer.Argument(help="An action that was sent / Une action envoyée")],
    days: Annotated[
        int, typer.Option("--days", min=1, help="Days that orders count / Jours de commandes")
    ] = 30,
    as_json: AsJson = False,
) -> int:
    """What an action caused, against its holdout / Ce qu'une action a causé."""
    door: Door = context.obj
    return door.ask("lift", {"action": action, "days": days}, show_lift, as_json=as_json)


def off_plan(context: typer.Context, as_json: AsJson = False) -> int:
    """Rows that belong to no action, by source and code / Lignes hors plan."""
    door: Door = context.obj
    return door.ask("off-plan", {}, show_off_plan, as_json=as_json)


def cascade(
    context: typer.Context,
    objective: str,
    key: Annotated[str, typer.Option("--key", help="Key result / Résultat clé")] = "",
    move: Annotated[
        list[str] | None,
        typer.Option("--move", help="Try a change: orders=12.5±4 / Essayer un changement"),
    ] = None,
    through: Annotated[
        str, typer.Option("--through", help="Share of revenue, % / Part du chiffre d'affaires, %")
    ] = "",
    growth: Annotated[
        str, typer.Option("--growth", help="Market growth: 3±2 / Croissance du marché")
    ] = "",
    required: Annotated[
        str, typer.Option("--required", help="Change needed, % / Changement demandé, %")
    ] = "",
    as_json: AsJson = False,
) -> int:
    """Show whether the goals below add up to the goal above, and how likely / Cascade."""
    door: Door = context.obj
    changes, spreads = {}, {}
    for one in move or ():
        kpi, _, number = one.partition("=")
        changes[kpi], spreads[kpi] = _with_spread(number)
    market, market_spread = _with_spread(growth)
    words = {
        "objective": objective,
        "key": key,
        "changes": changes,
        "spreads": spreads,
        "through": through,
        "growth": market,
        "growth_spread": market_spread,
        "required": required,
    }
    return door.ask("cascade", words, show_cascade, as_json=as_json)


def _with_spread(text: str) -> tuple[str, str]:
    number, _, spread = text.replace("+-", "±").partition("±")
    return number, spread
