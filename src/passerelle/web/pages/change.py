"""Change: what a part touches, how two revisions differ, what the plan said, who approves, what follows."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, path, reverse
from django.views.decorators.http import require_POST

from passerelle.base.errors import UserError
from passerelle.base.language import Text
from passerelle.web.asking import ask
from passerelle.web.doors import opens
from passerelle.web.pages.apply import CLASSES, GROUPS
from passerelle.web.pages.plan import with_address
from passerelle.web.templatetags.say import read_text

Json = dict[str, Any]


@opens("read")
def impact(request: HttpRequest, section: str = "", name: str = "") -> HttpResponse:
    """Show what a change of one part touches, or what all that waits touches."""
    what = f"{section}/{name}" if name else section
    found = ask(request, "impact", what=what)
    for group in found["sections"]:
        for item in group["items"]:
            item["href"] = node_address(item["node"]) if item["there"] else ""
    outline = ask(request, "outline")["sections"]
    context = {
        "impact": found,
        "what": what,
        "chosen": outline_choices(outline),
        "total": sum(found["counts"].values()),
    }
    return render(request, "passerelle/impact.html", context)


@opens("read")
def difference(request: HttpRequest) -> HttpResponse:
    """Show two revisions side by side."""
    first, last = _number(request, "before"), _number(request, "after")
    found = ask(request, "difference", before=first, after=last)
    history = ask(request, "history", limit=200)
    context = {
        "diff": found,
        "klass": CLASSES.get(found["klass"], found["klass"]),
        "lines": [(GROUPS[group], said) for group, said in found["lines"].items() if said],
        "changes": [
            {**one, "kind": CLASSES[one["klass"]], "href": node_address(one["node"])}
            for one in found["changes"]
        ],
        "appeared": [with_address(one) for one in found["appeared"]],
        "settled": found["settled"],
        "revisions": history["revisions"],
    }
    return render(request, "passerelle/difference.html", context)


@opens("read")
def past(request: HttpRequest) -> HttpResponse:
    """Show the plan that was in force on a day."""
    day, found, faults = request.GET.get("day", "").strip(), None, []
    if day:
        try:
            found = ask(request, "plan-on", day=day)
        except UserError as fault:
            faults = [one.as_json() for one in fault.faults]
    context = {"past": found, "day": day, "faults": faults}
    return render(request, "passerelle/past.html", context, status=404 if faults else 200)


@opens("read")
def alignment(request: HttpRequest) -> HttpResponse:
    """Show how much follows the strategy: the plan, its objectives, its teams, and since when."""
    found = ask(request, "alignment")
    parts = [
        (Text(en="Objectives", fr="Objectifs"), [_with_spark(one) for one in found["objectives"]]),
        (Text(en="Teams", fr="Équipes"), [_with_spark(one) for one in found["teams"]]),
    ]
    context = {"figures": found, "whole": _with_spark(found["plan"]), "parts": parts}
    return render(request, "passerelle/alignment.html", context)


@opens("read")
@require_POST
def approve(request: HttpRequest) -> HttpResponse:
    """Give the approvals that are the reader's to give."""
    revision = _posted_number(request, "revision")
    ask(request, "approve", revision=revision, seat=request.POST.get("seat", ""))
    messages.success(
        request, read_text(Text(en="Your approval is recorded.", fr="Votre approbation est notée."))
    )
    return redirect("apply")


def node_address(node: str) -> str:
    """Give the address of the form of a node; empty for what has none."""
    section, _, name = node.partition("/")
    kept = {"section": section, "name": name} if name else {"section": section}
    try:
        return reverse("plan-form" if name else "plan-form-new", kwargs=kept)
    except NoReverseMatch:
        return ""


def outline_choices(outline: list[Json]) -> list[Json]:
    """List what can be chosen: the single sections, then the nodes of each named one."""
    singles = [one for one in outline if not one["named"] and one["says"]]
    named = [one for one in outline if one["items"]]
    return [
        *(
            {"title": one["title"], "items": [{"node": one["section"], "title": ""}]}
            for one in singles
        ),
        *(
            {
                "title": one["title"],
                "items": [
                    {"node": f"{one['section']}/{item['name']}", "title": item["title"]}
                    for item in one["items"]
                ],
            }
            for one in named
        ),
    ]


def _with_spark(row: Json) -> Json:
    from passerelle.web.templatetags.parts import spark_path  # noqa: PLC0415 (a part of pages)

    values = [one["percent"] for one in row["past"]]
    return {**row, "spark": spark_path(values)}


def _number(request: HttpRequest, name: str) -> int:
    given = request.GET.get(name, "")
    return int(given[:9]) if given.isdecimal() else 0


def _posted_number(request: HttpRequest, name: str) -> int:
    given = request.POST.get(name, "")
    return int(given[:9]) if given.isdecimal() else 0


def chosen(request: HttpRequest) -> HttpResponse:
    """Lead from the list of parts to the page of the one that was chosen."""
    section, _, name = request.GET.get("what", "").partition("/")
    if not section:
        return redirect("impact")
    kept = {"section": section, "name": name} if name else {"section": section}
    try:
        return redirect(reverse("impact-node" if name else "impact-section", kwargs=kept))
    except NoReverseMatch:
        return redirect("impact")


urlpatterns = [
    path("impact/", impact, name="impact"),
    path("impact/of/", opens("read")(chosen), name="impact-of"),
    path("impact/<slug:section>/", impact, name="impact-section"),
    path("impact/<slug:section>/<slug:name>/", impact, name="impact-node"),
    path("difference/", difference, name="difference"),
    path("history/on/", past, name="past"),
    path("alignment/", alignment, name="alignment"),
    path("apply/approve/", approve, name="approve"),
]
