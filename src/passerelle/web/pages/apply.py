"""Preview and apply: what putting head in force would do, then doing it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from passerelle.base.errors import NotAllowed, UserError
from passerelle.base.language import Text
from passerelle.web.asking import ask
from passerelle.web.doors import opens
from passerelle.web.pages.plan import with_address
from passerelle.web.templatetags.say import read_text

GROUPS = {
    "people": Text(en="People", fr="Personnes"),
    "money": Text(en="Money", fr="Argent"),
    "dates": Text(en="Dates", fr="Dates"),
    "promises": Text(en="Promises", fr="Promesses"),
    "goals": Text(en="Goals", fr="Objectifs"),
    "checks": Text(en="Checks", fr="Règles"),
}

CLASSES = {
    "cosmetic": Text(en="cosmetic", fr="de forme"),
    "additive": Text(en="additive", fr="d'ajout"),
    "operational": Text(en="operational", fr="opérationnel"),
    "budget": Text(en="budget", fr="budgétaire"),
    "strategic": Text(en="strategic", fr="stratégique"),
}


@opens("read")
@require_http_methods(["GET", "POST"])
def apply(request: HttpRequest) -> HttpResponse:
    """Show the preview; on POST apply it, or say why it is refused."""
    if request.method == "GET":
        return _show(request)
    try:
        done = ask(request, "apply", reason=request.POST.get("why", "").strip())
    except NotAllowed:
        raise
    except UserError as fault:
        return _show(request, [one.as_json() for one in fault.faults])
    messages.success(request, read_text(_said(done)))
    return redirect("apply")


def _show(request: HttpRequest, faults: list[dict[str, Any]] | None = None) -> HttpResponse:
    preview = ask(request, "preview")
    lines = [(GROUPS[group], said) for group, said in preview["lines"].items() if said]
    context = {
        "preview": preview,
        "lines": lines,
        "stands": [(GROUPS[group], said) for group, said in preview["stands"].items()],
        "klass": CLASSES.get(preview["klass"], preview["klass"]),
        "blocked": [with_address(one) for one in preview["blocked"]],
        "faults": faults or [],
        "people": sum(one["reachable"] for one in preview["sends"]),
        "in_force": preview["applied"] == preview["revision"],
        "alone": bool(preview["approvals"]) and ask(request, "approvals")["alone"],
        "why": request.POST.get("why", ""),
    }
    return render(request, "passerelle/apply.html", context, status=409 if faults else 200)


def _said(done: dict[str, Any]) -> Text:
    if not done["changed"]:
        return Text(
            en="No change: this revision is in force.",
            fr="Aucun changement : cette révision est en vigueur.",
        )
    queued, tasks, number = len(done["queued"]), len(done["tasks"]), done["revision"]
    return Text(
        en=f"Revision {number} is in force. Sends queued: {queued}; task sheets: {tasks}.",
        fr=f"La révision {number} est en vigueur. Envois en file : {queued} ; "
        f"fiches de tâche : {tasks}.",
    )


urlpatterns = [path("apply/", apply, name="apply")]
