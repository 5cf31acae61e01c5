"""Pages for what goes wrong: what, where, why, and how to repair it, in the reader's language."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from passerelle.base.errors import OutsideError, PasserelleError, UserError
from passerelle.base.language import Text

TITLES = {
    400: Text(en="This request was not understood", fr="Cette demande n'a pas été comprise"),
    403: Text(en="Not allowed", fr="Non autorisé"),
    404: Text(en="Not found", fr="Introuvable"),
    409: Text(en="Not now", fr="Pas maintenant"),
    422: Text(en="Something needs repair", fr="Quelque chose est à corriger"),
    429: Text(en="Too many attempts", fr="Trop d'essais"),
    500: Text(en="Passerelle failed", fr="Passerelle a échoué"),
    503: Text(en="Another system did not answer", fr="Un autre système n'a pas répondu"),
}

SENTENCES = {
    400: Text(
        en="Nothing was changed. Go back and try again.",
        fr="Rien n'a été modifié. Revenez en arrière et recommencez.",
    ),
    403: Text(
        en="This page was open for too long, or was sent from elsewhere. Reload it, try again.",
        fr="Cette page est restée ouverte trop longtemps, ou la demande vient d'ailleurs. "
        "Rechargez-la et recommencez.",
    ),
    404: Text(
        en="There is nothing at this address.",
        fr="Il n'y a rien à cette adresse.",
    ),
    429: Text(
        en="Wait a moment, then try again.",
        fr="Attendez un instant, puis recommencez.",
    ),
    500: Text(
        en="Nothing is half-done: what was begun was taken back. The log says what failed.",
        fr="Rien n'est fait à moitié : ce qui était commencé a été annulé. "
        "Le journal du serveur dit ce qui a échoué.",
    ),
}


def error_page(
    request: HttpRequest, status: int, fault: PasserelleError | None = None
) -> HttpResponse:
    """Write the page of an error; ``fault`` adds what the caller can repair."""
    context: dict[str, Any] = {
        "title": TITLES[status],
        "status": status,
        "sentence": None if fault else SENTENCES.get(status),
        "faults": [],
        "outside": None,
    }
    if isinstance(fault, UserError):
        context["faults"] = [one.as_json() for one in fault.faults]
    if isinstance(fault, OutsideError):
        context["outside"] = {"what": fault.what, "answer": fault.answer}
    return render(request, "passerelle/error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's 400."""
    del exception
    return error_page(request, 400)


def forbidden(
    request: HttpRequest, exception: Exception | None = None, reason: str = ""
) -> HttpResponse:
    """Django's 403, and a form whose token does not match."""
    del exception, reason
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's 404."""
    del exception
    return error_page(request, 404)


def failed(request: HttpRequest) -> HttpResponse:
    """Django's 500."""
    return error_page(request, 500)
