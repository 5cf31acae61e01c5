"""History: every revision of the plan, who wrote it, why, and what it changed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from passerelle.web.asking import ask
from passerelle.web.doors import opens
from passerelle.web.names import names
from passerelle.web.pages.apply import CLASSES

SHOWN = 50
FIRST = 8
"""Changes shown at once; the others unfold."""


@opens("read")
def history(request: HttpRequest) -> HttpResponse:
    """List the revisions, latest first."""
    found = ask(request, "history", limit=SHOWN)
    known = names(request)
    rows = []
    for row in found["revisions"]:
        changes = [{**one, "title": known.node(one["node"])} for one in row["changes"]]
        rows.append(
            {
                **row,
                "before": max(row["number"] - 1, 1),
                "kind": CLASSES.get(row["klass"], row["klass"]),
                "first": changes[:FIRST],
                "others": changes[FIRST:],
            }
        )
    return render(request, "passerelle/history.html", {"history": found, "rows": rows})


urlpatterns = [path("history/", history, name="history")]
