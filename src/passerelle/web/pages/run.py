"""Run: carry the revision in force out now, and watch it being done."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from passerelle.verbs.people import allow
from passerelle.web.asking import actor_of, ask, house
from passerelle.web.carrying import Carrying, begin, latest
from passerelle.web.doors import opens


@opens("read")
@require_http_methods(["GET", "POST"])
def run(request: HttpRequest) -> HttpResponse:
    """Show what carrying out would do, or how far it is; on POST begin."""
    if request.method == "POST":
        allow(request.user, "run")
        begin(house().seen_by(actor_of(request)))
        return redirect("run")
    return render(request, "passerelle/run.html", _context(request, latest(house())))


@opens("read")
def run_progress(request: HttpRequest) -> HttpResponse:
    """Give the part of the page that moves."""
    return render(request, "passerelle/parts/run.html", {"run": latest(house())})


def _context(request: HttpRequest, going: Carrying | None) -> dict[str, Any]:
    found = ask(request, "home")
    waiting = [one for one in ask(request, "sends")["sends"] if one["state"] in ("held", "due")]
    return {
        "run": going,
        "applied": found["applied"],
        "waiting": waiting,
        "people": sum(one["counts"].get("queued", 0) for one in waiting),
    }


urlpatterns = [
    path("run/", run, name="run"),
    path("run/progress/", run_progress, name="run-progress"),
]
