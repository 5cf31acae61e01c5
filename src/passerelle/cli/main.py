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
from passerelle.cli.door import Door, guess_language, say
from passerelle.cli.failure import tell, tell_other

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
    folder = Path(workspace)
    context.obj = Door(folder=folder, language=guess_language(lang, folder))


def main() -> None:
    """Run the terminal door; exit with the verb's own code."""
    folder = Path(_said_behind(sys.argv, "--workspace", "-w") or ".")
    language = guess_language(_said_behind(sys.argv, "--lang"), folder)
    as_json = "--json" in sys.argv
    try:
        code = app(standalone_mode=False)
    except PasserelleError as fault:
        code = tell(fault, language, as_json=as_json)
    except typer.Exit as stop:
        code = stop.exit_code
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except Exception as fault:  # noqa: BLE001
        code = tell_other(fault, language, as_json=as_json)
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


def _said_behind(words: list[str], *options: str) -> str:
    """Give what was typed behind an option of the program, before anything has read the command."""
    for position, word in enumerate(words):
        if word in options and position + 1 < len(words):
            return words[position + 1]
        name, _, value = word.partition("=")
        if value and name in options:
            return value
    return ""


if __name__ == "__main__":
    main()
