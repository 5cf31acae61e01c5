"""What leaves the plan: ``export WHAT``, to the terminal, to a file or to a folder."""

import json
import sys
from base64 import b64decode
from pathlib import Path
from typing import Annotated, Any

import typer

from passerelle.cli.door import Door, from_here, say
from passerelle.cli.show.explain import show_export
from passerelle.verbs.export_write import ending_of, write_files

AsJson = Annotated[bool, typer.Option("--json", help="Plain JSON / JSON brut")]


def export(
    context: typer.Context,
    what: Annotated[
        str,
        typer.Argument(
            help="schema, ics, actions, budget, site, page…; list: what there is / liste"
        ),
    ] = "schema",
    out: Annotated[
        str, typer.Option("--out", "-o", help="File, or folder for a site / Fichier ou dossier")
    ] = "",
    form: Annotated[str, typer.Option("--format", help="csv, xlsx, pdf, pptx…")] = "",
    team: Annotated[str, typer.Option("--team", help="For one team / Pour une équipe")] = "",
    who: Annotated[str, typer.Option("--who", help="For one person / Pour une personne")] = "",
    as_json: AsJson = False,
) -> int:
    """Write the plan for other programs and people; `export list` says what there is / Exporter."""
    door: Door = context.obj
    if what == "schema":
        return door.ask("export", {"what": what}, show_export, as_json=as_json)
    if what == "list":
        return door.ask("exports", {}, _show_list, as_json=as_json)
    from passerelle.verbs.export_files import export_known  # noqa: PLC0415 (loads the plan)

    export_known(what)
    arguments = {"what": what, "form": form or _ending(out, what), "team": team, "who": who}
    said = door.said("export-files", arguments)
    if as_json or door.as_json:
        sys.stdout.write(json.dumps(said.answer, ensure_ascii=False, indent=2) + "\n")
    else:
        _put(door, said.answer["files"], out, folder=what == "site")
    return said.code


def _ending(out: str, what: str) -> str:
    return "" if what == "site" else ending_of(out)


def _put(door: Door, files: list[dict[str, Any]], out: str, *, folder: bool) -> None:
    """Write the files, or the one text file to the terminal when no place is named."""
    if not out and not folder and _is_text(files[0]):
        sys.stdout.buffer.write(b64decode(files[0]["base64"]))
        sys.stdout.flush()
        return
    place = from_here(out) or from_here("." if folder else files[0]["name"])
    written = write_files(Path(place), files, folder=folder)
    for path in written:
        words = say(door.language, f"Written: {path}", f"Écrit\u202f: {path}")
        door.out.print(words, soft_wrap=True, markup=False)


def _is_text(file: dict[str, Any]) -> bool:
    kind = str(file["kind"])
    return "charset" in kind


def _show_list(out: Any, answer: dict[str, Any], language: str) -> None:  # noqa: ANN401
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=None, pad_edge=False)
    for head in ("", "format", ""):
        table.add_column(head)
    for one in answer["exports"]:
        options = "".join(f" --{name}" for name in one["of"])
        table.add_row(
            one["id"] + options,
            ", ".join(one["formats"]),
            one["use"]["fr" if language == "fr" else "en"],
        )
    out.print(table)
