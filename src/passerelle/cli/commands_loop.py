"""Words about the deeds: send, stop, run, adjust, report, serve."""

from typing import Annotated

import typer

from passerelle.cli.commands_plan import AsJson
from passerelle.cli.door import Door, from_here
from passerelle.cli.show.adjust import show_adjust, show_decided
from passerelle.cli.show.calendar import show_calendar
from passerelle.cli.show.demo import show_demo
from passerelle.cli.show.message import show_message, show_tested
from passerelle.cli.show.report import show_doctor, show_report, show_run
from passerelle.cli.show.sends import show_sends, show_sent, show_stopped, show_tasks


def add_to(app: typer.Typer) -> None:
    """Add these words to the terminal."""
    for command in (
        send,
        message,
        stop,
        tasks,
        adjust,
        accept,
        refuse,
        run,
        report,
        calendar,
        doctor,
        serve,
        demo,
    ):
        app.command(name=command.__name__, help=command.__doc__)(command)


def send(
    context: typer.Context,
    now: Annotated[
        bool, typer.Option("--now", help="Do what is due now / Envoyer ce qui est dû")
    ] = False,
    as_json: AsJson = False,
) -> int:
    """List the sends, or send what is due / Lister les envois, ou envoyer."""
    door: Door = context.obj
    return door.ask(
        "send" if now else "sends", {}, show_sent if now else show_sends, as_json=as_json
    )


def message(
    context: typer.Context,
    action: str,
    test: Annotated[
        str, typer.Option("--test", help="Send it to this address / Envoyer à cette adresse")
    ] = "",
    arm: Annotated[str, typer.Option("--arm", help="Which variant / Quelle variante")] = "",
    as_json: AsJson = False,
) -> int:
    """See the message of an action on three people, or send yourself a test / Message."""
    door: Door = context.obj
    if test:
        words = {"action": action, "address": test, "arm": arm}
        return door.ask("test-message", words, show_tested, as_json=as_json)
    return door.ask("preview-message", {"action": action}, show_message, as_json=as_json)


def stop(context: typer.Context, send_id: str, as_json: AsJson = False) -> int:
    """Stop a send within two seconds / Arrêter un envoi."""
    door: Door = context.obj
    return door.ask("stop", {"send": send_id}, show_stopped, as_json=as_json)


def tasks(context: typer.Context, as_json: AsJson = False) -> int:
    """What people do themselves: owner, brief, dates, link / Fiches de tâche."""
    door: Door = context.obj
    return door.ask("tasks", {}, show_tasks, as_json=as_json)


def adjust(context: typer.Context, as_json: AsJson = False) -> int:
    """Forecast each key result and propose changes / Prévoir et proposer."""
    door: Door = context.obj
    return door.ask("adjust", {}, show_adjust, as_json=as_json)


def accept(context: typer.Context, proposal: str, reason: str = "", as_json: AsJson = False) -> int:
    """Accept a proposal: the plan text changes / Accepter une proposition."""
    door: Door = context.obj
    return door.ask(
        "accept", {"proposal": proposal, "reason": reason}, show_decided, as_json=as_json
    )


def refuse(context: typer.Context, proposal: str, reason: str = "", as_json: AsJson = False) -> int:
    """Refuse a proposal and say why / Refuser une proposition."""
    door: Door = context.obj
    return door.ask(
        "refuse", {"proposal": proposal, "reason": reason}, show_decided, as_json=as_json
    )


def run(context: typer.Context, as_json: AsJson = False) -> int:
    """Carry out the applied revision once: import, send, measure, forecast, propose / Exécuter."""
    door: Door = context.obj
    return door.ask("run", {}, show_run, as_json=as_json)


def report(
    context: typer.Context,
    week: Annotated[
        bool, typer.Option("--week", help="The weekly page / La page de la semaine")
    ] = True,
    out: Annotated[str, typer.Option("--out", help="File to write / Fichier à écrire")] = "",
    as_json: AsJson = False,
) -> int:
    """Write the weekly page: on track or not, what changed, what to decide / Rapport."""
    door: Door = context.obj
    arguments = {"language": door.language, "out": from_here(out), "week": week}
    return door.ask("report", arguments, show_report, as_json=as_json)


def calendar(context: typer.Context, as_json: AsJson = False) -> int:
    """See actions on their days: room, chains, holidays, full weeks / Calendrier."""
    door: Door = context.obj
    return door.ask("calendar", {}, show_calendar, as_json=as_json)


def doctor(context: typer.Context, as_json: AsJson = False) -> int:
    """Look at the workspace and this machine / Examiner l'espace et la machine."""
    door: Door = context.obj
    return door.ask("doctor", {}, show_doctor, as_json=as_json)


def serve(
    context: typer.Context,
    port: Annotated[int, typer.Option("--port", help="Port")] = 8765,
    host: Annotated[str, typer.Option("--host", help="Address / Adresse")] = "127.0.0.1",
) -> int:
    """Serve the web app; this process owns the workspace / Servir l'application."""
    door: Door = context.obj
    return door.serve(host, port)


def demo(
    context: typer.Context,
    folder: Annotated[
        str, typer.Argument(help="Where to build it / Où la construire")
    ] = "demo-shop",
    no_serve: Annotated[
        bool, typer.Option("--no-serve", help="Stop after the report / S'arrêter après le rapport")
    ] = False,
    people: Annotated[int, typer.Option("--people", help="Size / Taille")] = 50_000,
    seed: Annotated[int, typer.Option("--seed", help="Seed / Graine")] = 1,
    hold: Annotated[
        int, typer.Option("--hold", help="Seconds a send can be stopped / Secondes d'attente")
    ] = 60,
    port: Annotated[int, typer.Option("--port", help="Port")] = 8765,
) -> int:
    """Build a demo shop, run the loop once, report, then serve / Démonstration."""
    door: Door = context.obj
    code = door.build_demo(folder, people, seed, hold, show_demo)
    return code if no_serve or code else door.serve("127.0.0.1", port)
