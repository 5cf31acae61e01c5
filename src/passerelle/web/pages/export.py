"""Export: what leaves the plan, what each file is for, and calendars to subscribe to."""

import io
from base64 import b64decode
from typing import Any
from zipfile import ZipFile, ZipInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from passerelle.base.language import Text
from passerelle.verbs.people import may
from passerelle.web.asking import ask, house
from passerelle.web.doors import opens
from passerelle.web.papers import download
from passerelle.web.templatetags.say import read_text


@opens("read")
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """List the exports and the calendars."""
    found = ask(request, "exports")
    address = house().settings.address.rstrip("/")
    rows = [{**one, "address": address + one["path"]} for one in ask(request, "feeds")["feeds"]]
    context = {
        "exports": found["exports"],
        "teams": found["teams"],
        "feeds": rows,
        "may_renew": may(request.user, "manage_people"),
    }
    return render(request, "passerelle/export.html", context)


@opens("read")
@require_safe
def export_file(request: HttpRequest, what: str) -> HttpResponse:
    """Give an export to keep; several files come as one archive."""
    chosen = {key: request.GET[key] for key in ("form", "team", "who") if request.GET.get(key)}
    files = ask(request, "export-files", what=what, **chosen)["files"]
    if len(files) == 1:
        (one,) = files
        return download(b64decode(one["base64"]), one["name"], one["kind"])
    name = "-".join((what, *chosen.values())) + ".zip"
    return download(_archive(files), name, "application/zip")


@opens("manage_people")
@require_POST
def renew(request: HttpRequest) -> HttpResponse:
    """Make the links of all calendars anew."""
    ask(request, "renew-feeds")
    said = Text(
        en="New links were made; whoever had an old one reads nothing more.",
        fr="De nouveaux liens sont faits\u202f; qui avait un ancien lien ne lit plus rien.",
    )
    messages.success(request, read_text(said))
    return redirect("export")


def _archive(files: list[dict[str, Any]]) -> bytes:
    """Put files in one archive; the same files give the same bytes."""
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        for one in files:
            archive.writestr(ZipInfo(one["name"]), b64decode(one["base64"]))
    return out.getvalue()


urlpatterns = [
    path("export/", export, name="export"),
    path("export/links/", renew, name="export-renew"),
    path("export/<slug:what>/file/", export_file, name="export-file"),
]
