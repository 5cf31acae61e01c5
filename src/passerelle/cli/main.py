"""The terminal: every word is a verb; an error is a sentence and an exit code, never a traceback."""

import gc
import os
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import typer

from passerelle.base.errors import PasserelleError
from passerelle.cli import commands_change, commands_data, commands_loop, commands_plan
from passerelle.cli.door import Door, fault_text, guess_language, say

app = typer.Typer(
    name="passerelle",
    help="Write the strategy down once; Passerelle checks it, carries it out, measures it, adjusts it.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
commands_plan.add_to(app)
commands_change.add_to(app)
commands_data.add_to(app)
commands_loop.add_to(app)

INTERRUPTED = 130


@app.callback()
def _before(
    context: typer.Context,
    workspace: str = typer.Option(
        ".", "--workspace", "-w", help="Folder of the workspace / Dossier de l'espace"
    ),
    lang: str = typer.Option("", "--lang", help="en | fr"),
) -> None:
    context.obj = Door(folder=Path(workspace), language=guess_language(lang))


def main() -> None:
    """Run the terminal door; exit with the verb's own code."""
    language = guess_language(_asked_language(sys.argv))
    try:
        code = app(standalone_mode=False)
    except PasserelleError as fault:
        sys.stderr.write(f"{fault_text(fault, language)}\n")
        code = fault.exit_code
    except typer.Exit as stop:
        code = stop.exit_code
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except Exception as fault:  # noqa: BLE001
        code = _misused(fault, language)
    if code == INTERRUPTED:
        sys.stderr.write(say(language, "Stopped.", "Arrêté.") + "\n")
        # A step under way would hold the process until it ends; the stores are safe from a kill.
        _leave(INTERRUPTED)
    if _STORES.isdisjoint(sys.modules) and threading.active_count() == 1:
        _leave(code or 0)
    gc.freeze()  # the program ends: what it held is not looked through for garbage once more
    sys.exit(code or 0)


_STORES = frozenset({"django", "duckdb"})
"""Where none of these was loaded nothing is open: a plan need not be taken apart before the end."""


def _leave(code: int) -> NoReturn:
    with suppress(BrokenPipeError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


def _asked_language(words: list[str]) -> str | None:
    for position, word in enumerate(words):
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
        if word == "--lang" and position + 1 < len(words):
            return words[position + 1]
    return None


def _misused(fault: Exception, language: str) -> int:
    """Show a wrong use of the command line in its own words; anything else is our fault, and said so."""
    show = getattr(fault, "show", None)
    if show is not None:
        if language == "fr":
            said = fault.format_message()  # type: ignore[attr-defined]
            sys.stderr.write(
                f"Commande mal écrite\u202f: {said}\n→ Voyez passerelle --help, "
                "ou passerelle COMMANDE --help.\n"
            )
        else:
            show()
        return int(getattr(fault, "exit_code", 2))
    if os.environ.get("PASSERELLE_DEBUG"):
        raise fault
    kind = type(fault).__name__
    sys.stderr.write(
        say(
            "fr" if language == "fr" else "en",
            f"Passerelle broke its own promise ({kind}: {fault}). Nothing was half-done; run again with "
            "PASSERELLE_DEBUG=1 and report what it prints.",
            f"Passerelle a manqué à sa promesse ({kind} : {fault}). Rien n'est à moitié fait ; relancez avec "
            "PASSERELLE_DEBUG=1 et signalez ce qui s'affiche.",
        )
        + "\n"
    )
    return 70


if __name__ == "__main__":
    main()
