"""How a run that failed is told: a sentence on standard error, and plain JSON where it was asked for."""

import json
import os
import sys
from typing import Any

from passerelle.base.errors import Bug, Fault, PasserelleError, UserError
from passerelle.base.language import Language, Text
from passerelle.cli.door import fault_text
from passerelle.cli.misuse import misuse
from passerelle.verbs.call import words_of


def tell(fault: PasserelleError, language: Language, *, as_json: bool) -> int:
    """Tell an error of ours; give the exit code."""
    if as_json:
        _write({"errors": errors_of(fault), "code": fault.exit_code})
    sys.stderr.write(f"{fault_text(fault, language)}\n")
    return fault.exit_code


def errors_of(fault: PasserelleError) -> list[dict[str, Any]]:
    """Give all that an error says as plain JSON, one object for each thing that is wrong.

    Returns:
        ``what``, ``why`` and ``fix`` in both languages (None where there is none), ``place`` as it is
        shown, and ``file``, ``line`` and ``column``, from 1, where they are known.
    """
    if isinstance(fault, UserError):
        return [_error(one) for one in fault.faults]
    return [_plain(words_of(fault))]


def tell_other(fault: Exception, language: Language, *, as_json: bool) -> int:
    """Tell a command that was typed wrongly in its own words; anything else is our fault.

    Raises:
        Exception: The fault itself, when it is ours and ``PASSERELLE_DEBUG`` is set.
    """
    if hasattr(fault, "format_message"):
        return _mistyped(fault, language, as_json=as_json)
    if os.environ.get("PASSERELLE_DEBUG"):
        raise fault
    kind = type(fault).__name__
    said = Text(
        en=f"Passerelle broke its own promise ({kind}: {fault}). Nothing was half-done; run again with "
        "PASSERELLE_DEBUG=1 and report what it prints.",
        fr=f"Passerelle a manqué à sa promesse ({kind} : {fault}). Rien n'est à moitié fait ; relancez avec "
        "PASSERELLE_DEBUG=1 et signalez ce qui s'affiche.",
    )
    return _failed(said, None, Bug.exit_code, language, as_json)


def _mistyped(fault: Any, language: Language, *, as_json: bool) -> int:  # noqa: ANN401 (Typer's own)
    said = misuse(str(fault.format_message()), str(getattr(fault, "option_name", "") or ""))
    said = Text(en=f"Command typed wrongly: {said.en}", fr=f"Commande mal écrite\u202f: {said.fr}")
    fix = Text(
        en="See passerelle --help, or passerelle COMMAND --help.",
        fr="Voyez passerelle --help, ou passerelle COMMANDE --help.",
    )
    return _failed(said, fix, int(getattr(fault, "exit_code", 2)), language, as_json)


def _failed(
    what: Text,
    fix: Text | None,
    code: int,
    language: Language,
    as_json: bool,
) -> int:
    if as_json:
        _write({"errors": [_plain(what.as_json(), fix)], "code": code})
    then = f"\n→ {fix.read(language)}" if fix else ""
    sys.stderr.write(f"{what.read(language)}{then}\n")
    return code


def _error(fault: Fault) -> dict[str, Any]:
    place = fault.place
    return fault.as_json() | {
        "file": place.file if place else None,
        "line": place.line or None if place else None,
        "column": place.column or None if place else None,
    }


def _plain(what: dict[str, Any], fix: Text | None = None) -> dict[str, Any]:
    said = fix.as_json() if fix else None
    nowhere = dict.fromkeys(("place", "why", "file", "line", "column"))
    return {"what": what, "fix": said, **nowhere}


def _write(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n")
