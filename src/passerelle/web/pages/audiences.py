"""Audiences: each segment's people today, who can be reached and why not the others."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from passerelle.base.ids import slug_of
from passerelle.web.asking import ask, house
from passerelle.web.doors import opens
from passerelle.web.names import names
from passerelle.web.papers import download

CHANNELS = ("email", "sms", "site")
"""Channels to choose from; the last stands for every one that is open to whoever is there."""

EXPORTS = "exports"


@opens("read")
def audiences(request: HttpRequest) -> HttpResponse:
    """List the segments with size, reach and what uses them."""
    channel = _channel(request.GET.get("channel", ""))
    found = ask(request, "audiences", channel=channel)
    known = names(request)
    segments = [
        {
            **one,
            "actions": [
                {"name": name, "title": known.action(name)} for name in one.get("used_by", ())
            ],
        }
        for one in sorted(found["segments"], key=lambda one: (one["rank"] or 99, one["name"]))
    ]
    context = {
        "audiences": found,
        "segments": segments,
        "channel": channel,
        "channels": CHANNELS,
    }
    return render(request, "passerelle/audiences.html", context)


@opens("read")
def audience(request: HttpRequest, name: str) -> HttpResponse:
    """Show one segment on a day."""
    channel, day = _channel(request.GET.get("channel", "")), request.GET.get("as_of", "")
    found = ask(request, "audience", name=name, channel=channel, as_of=day, with_sql=True)
    known = names(request)
    day = day or house().workspace.today
    context = {
        "audience": found,
        "channels": CHANNELS,
        "day": day,
        "phrase": {"given": _written(found["who"])},
        "actions": [{"name": one, "title": known.action(one)} for one in found["used_by"]],
        "left_out": found["matched"] - found["reachable"],
        "command": f"passerelle audience {name} --channel {channel} --as-of {day}",
        "explain": {"sql": found["sql"], "as_of": found["as_of"]} if found["sql"] else None,
        "edit_address": reverse("plan-form", kwargs={"section": "segments", "name": name}),
    }
    return render(request, "passerelle/audience.html", context)


@opens("export_people")
@require_POST
def audience_export(request: HttpRequest, name: str) -> HttpResponse:
    """Give the people of a segment, or those left out, as a file; nothing stays on the server."""
    channel, day = _channel(request.POST.get("channel", "")), request.POST.get("as_of", "")
    folder = house().workspace.state / EXPORTS
    folder.mkdir(mode=0o700, exist_ok=True)
    with TemporaryDirectory(dir=folder) as apart:
        target = Path(apart) / f"{slug_of(name)}-{day or house().workspace.today}.csv"
        found = ask(request, "audience", name=name, channel=channel, as_of=day, export=str(target))
        chosen = Path(found["written"][1 if request.POST.get("part") == "left-out" else 0])
        body = chosen.read_bytes()
    return download(body, chosen.name, "text/csv; charset=utf-8")


def _channel(asked: str) -> str:
    return asked if asked in CHANNELS else CHANNELS[0]


def _written(who: Any) -> str:  # noqa: ANN401
    """Write a definition as the plan's files do."""
    if who is None or isinstance(who, str):
        return who or ""
    return yaml.safe_dump(who, allow_unicode=True, sort_keys=False).strip()


urlpatterns = [
    path("audiences/", audiences, name="audiences"),
    path("audiences/<str:name>/", audience, name="audience"),
    path("audiences/<str:name>/export/", audience_export, name="audience-export"),
]
