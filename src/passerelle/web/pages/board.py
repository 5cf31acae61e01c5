"""KPI board: key results against their targets, every KPI beside the year before, one in detail."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from passerelle.base.errors import NotAllowed, NotFound, UserError
from passerelle.base.language import Text
from passerelle.verbs.week_rows import LIKELY
from passerelle.web.asking import ask
from passerelle.web.doors import opens
from passerelle.web.names import Names, names
from passerelle.web.pages.board_charts import by_channel, by_month
from passerelle.web.templatetags.say import quantity, share

Json = dict[str, Any]

PHASES = (
    ("strategic", Text(en="Strategic", fr="Stratégiques")),
    ("operational", Text(en="Operational", fr="Opérationnels")),
    ("meta", Text(en="Of the plan itself", fr="Du plan lui-même")),
)


@opens("read")
def kpis(request: HttpRequest) -> HttpResponse:
    """Show the key results and the board."""
    asked, faults = _period(request), []
    try:
        found = ask(request, "board", period=asked)
    except NotAllowed:
        raise
    except UserError as fault:
        faults = [one.as_json() for one in fault.faults]
        found = ask(request, "board")
    known = names(request)
    forecasts = _forecasts(request)
    results = [_result(one, forecasts, known) for one in found["key_results"]]
    days = _days(found["period"])
    context = {
        "board": found,
        "groups": [
            (title, [_row(row) for row in found["rows"] if row["kpi"]["phase"] == phase])
            for phase, title in PHASES
        ],
        "results": results,
        "on_track": sum(one["on_track"] is True for one in results),
        "known": sum(one["on_track"] is not None for one in results),
        "missing": [row for row in found["rows"] if row["missing"]],
        "faults": faults,
        **days,
        "command": f"passerelle measure --period {found['period']}",
        "before_days": _days(found["before"]),
    }
    return render(request, "passerelle/kpis.html", context, status=422 if faults else 200)


@opens("read")
def kpi(request: HttpRequest, name: str) -> HttpResponse:
    """Show one KPI: value, interval, by month, by channel, what it says and does not say."""
    period = _period(request)
    found = ask(request, "measure", kpi=name, by="month", period=period, with_sql=True)
    split = _by_channel(request, name, period)
    reading, about = found["reading"], found["kpi"]
    aims = [one for one in _forecasts(request).values() if one["kpi"] == about["id"]]
    channels = list(split["slices"]) if split else []
    context = {
        "reading": reading,
        "kpi": about,
        "months": by_month(reading, about, _aimed(aims, about)),
        "channels": by_channel(channels, about, split) if len(channels) > 1 else None,
        "slices": channels,
        "split_rule": next((one["rule"] for one in channels if one["rule"]), None),
        "not_split": split is None,
        "aims": [
            {**one, "title": names(request).of("objectives", one["objective"])} for one in aims
        ],
        "settings": found["settings"],
        "command": f"passerelle measure {about['id']} --period {reading['start']}..{reading['end']}",
        "explain": {
            "definition": about["says"],
            "does_not_say": about["does_not_say"],
            "sql": reading["sql"],
            "as_of": reading["as_of"],
        },
        "start": reading["start"],
        "finish": reading["end"],
        "revision": found["revision"],
    }
    return render(request, "passerelle/kpi.html", context)


def _by_channel(request: HttpRequest, name: str, period: str) -> Json | None:
    """Split by channel; None for a KPI that cannot be split so."""
    try:
        found: Json = ask(request, "measure", kpi=name, by="channel", period=period)["reading"]
    except (NotAllowed, NotFound):
        raise
    except UserError:
        return None
    return found


def _forecasts(request: HttpRequest) -> dict[str, Json]:
    """Give the latest forecast of each key result, by its place in the plan."""
    rows = [
        result["forecast"]
        for objective in ask(request, "home")["course"]
        for result in objective["results"]
        if result["forecast"]
    ]
    return {row["node"]: row for row in rows}


def _result(one: Json, forecasts: Mapping[str, Json], known: Names) -> Json:
    foreseen = (forecasts.get(one["node"]) or {}).get("forecast")
    track = foreseen["probability"] >= LIKELY if foreseen else one["on_track"]
    return {
        **one,
        "on_track": track,
        "pace": one["on_track"],
        "forecast": foreseen,
        "chance": share(foreseen["probability"], 0) if foreseen else "",
        "title": known.of("objectives", one["objective"]),
        "owner_title": known.owner(one["owner"]),
        "health": "soft" if track is None else "good" if track else "watch",
    }


def _row(row: Json) -> Json:
    """Add the change since the year before, as a share of it, or in points for a share."""
    value, before = row["value"], row["before"]
    change = None
    if value is not None and before not in (None, 0):
        moved = float(value) - float(before)
        points = row["unit"] in {"share", "score"}
        change = moved * (100 if row["unit"] == "share" else 1) if points else moved / abs(before)
    better = row["kpi"]["direction"]
    return {
        **row,
        "change": change,
        "points": row["unit"] in {"share", "score"},
        "health": _health(change, better),
        "shown": quantity(value, row["unit"]),
        "was": quantity(before, row["unit"]),
    }


def _health(change: float | None, better: str) -> str:
    if not change or better == "context":
        return ""
    return "good" if (change > 0) == (better == "up") else "watch"


def _aimed(aims: Sequence[Json], about: Json) -> Json | None:
    """The target that a month can be held against: a level, not a sum over the year."""
    known = [one for one in aims if one["target"] is not None]
    if not known or about["rollup"] in {"sum", "distinct"}:
        return None
    return known[0]


def _period(request: HttpRequest) -> str:
    start, finish = request.GET.get("from", ""), request.GET.get("to", "")
    return f"{start}..{finish}" if start and finish else ""


def _days(period: str) -> Json:
    start, _, finish = period.partition("..")
    return {"start": start, "finish": finish or start}


urlpatterns = [
    path("kpis/", kpis, name="kpis"),
    path("kpis/<str:name>/", kpi, name="kpi"),
]
