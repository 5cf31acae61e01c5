"""Plan: what the rules say of it, and every part of it, course beside engine."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse

from passerelle.base.errors import UserError
from passerelle.web.asking import ask
from passerelle.web.doors import opens
from passerelle.web.shortened import shortened

ENGINE = (
    "choices", "campaigns", "actions", "media", "contents", "promotions", "loyalty", "experiments",
    "tasks", "sprints", "budget", "spending", "teams", "people", "partners", "absences",
    "trainings", "rituals", "charter", "rights", "blackouts", "waivers",
)  # fmt: skip
"""Sections of the operations side; the others are strategy."""

HEALTH = {"error": "bad", "warning": "watch"}

PRESSING = {"bad": 2, "watch": 1, "": 0}

MOST = 25
"""Parts of a section shown at once; ``?whole=actions`` shows all of one."""


@opens("read")
def plan(request: HttpRequest) -> HttpResponse:
    """Show the findings and the two halves of the plan."""
    outline = ask(request, "outline")
    checked, broken = _checked(request)
    findings = [with_address(one) for one in checked["findings"]] if checked else []
    worst = _worst(findings)
    for section in outline["sections"]:
        _prepare(section, worst, whole=request.GET.get("whole") == section["section"])
    outline["holds"] = any(one["items"] or one["says"] for one in outline["sections"])
    settled = request.GET.get("settled") == str(outline["revision"])
    context = {
        "outline": outline,
        "course": [one for one in outline["sections"] if one["section"] not in ENGINE],
        "engine": [one for one in outline["sections"] if one["section"] in ENGINE],
        "checked": checked,
        "findings": findings,
        "broken": broken,
        "settled": settled,
        "raised": _raised(request, outline["revision"]) if settled else [],
    }
    return render(request, "passerelle/plan/plan.html", context)


def _prepare(section: dict[str, Any], worst: dict[str, str], *, whole: bool) -> None:
    """Say what state each item is in, and keep as many as a page holds, those to look at first."""
    for item in section["items"]:
        item["health"] = worst.get(f"{section['section']}/{item['name']}", "")
    section["count"] = len(section["items"])
    if not whole:
        section["items"], section["left_out"] = shortened(
            section["items"], MOST, lambda item: PRESSING[item["health"]]
        )


def _raised(request: HttpRequest, revision: int) -> list[dict[str, Any]]:
    """Give the findings that the last revision brought: a value may settle one and raise another."""
    found = ask(request, "difference", before=revision - 1, after=revision)
    return [with_address(one) for one in found["appeared"]]


def _checked(request: HttpRequest) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
    """Check the plan; a file that cannot be read is shown beside the plan that stands."""
    try:
        return ask(request, "check"), []
    except UserError as fault:
        return None, [one.as_json() for one in fault.faults]


def with_address(finding: dict[str, Any]) -> dict[str, Any]:
    """Link a finding to the form of its node."""
    section, _, name = str(finding["node"]).partition("/")
    if not section:
        return finding
    kept = {"section": section, "name": name} if name else {"section": section}
    address = reverse("plan-form" if name else "plan-form-new", kwargs=kept)
    field = str(finding.get("field") or "").replace("/", "-")
    return {**finding, "href": f"{address}#f-{field}" if field else address}


def _worst(findings: list[dict[str, Any]]) -> dict[str, str]:
    """Give the gravest state of each node that a finding speaks of."""
    worst: dict[str, str] = {}
    for one in findings:
        health = HEALTH.get(one["severity"], "")
        if health and worst.get(one["node"]) != "bad" and not one["waived_by"]:
            worst[one["node"]] = health
    return worst


urlpatterns = [path("plan/", plan, name="plan")]
