"""People: who may sign in, with what role; a one-time link for each."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST

from passerelle.base.language import Text
from passerelle.web.asking import ask
from passerelle.web.doors import opens
from passerelle.web.templatetags.say import read_text


@opens("manage_people")
def people(request: HttpRequest) -> HttpResponse:
    """List everyone, each with their role."""
    return render(request, "passerelle/people.html", {"found": ask(request, "people")})


@opens("manage_people")
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Add someone or change what they may do."""
    given = {
        key: request.POST.get(key, "").strip()
        for key in ("username", "name", "role", "team", "person")
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
    address = request.build_absolute_uri(made["path"])
    found = ask(request, "people")
    return render(
        request, "passerelle/people.html", {"found": found, "made": made, "address": address}
    )


urlpatterns = [
    path("people/", people, name="people"),
    path("people/save/", save, name="people-save"),
    path("people/link/", link, name="people-link"),
]
