"""Weekly: the page that says on track or not, in either language, to read here or to keep."""

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from passerelle.base.language import language_of
from passerelle.web.asking import ask
from passerelle.web.doors import opens
from passerelle.web.papers import download, framed
from passerelle.web.reader import reader


@opens("read")
def weekly(request: HttpRequest) -> HttpResponse:
    """Show the weekly page in the language asked for, first the reader's own."""
    chosen = language_of(request.GET.get("in") or reader().language)
    found = ask(request, "report", language=chosen)
    context = {"chosen": chosen, "headline": found["headline"], "file": Path(found["file"]).name}
    return render(request, "passerelle/weekly.html", context)


@opens("read")
def weekly_page(request: HttpRequest, chosen: str) -> HttpResponse:
    """Give the page itself, for its frame."""
    return framed(ask(request, "report", language=language_of(chosen))["page"])


@opens("read")
def weekly_file(request: HttpRequest, chosen: str) -> HttpResponse:
    """Give the page as one file that needs nothing else."""
    found = ask(request, "report", language=language_of(chosen))
    return download(found["page"].encode(), Path(found["file"]).name, "text/html; charset=utf-8")


urlpatterns = [
    path("weekly/", weekly, name="weekly"),
    path("weekly/<str:chosen>/", weekly_page, name="weekly-page"),
    path("weekly/<str:chosen>/file/", weekly_file, name="weekly-file"),
]
