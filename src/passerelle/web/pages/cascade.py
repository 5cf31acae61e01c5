"""Cascade: whether the goals below add up to the goal above, and what other numbers would do."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_POST

from passerelle.base.errors import NotFound, UserError
from passerelle.base.language import Text
from passerelle.web.asking import ask
from passerelle.web.doors import opens
from passerelle.web.templatetags.cascade import signed
from passerelle.web.templatetags.say import number, read_text, share

Json = dict[str, Any]

WHOLE = ("through", "growth", "growth_spread", "required")
"""Numbers of the whole cascade; those of a KPI are ``changes.<kpi>`` and ``spreads.<kpi>``."""

TALL = 120
"""Height of the tallest bar, in pixels."""

ENOUGH, EVEN = 0.8, 0.5
TOO_MUCH = 1.5
"""Times the needed change from which a cascade promises too much, as AL-025 does by default."""


@opens("read")
def cascades(request: HttpRequest) -> HttpResponse:
    """List every key result that others move."""
    rows = [{**row, "health": _closes(row["figures"])} for row in ask(request, "cascades")["rows"]]
    context = {
        "rows": rows,
        "open": sum(row["health"] == "bad" for row in rows),
        "unknown": sum(row["figures"] is None for row in rows),
    }
    return render(request, "passerelle/cascades.html", context)


@opens("read")
def cascade(request: HttpRequest, objective: str, kpi: str) -> HttpResponse:
    """Show one cascade with the numbers of the address, or as planned."""
    return _show(request, objective, kpi, request.GET)


@opens("edit_plan")
@require_POST
def cascade_record(request: HttpRequest, objective: str, kpi: str) -> HttpResponse:
    """Write the targets that were tried into the plan, with the reason."""
    reason = request.POST.get("reason", "").strip()
    if not reason:
        return _show(request, objective, kpi, request.POST, [_why().as_json()])
    found = ask(request, "cascade", objective=objective, key=kpi, **_numbers(request.POST))
    changes = [{name: one[name] for name in ("node", "field", "value")} for one in found["changes"]]
    if not changes:
        return _show(request, objective, kpi, request.POST, [_nothing().as_json()])
    base = request.POST.get("revision", "")
    try:
        done = ask(
            request,
            "edit",
            changes=changes,
            reason=reason,
            base=int(base) if base.isdigit() else None,
            known=True,
        )
    except UserError as fault:
        faults = [one.as_json()["what"] for one in fault.faults]
        return _show(request, objective, kpi, request.POST, faults)
    if done["conflicts"]:
        return _show(request, objective, kpi, request.POST, [_changed_since().as_json()])
    messages.success(request, read_text(_written(done["revision"])))
    return redirect("cascade", objective=objective, kpi=kpi)


def _show(
    request: HttpRequest,
    objective: str,
    kpi: str,
    typed: QueryDict,
    faults: list[Any] | None = None,
) -> HttpResponse:
    wrong = []
    numbers = _numbers(typed)
    try:
        found = ask(request, "cascade", objective=objective, key=kpi, **numbers)
    except NotFound:
        raise
    except UserError as fault:
        wrong = [one.as_json() for one in fault.faults]
        found = ask(request, "cascade", objective=objective, key=kpi)
    tree = _nested(found["rows"], numbers)
    context = {
        "cascade": found,
        "tree": tree,
        "wrong": wrong,
        "faults": faults or [],
        "typed": [(name, value) for name, value in typed.items() if _is_number(name) and value],
        "reason": typed.get("reason", ""),
        "required": _shown(numbers["required"], found["required"]),
        "through": _shown(numbers["through"], found["through"]),
        "market": _market(found, numbers),
        "picture": _picture(found["odds"], found["figures"]),
        "health": _health(found),
        "closes": _closes(found["figures"]) == "good",
        "too_much": bool(found["figures"] and (found["figures"]["times"] or 0) > TOO_MUCH),
        "figures": _strip(found),
        "command": _command(objective, kpi, numbers),
    }
    status = 409 if faults else 200
    return render(request, "passerelle/cascade.html", context, status=status)


def _is_number(name: str) -> bool:
    return name in WHOLE or name.startswith(("changes.", "spreads."))


def _numbers(typed: QueryDict) -> dict[str, Any]:
    """Read the numbers of a form or an address as the verb takes them."""
    found: dict[str, Any] = {name: typed.get(name, "").strip() for name in WHOLE}
    for group in ("changes", "spreads"):
        mark = f"{group}."
        found[group] = {
            name.removeprefix(mark): str(value).strip()
            for name, value in typed.items()
            if name.startswith(mark)
        }
    return found


def _nested(rows: list[Json], numbers: Mapping[str, Any]) -> Json:
    """Put each row under its parent, with the texts of its two controls."""
    trail: list[Json] = []
    top: Json = {}
    for row in rows:
        kpi = row["kpi"]
        node = {**row, "inside": []}
        node["typed_change"] = _shown(numbers["changes"].get(kpi, ""), row.get("change"))
        node["typed_spread"] = _shown(numbers["spreads"].get(kpi, ""), row.get("spread"))
        del trail[row["depth"] :]
        if trail:
            trail[-1]["inside"].append(node)
        else:
            top = node
        trail.append(node)
    return top


def _shown(typed: str, known: float | None) -> str:
    """Give what a control holds: what was typed, else the number in per cent with a point."""
    if typed:
        return typed.replace(",", ".")
    return "" if known is None else f"{round(known * 100, 2):g}"


def _market(found: Json, numbers: Mapping[str, Any]) -> Json | None:
    growth = found["growth"]
    if growth is None:
        return None
    return {
        "likely": _shown(numbers["growth"], growth["likely"]),
        "spread": _shown(numbers["growth_spread"], growth["spread"]),
        "low": growth["low"],
        "high": growth["high"],
        "by_points": growth["spread"] is None and not numbers["growth"],
    }


def _picture(odds: Json | None, figures: Json | None) -> Json | None:
    """Place the bars of the draws, the goal and the three points, in percent of the width."""
    if odds is None or figures is None:
        return None
    span, width = odds["high"] - odds["low"], 100 / len(odds["bars"])
    most, goal = max(odds["bars"]), figures["required"]
    falls = goal < 0

    def at(value: float) -> float:
        return float(min(100.0, max(0.0, 100 * (value - odds["low"]) / span)))

    def bar(place: int, count: int) -> Json:
        middle = odds["low"] + span * (place + 0.5) / len(odds["bars"])
        height = TALL * count / most
        return {
            "x": f"{place * width:.2f}%",
            "width": f"{width * 0.92:.2f}%",
            "y": f"{TALL - height:.1f}",
            "height": f"{height:.1f}",
            "kind": "reached" if (middle <= goal if falls else middle >= goal) else "short",
        }

    return {
        "bars": [bar(place, count) for place, count in enumerate(odds["bars"])],
        "goal": f"{at(goal):.2f}%",
        "anchor": "end" if at(goal) > 60 else "start",  # noqa: PLR2004 (words stay inside)
        "shift": -6 if at(goal) > 60 else 6,  # noqa: PLR2004
        "p10": f"{at(odds['p10']):.2f}%",
        "p50": f"{at(odds['p50']):.2f}%",
        "band": f"{at(odds['p90']) - at(odds['p10']):.2f}%",
    }


def _closes(figures: Json | None) -> str:
    if figures is None:
        return "soft"
    return "bad" if figures["missing"] > 0 else "good"


def _health(found: Json) -> str:
    odds = found["odds"]
    if odds is None:
        return "soft"
    return (
        "good"
        if odds["probability"] >= ENOUGH
        else "watch"
        if odds["probability"] >= EVEN
        else "bad"
    )


def _strip(found: Json) -> list[Json]:
    figures, odds = found["figures"], found["odds"]
    if figures is None or odds is None:
        return []
    needed = figures["needed_through"]
    through = (
        Text(en="no share is enough", fr="aucune part ne suffit")
        if needed is None or not 0 <= needed <= 1
        else None
    )
    return [
        {"name": Text(en="Needed", fr="Demandé"), "value": signed(figures["required"])},
        {"name": Text(en="Implied", fr="Obtenu"), "value": signed(figures["implied"])},
        {"name": Text(en="Missing", fr="Il manque"), "value": share(figures["missing"])},
        {
            "name": Text(en="Must go through them", fr="Doit passer par eux"),
            "value": share(needed) if through is None else "",
            "missing": through,
            "interval": Text(
                en=f"now {share(found['through'])}", fr=f"aujourd'hui {share(found['through'])}"
            ),
        },
        {
            "name": Text(en="Chance of the goal", fr="Chances d'atteindre le but"),
            "value": share(odds["probability"], 0),
            "interval": Text(
                en=f"{signed(odds['p10'])} to {signed(odds['p90'])}",
                fr=f"de {signed(odds['p10'])} à {signed(odds['p90'])}",
            ),
        },
    ]


def _command(objective: str, kpi: str, numbers: Mapping[str, Any]) -> str:
    words = ["passerelle", "cascade", objective, "--key", kpi]
    for name, change in numbers["changes"].items():
        spread = numbers["spreads"].get(name, "")
        if change:
            words += ["--move", f"{name}={change}" + (f"±{spread}" if spread else "")]
    for name in ("through", "required"):
        if numbers[name]:
            words += [f"--{name}", numbers[name]]
    if numbers["growth"]:
        spread = numbers["growth_spread"]
        words += ["--growth", numbers["growth"] + (f"±{spread}" if spread else "")]
    return " ".join(words)


def _why() -> Text:
    return Text(
        en="Write why: whoever owns these targets will read it.",
        fr="Écrivez pourquoi : qui porte ces cibles le lira.",
    )


def _nothing() -> Text:
    return Text(
        en="These are the targets of the plan already; move a number first.",
        fr="Ce sont déjà les cibles du plan ; changez d'abord un nombre.",
    )


def _changed_since() -> Text:
    return Text(
        en="Someone changed one of these targets meanwhile; look at the new ones and try again.",
        fr="Quelqu'un a changé l'une de ces cibles entre-temps ; voyez les nouvelles, puis recommencez.",
    )


def _written(revision: int) -> Text:
    return Text(
        en=f"Revision {number(revision)} holds these targets. Preview and apply put it in force.",
        fr=f"La révision {number(revision)} contient ces cibles. "
        "L'aperçu puis l'application la mettent en vigueur.",
    )


urlpatterns = [
    path("cascade/", cascades, name="cascades"),
    path("cascade/<str:objective>/<str:kpi>/", cascade, name="cascade"),
    path("cascade/<str:objective>/<str:kpi>/record/", cascade_record, name="cascade-record"),
]
