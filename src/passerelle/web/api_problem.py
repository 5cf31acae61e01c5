"""What the API answers when something is wrong: ``application/problem+json`` in the reader's language."""

import json
import logging
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from passerelle.base.errors import Fault, OutsideError, PasserelleError, UserError, nearest
from passerelle.base.language import Language, Text
from passerelle.web.asking import house
from passerelle.web.errors import SENTENCES, TITLES
from passerelle.web.reader import language_for
from passerelle.web.statuses import OURS, status_of
from passerelle.web.templatetags.say import typeset

log = logging.getLogger("passerelle.web")

STRANGER, TOO_LARGE = 401, 413

WORDS = {
    STRANGER: Text(en="Sign in first", fr="Connectez-vous d'abord"),
    405: Text(en="Not this method", fr="Pas cette méthode"),
    TOO_LARGE: Text(en="Too large", fr="Trop volumineux"),
}

HOW_TO_ENTER = Text(
    en="Send a token as `Authorization: Bearer ...`; make one on the page Account.",
    fr="Envoyez un jeton sous la forme `Authorization: Bearer ...` ; la page Compte en crée.",
)

EXPECTED = {
    "missing": Text(en="Give it.", fr="Indiquez-le."),
    "string": Text(en="A text is expected.", fr="Un texte est attendu."),
    "string_too_long": Text(en="Write a shorter text.", fr="Écrivez un texte plus court."),
    "int": Text(en="A whole number is expected.", fr="Un nombre entier est attendu."),
    "bool": Text(en="Expected: true or false.", fr="Attendu : true ou false."),
    "list": Text(en="A list is expected.", fr="Une liste est attendue."),
    "sequence": Text(en="A list is expected.", fr="Une liste est attendue."),
    "dict": Text(en="An object is expected.", fr="Un objet est attendu."),
    "less": Text(en="Give a smaller number.", fr="Indiquez un nombre plus petit."),
    "greater": Text(en="Give a larger number.", fr="Indiquez un nombre plus grand."),
}
"""What to give instead, by the longest beginning of pydantic's word for what is wrong."""


def problem(
    request: HttpRequest, status: int, faults: Iterable[Fault] = (), detail: Text | None = None
) -> HttpResponse:
    """Write a problem in the language of whoever asks."""
    language = language_for(request, house().settings.language)
    listed = [_read(fault, language) for fault in faults]
    title = {**TITLES, **WORDS}.get(status, TITLES[400])
    sentence = detail or SENTENCES.get(status, title)
    whole = " ".join(one["what"] or "" for one in listed) or _say(sentence, language)
    said = {
        "type": "about:blank",
        "title": _say(title, language),
        "status": status,
        "detail": whole,
        "faults": listed,
    }
    answer = HttpResponse(
        json.dumps(said, ensure_ascii=False),
        status=status,
        content_type="application/problem+json",
        headers={"Content-Language": language},
    )
    if status == STRANGER:
        answer["WWW-Authenticate"] = "Bearer"
    return answer


def refuse_in(api: NinjaAPI) -> None:
    """Make ``api`` answer every failure as a problem."""
    api.exception_handler(PasserelleError)(_ours)
    api.exception_handler(ValidationError)(_wrong)
    api.exception_handler(AuthenticationError)(stranger)
    api.exception_handler(HttpError)(lambda request, fault: problem(request, fault.status_code))
    api.exception_handler(RequestDataTooBig)(lambda request, _: problem(request, TOO_LARGE))
    api.exception_handler(Exception)(_failed)


def stranger(request: HttpRequest, fault: object = None) -> HttpResponse:
    """Say that nobody is signed in, and how to be."""
    del fault
    return problem(request, STRANGER, detail=HOW_TO_ENTER)


def unknown_arguments(names: Iterable[str], known: Iterable[str]) -> list[Fault]:
    """Say which arguments the verb does not take."""
    return [
        Fault(
            Text(en=f"There is no argument '{name}'.", fr=f"Il n'y a pas d'argument « {name} »."),
            nearest(name, known),
        )
        for name in names
    ]


def _ours(request: HttpRequest, fault: PasserelleError | type[PasserelleError]) -> HttpResponse:
    status = status_of(fault) if isinstance(fault, PasserelleError) else OURS
    if isinstance(fault, UserError):
        return problem(request, status, fault.faults)
    if isinstance(fault, OutsideError):
        said = Text(en=fault.read("en"), fr=fault.read("fr"))
        return problem(request, status, detail=said)
    return _failed(request, fault)


def _wrong(request: HttpRequest, fault: Any) -> HttpResponse:  # noqa: ANN401 (ninja's own type of error)
    return problem(request, 422, [_fault(error) for error in fault.errors])


def _failed(request: HttpRequest, fault: object) -> HttpResponse:
    log.error("%s %s", request.method, request.path, exc_info=fault)  # type: ignore[arg-type]
    return problem(request, OURS)


def _fault(error: Mapping[str, Any]) -> Fault:
    """Say what is wrong with one argument, from pydantic's words."""
    kind, place = str(error["type"]), [str(part) for part in error["loc"] if part != "given"]
    name = ".".join(place[1:]) or place[0]
    if kind == "extra_forbidden":
        return unknown_arguments([name], [])[0]
    what = (
        Text(en=f"'{name}' is missing.", fr=f"Il manque « {name} ».")
        if kind == "missing"
        else Text(en=f"'{name}' cannot be read.", fr=f"« {name} » ne peut être lu.")
    )
    expected = next(
        (EXPECTED[one] for one in sorted(EXPECTED, key=len, reverse=True) if kind.startswith(one)),
        None,
    )
    choices = str(error.get("ctx", {}).get("expected", error.get("msg", "")))
    fix = expected or Text(en=f"Expected: {choices}.", fr=f"Attendu : {choices}.")
    return Fault(what, fix)


def _read(fault: Fault, language: Language) -> dict[str, str | None]:
    return {
        "what": _say(fault.what, language),
        "fix": _say(fault.fix, language),
        "place": str(fault.place) if fault.place else None,
        "why": _say(fault.why, language) if fault.why else None,
    }


def _say(text: Text, language: Language) -> str:
    said = text.read(language)
    return typeset(said) if language == "fr" else said
