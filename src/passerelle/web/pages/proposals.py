"""Proposals: what the readings suggest to change, with reason and effect; a person decides."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST

from passerelle.base.errors import NotAllowed, NotFound, UserError
from passerelle.base.language import Text
from passerelle.web.asking import ask
from passerelle.web.doors import opens
from passerelle.web.names import Names, names
from passerelle.web.templatetags.say import quantity, read_text

Json = dict[str, Any]


@opens("read")
def proposals(request: HttpRequest) -> HttpResponse:
    """Show the proposals, open ones first."""
    return _show(request)


@opens("accept_proposal")
@require_POST
def proposal_decide(request: HttpRequest, number: int) -> HttpResponse:
    """Accept a proposal, which writes it into the plan, or refuse it and keep why."""
    reason, accepted = request.POST.get("reason", "").strip(), "accept" in request.POST
    if not accepted and not reason:
        return _show(request, number, [_why_not().as_json()])
    verb = "accept" if accepted else "refuse"
    try:
        done = ask(request, verb, proposal=str(number), reason=reason)
    except (NotAllowed, NotFound):
        raise
    except UserError as fault:
        return _show(request, number, [one.as_json()["what"] for one in fault.faults])
    if done["conflicts"]:
        return _show(request, number, [_changed_since().as_json()])
    messages.success(request, read_text(_said(done["revision"])))
    return redirect("proposals")


@opens("run")
@require_POST
def proposals_look(request: HttpRequest) -> HttpResponse:
    """Forecast and look for proposals now."""
    found = ask(request, "adjust")
    open_ones = sum(one["status"] == "open" for one in found["proposals"])
    looked = Text(
        en=f"Looked again: {open_ones} proposals are open.",
        fr=f"Nouvelle recherche faite : propositions ouvertes : {open_ones}.",
    )
    messages.success(request, read_text(looked))
    return redirect("proposals")


def _show(request: HttpRequest, number: int = 0, faults: list[Any] | None = None) -> HttpResponse:
    found, known = ask(request, "proposals")["proposals"], names(request)
    rows = [
        {**_shown(one, known), "faults": faults if one["id"] == number else []} for one in found
    ]
    context = {
        "open": [one for one in rows if one["status"] == "open"],
        "decided": [one for one in rows if one["status"] != "open"],
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "passerelle/proposals.html", context, status=409 if faults else 200)


def _shown(one: Json, known: Names) -> Json:
    expected = one["expected"] or {}
    return {
        **one,
        "low": quantity(expected.get("p10"), one["effect"]["unit"]),
        "high": quantity(expected.get("p90"), one["effect"]["unit"]),
        "changes": [
            {**change, "title": known.node(change["node"]), "after": change["value"]}
            for change in one["changes"]
        ],
    }


def _said(revision: int | None) -> Text:
    if revision is None:
        return Text(en="Refused; your reason is kept.", fr="Refusée ; votre raison est gardée.")
    return Text(
        en=f"Accepted: revision {revision} is written. Preview and apply put it in force.",
        fr=f"Acceptée : la révision {revision} est écrite. "
        "L'aperçu puis l'application la mettent en vigueur.",
    )


def _why_not() -> Text:
    return Text(
        en="Write why: whoever meets the same idea again will read it.",
        fr="Écrivez pourquoi : qui retrouvera la même idée le lira.",
    )


def _changed_since() -> Text:
    return Text(
        en="The plan changed these fields since; look for proposals again.",
        fr="Le plan a changé sur ces champs depuis ; relancez la recherche.",
    )


urlpatterns = [
    path("proposals/", proposals, name="proposals"),
    path("proposals/look/", proposals_look, name="proposals-look"),
    path("proposals/<int:number>/", proposal_decide, name="proposal-decide"),
]
