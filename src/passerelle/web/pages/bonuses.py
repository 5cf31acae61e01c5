"""Bonuses: what the schemes would pay for attainments that someone types; nothing is paid or kept."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import path

from passerelle.base.errors import UserError
from passerelle.web.asking import ask
from passerelle.web.doors import opens

Json = dict[str, Any]


@opens("read")
def bonuses(request: HttpRequest) -> HttpResponse:
    """Show the schemes with the attainments of the address, those that are known otherwise."""
    attained, kept = _typed(request.GET, "at."), _typed(request.GET, "kept.")
    faults: list[Json] = []
    try:
        found = ask(request, "bonuses", attained=attained, kept=kept)
    except UserError as fault:
        faults = [one.as_json() for one in fault.faults]
        found = ask(request, "bonuses")
    context = {
        "found": found,
        "faults": faults,
        "objectives": [
            {**one, "typed": attained.get(one["name"]) or _percent(one["attained"])}
            for one in found["objectives"]
        ],
        "guardrails": [
            {**one, "typed": kept.get(one["name"]) or _answer(one["kept"])}
            for one in found["guardrails"]
        ],
        "command": _command(attained, kept),
    }
    return render(request, "passerelle/bonuses.html", context, status=422 if faults else 200)


def _typed(query: QueryDict, mark: str) -> dict[str, str]:
    return {
        name.removeprefix(mark): str(value)[:20]
        for name, value in query.items()
        if name.startswith(mark) and str(value).strip()
    }


def _percent(share: float | None) -> str:
    return "" if share is None else f"{round(share * 100, 1):g}"


def _answer(kept: bool | None) -> str:  # noqa: FBT001 (an answer that may be missing)
    return "" if kept is None else "yes" if kept else "no"


def _command(attained: dict[str, str], kept: dict[str, str]) -> str:
    words = ["passerelle", "bonus"]
    words += [word for name, value in attained.items() for word in ("--at", f"{name}={value}")]
    words += [word for name, value in kept.items() for word in ("--kept", f"{name}={value}")]
    return " ".join(words)


urlpatterns = [path("bonuses/", bonuses, name="bonuses")]
