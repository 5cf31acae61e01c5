"""Calendar: every dated action on its days, as a picture and as a table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from passerelle.base import language as written
from passerelle.base.errors import UserError
from passerelle.base.language import Text
from passerelle.web.asking import ask
from passerelle.web.doors import opens
from passerelle.web.names import names
from passerelle.web.reader import reader
from passerelle.web.templatetags.say import read_text

SPANS = {"month": 1, "quarter": 3, "year": 12}
SOON = 14
"""Days of slack below which a chain of actions is critical."""

NARROWEST = 0.6
"""Least width of a bar in percent, so that one day of a year is seen."""

FARTHEST = 50
"""Years from today that can be shown."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days that the page shows: whole months, ``end`` included."""

    start: date
    months: int

    @property
    def end(self) -> date:
        """The last day shown."""
        return month_on(self.start, self.months) - timedelta(days=1)

    @property
    def days(self) -> int:
        """How many days are shown."""
        return (self.end - self.start).days + 1

    def at(self, day: date) -> float:
        """Where a day begins, in percent of the width."""
        return 100 * (day - self.start).days / self.days


@opens("read")
def calendar(request: HttpRequest) -> HttpResponse:
    """Show the actions whose days touch the window."""
    found = ask(request, "calendar")
    known = names(request)
    today = date.fromisoformat(found["today"])
    span = request.GET.get("span", "quarter")
    window = Window(_first(request.GET.get("from", ""), today, span), SPANS.get(span, 3))
    rows = [
        {**row, "owner_title": known.owner(row["owner"]), "bar": bar(row, window)}
        for row in found["rows"]
        if touches(row, window)
    ]
    context = {
        "calendar": found,
        "rows": rows,
        "undated": [{"action": one, "title": known.action(one)} for one in found["undated"]],
        "window": window,
        "months": list(_months(window)),
        "today_at": _today(window, today),
        "span": span if span in SPANS else "quarter",
        "back": month_on(window.start, -window.months),
        "next": month_on(window.start, window.months),
        "bands": _bands(found, window),
        "critical": {
            one
            for path in found["paths"]
            if path["slack"] is not None and path["slack"] <= SOON
            for one in path["actions"]
        },
        "weeks": list(weeks(found, window)),
        "paths": [
            {**path, "titles": [known.action(one) for one in path["actions"]]}
            for path in found["paths"]
        ],
        "running": sum(row["state"] == "running" for row in rows),
        "coming": sum(row["state"] == "coming" for row in rows),
    }
    return render(request, "passerelle/calendar.html", context)


@opens("edit_plan")
@require_POST
def move(request: HttpRequest) -> HttpResponse:
    """Give an action other days, as typed."""
    name, typed = request.POST.get("action", ""), request.POST.get("when", "").strip()
    change = {"node": f"actions/{name}", "field": "when", "value": typed or None}
    base = request.POST.get("base", "")
    done = ask(
        request,
        "edit",
        changes=[change],
        reason=request.POST.get("why", "").strip(),
        known=True,
        base=int(base[:15]) if base.isdecimal() else None,
    )
    if done["conflicts"]:
        other = (done["other"] or {}).get("author", "?")
        raise UserError(
            Text(
                en=f"{other} moved it in the meantime, to {done['conflicts'][0]['theirs']}.",
                fr=f"{other} l'a déplacée entre-temps, au {done['conflicts'][0]['theirs']}.",
            ),
            Text(en="Look again, then move it.", fr="Regardez de nouveau, puis déplacez-la."),
        )
    said = Text(
        en=f"Recorded as revision {done['revision']}.",
        fr=f"Enregistré\u202f: révision {done['revision']}.",
    )
    messages.success(request, read_text(said))
    query = request.GET.urlencode()
    return redirect(f"{reverse('calendar')}{'?' + query if query else ''}#a-{name}")


def weeks(found: Mapping[str, Any], window: Window) -> Iterator[dict[str, Any]]:
    """Walk the weeks of the window in which someone has more than there is room for, or nearly.

    Each has its Monday and what is full: people, sales at p90, contacts of a segment.
    """
    first, last = window.start.isoformat(), window.end.isoformat()
    full: dict[str, list[dict[str, Any]]] = {}
    for row in found["people"]:
        if row["capacity"] is not None and _over(row["days"], row["capacity"]):
            full.setdefault(row["week"], []).append({"kind": "people", **row})
    for row in found["leads"]:
        if row["capacity"] is not None and _over(row["p90"], row["capacity"]):
            full.setdefault(row["week"], []).append({"kind": "leads", **row})
    for row in found["contacts"]:
        if row["contacts"] > row["cap"]:
            full.setdefault(row["week"], []).append({"kind": "contacts", **row})
    yield from (
        {"week": week, "rows": rows} for week, rows in sorted(full.items()) if first <= week <= last
    )


NEARLY = Decimal("0.85")
"""Share of the room from which a week is shown as full, as AL-050 warns by default."""


def _over(used: Any, room: Any) -> bool:  # noqa: ANN401
    return Decimal(str(used)) > NEARLY * Decimal(str(room))


def _bands(found: Mapping[str, Any], window: Window) -> list[dict[str, Any]]:
    """Place what lies under the actions: legal clearance, days without launch, public holidays."""
    rows = [("clearance", row["start"], row["end"], row) for row in found["clearance"]]
    rows += [("blackout", row["start"], row["end"], row) for row in found["blackouts"]]
    rows += [("holiday", row["day"], row["day"], row) for row in found["holidays"]]
    return [
        {
            "kind": kind,
            "row": row,
            "start": start,
            "end": end,
            **bar({"start": start, "end": end}, window),
        }
        for kind, start, end, row in rows
        if touches({"start": start, "end": end}, window)
    ]


def month_on(day: date, months: int) -> date:
    """Give the first day of the month ``months`` after that of ``day``."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


def touches(row: Mapping[str, Any], window: Window) -> bool:
    """Whether an action has a day in the window."""
    first, last = window.start.isoformat(), window.end.isoformat()
    return bool(row["start"] <= last and row["end"] >= first)


def bar(row: Mapping[str, Any], window: Window) -> dict[str, str]:
    """Place an action's bar: its part inside the window, in percent of the width."""
    start = max(date.fromisoformat(row["start"]), window.start)
    last = min(date.fromisoformat(row["end"]), window.end)
    left = window.at(start)
    width = max(window.at(last + timedelta(days=1)) - left, NARROWEST)
    return {"x": f"{min(left, 100 - NARROWEST):.2f}%", "width": f"{width:.2f}%"}


def _first(asked: str, today: date, span: str) -> date:
    usual = today.replace(month=1, day=1) if span == "year" else today.replace(day=1)
    try:
        first = date.fromisoformat(asked).replace(day=1)
    except ValueError:
        return usual
    return first if abs(first.year - today.year) <= FARTHEST else usual


def _today(window: Window, today: date) -> str:
    inside = window.start <= today <= window.end
    return f"{window.at(today) + 50 / window.days:.2f}%" if inside else ""


def _months(window: Window) -> Iterator[dict[str, str]]:
    for number in range(window.months):
        first = month_on(window.start, number)
        short = window.months > SPANS["quarter"]
        name = written.month(first, reader().language, short=short)
        yield {"x": f"{window.at(first):.2f}%", "name": name}


urlpatterns = [
    path("calendar/", calendar, name="calendar"),
    path("calendar/move/", move, name="calendar-move"),
]
