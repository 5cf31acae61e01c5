"""Words about the plan: check it, explain it, record it, preview it, apply it."""

from typing import Annotated

import typer

from passerelle.cli.commands_export import export
from passerelle.cli.door import Door, from_here
from passerelle.cli.places import check_places
from passerelle.cli.show.apply import show_apply
from passerelle.cli.show.check import show_check
from passerelle.cli.show.explain import show_page
from passerelle.cli.show.preview import show_preview
from passerelle.cli.show.record import (
    show_edit,
    show_history,
    show_init,
    show_plan_import,
    show_reading,
    show_record,
)

AsJson = Annotated[bool, typer.Option("--json", help="Plain JSON / JSON brut")]
Reason = Annotated[str, typer.Option("--reason", "-m", help="Why / Pourquoi")]


def add_to(app: typer.Typer) -> None:
    """Add these words to the terminal."""
    for command in (
        check,
        explain,
        init,
        record,
        history,
        preview,
        apply,
        acknowledge,
        export,
    ):
        app.command(name=command.__name__, help=command.__doc__)(command)
    # A value may begin with a minus: « -0.4 / -0.2 / 0 pts » is no option of ours.
    taken = {"ignore_unknown_options": True}
    app.command(name="edit", help=edit.__doc__, context_settings=taken)(edit)
    app.command(name="import-plan", help=import_plan.__doc__)(import_plan)


def check(
    context: typer.Context,
    places: Annotated[
        list[str] | None,
        typer.Argument(help="Other folders or plan files / Autres dossiers ou fichiers de plan"),
    ] = None,
    revision: Annotated[
        int, typer.Option("--revision", help="A recorded revision / Une révision")
    ] = 0,
    as_json: AsJson = False,
) -> int:
    """Check the plan texts / Vérifier les textes du plan."""
    door: Door = context.obj
    if places:
        return check_places(door, places, as_json=as_json)
    if revision:
        return door.ask("check-revision", {"revision": revision}, show_check, as_json=as_json)
    return door.ask("check", {}, show_check, as_json=as_json)


def explain(context: typer.Context, what: str, as_json: AsJson = False) -> int:
    """Explain a rule, a KPI or a node: AL-030, repurchase_rate, actions/x / Expliquer."""
    door: Door = context.obj
    return door.ask("explain", {"what": what}, show_page, as_json=as_json)


def init(
    context: typer.Context,
    folder: str,
    source: Annotated[
        str, typer.Option("--from", help="Spreadsheet to read / Classeur à lire")
    ] = "",
    template: Annotated[
        bool,
        typer.Option("--template", help="Write the empty spreadsheet / Écrire le classeur vide"),
    ] = False,
    blank: Annotated[
        bool, typer.Option("--blank", help="With no plan yet / Sans plan encore")
    ] = False,
    as_json: AsJson = False,
) -> int:
    """Start a workspace, empty or from a spreadsheet / Créer un espace."""
    door: Door = context.obj
    return door.start_workspace(
        folder, source, show_init, template=template, blank=blank, as_json=as_json
    )


def record(context: typer.Context, reason: Reason = "", as_json: AsJson = False) -> int:
    """Record the files as a revision / Enregistrer les fichiers comme révision."""
    door: Door = context.obj
    return door.ask("record", {"reason": reason}, show_record, as_json=as_json)


def edit(
    context: typer.Context,
    node: str,
    field: str,
    value: Annotated[
        str,
        typer.Argument(help="New text; empty removes the field / Nouveau texte ; vide supprime"),
    ] = "",
    reason: Reason = "",
    new: Annotated[
        bool, typer.Option("--new", help="Make the node if it is not there / Créer l'élément")
    ] = False,
    as_json: AsJson = False,
) -> int:
    """Change one field of the plan: edit actions/x when 2027-01-11 / Modifier un champ."""
    door: Door = context.obj
    change = {"node": node, "field": field, "value": value or None}
    arguments = {"changes": [change], "reason": reason, "known": not new}
    return door.ask("edit", arguments, show_edit, as_json=as_json)


def import_plan(
    context: typer.Context,
    source: Annotated[
        str, typer.Argument(help="Workbook, or CSV named after a sheet / Classeur ou CSV")
    ],
    base: Annotated[
        int, typer.Option("--base", help="Revision it was filled from / Révision de départ")
    ] = 0,
    reason: Reason = "",
    as_json: AsJson = False,
) -> int:
    """Lay a filled spreadsheet over the plan / Reporter un tableur sur le plan."""
    door: Door = context.obj
    arguments = {"source": from_here(source), "reason": reason, "base": base or None}
    return door.ask("import-plan", arguments, show_plan_import, as_json=as_json)


def history(context: typer.Context, as_json: AsJson = False) -> int:
    """List the revisions / Lister les révisions."""
    door: Door = context.obj
    return door.ask("history", {}, show_history, as_json=as_json)


def preview(
    context: typer.Context,
    reason: Reason = "",
    saved: Annotated[int, typer.Option("--saved", help="Read a saved one / Relire un aperçu")] = 0,
    as_json: AsJson = False,
) -> int:
    """Show what apply would do: people, money, dates, promises, goals, checks / Aperçu."""
    door: Door = context.obj
    if saved:
        return door.ask("saved-preview", {"revision": saved}, show_preview, as_json=as_json)
    return door.ask("preview", {"reason": reason}, show_preview, as_json=as_json)


def apply(context: typer.Context, reason: Reason = "", as_json: AsJson = False) -> int:
    """Put the previewed revision in force; send nothing / Appliquer la révision vue."""
    door: Door = context.obj
    return door.ask("apply", {"reason": reason}, show_apply, as_json=as_json)


def acknowledge(
    context: typer.Context,
    about: str,
    objection: Annotated[
        str, typer.Option("--objection", help="What must change / Ce qui doit changer")
    ] = "",
    team: Annotated[str, typer.Option("--team", help="For this team / Pour cette équipe")] = "",
    as_json: AsJson = False,
) -> int:
    """Read and understood, or an objection / Lu et compris, ou objection."""
    door: Door = context.obj
    answer = "objection" if objection else "read"
    arguments = {"about": about, "answer": answer, "comment": objection, "team": team}
    return door.ask("acknowledge", arguments, show_reading, as_json=as_json)
