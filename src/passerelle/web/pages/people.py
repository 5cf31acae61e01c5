"""People: who may sign in, with what role; a one-time link for each."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST

from passerelle.base.language import Text
from passerelle.verbs.people import matrix
from passerelle.web.asking import ask
from passerelle.web.doors import opens
from passerelle.web.templatetags.say import read_text

RIGHTS = {
    "read": Text(en="Read the pages", fr="Lire les pages"),
    "read_people": Text(en="See who people are", fr="Voir qui sont les personnes"),
    "edit_plan": Text(en="Edit the plan", fr="Modifier le plan"),
    "comment": Text(en="Comment", fr="Commenter"),
    "acknowledge": Text(en="Say that they have read, or object", fr="Dire avoir lu, ou objecter"),
    "answer_task": Text(en="Report on tasks", fr="Rendre compte des tâches"),
    "approve": Text(en="Approve", fr="Approuver"),
    "approve_operational": Text(
        en="Approve operational changes", fr="Approuver les changements opérationnels"
    ),
    "approve_budget": Text(
        en="Approve changes of the budget", fr="Approuver les changements de budget"
    ),
    "approve_strategic": Text(
        en="Approve strategic changes", fr="Approuver les changements stratégiques"
    ),
    "apply": Text(en="Apply a revision", fr="Appliquer une révision"),
    "send": Text(en="Send", fr="Envoyer"),
    "send_test": Text(en="Send a test", fr="Envoyer un essai"),
    "stop_send": Text(en="Stop a send", fr="Arrêter un envoi"),
    "run": Text(en="Run the loop", fr="Lancer la boucle"),
    "import_data": Text(en="Import data", fr="Importer des données"),
    "accept_proposal": Text(
        en="Accept or refuse proposals", fr="Accepter ou refuser des propositions"
    ),
    "decide": Text(en="Write down decisions", fr="Consigner des décisions"),
    "export_people": Text(en="Export people", fr="Exporter des personnes"),
    "manage_people": Text(en="Manage people and roles", fr="Gérer les personnes et les rôles"),
}
"""Each operation as readers see it."""


@opens("manage_people")
def people(request: HttpRequest) -> HttpResponse:
    """List everyone, each with their role."""
    return _page(request, {})


@opens("manage_people")
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Add someone or change what they may do."""
    given = {
        key: request.POST.get(key, "").strip()
        for key in ("username", "name", "role", "team", "person", "language")
    }
    ask(request, "save-person", **given, active="active" in request.POST)
    kept = Text(en=f"{given['username']} is kept.", fr=f"{given['username']}\u202f: enregistré.")
    messages.success(request, read_text(kept))
    return redirect("people")


@opens("manage_people")
@require_POST
def link(request: HttpRequest) -> HttpResponse:
    """Make a one-time link and show it, once."""
    made = ask(request, "sign-in-link", username=request.POST.get("username", ""))
    return _page(request, {"made": made, "address": request.build_absolute_uri(made["path"])})


def _page(request: HttpRequest, more: dict[str, Any]) -> HttpResponse:
    found = ask(request, "people")
    roles = [one["role"] for one in found["roles"]]
    rights = [
        {"name": RIGHTS[word], "roles": [role in able for role in roles]} for word, able in matrix()
    ]
    return render(request, "passerelle/people.html", {"found": found, "rights": rights, **more})


urlpatterns = [
    path("people/", people, name="people"),
    path("people/save/", save, name="people-save"),
    path("people/link/", link, name="people-link"),
]
