"""The rows of the weekly page, as a reader of one language sees them."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from passerelle.base.language import Language, Text, day, money_text, number, percent
from passerelle.plan.meetings import meetings
from passerelle.verbs.answer import Json
from passerelle.verbs.facts import day_in
from passerelle.verbs.house import House
from passerelle.verbs.ownership import head_plan

LIKELY = 0.5
WIDTH = 156.0
LEFT = 2.0


def result_rows(seen: Json, reader: Language, currency: str) -> list[Json]:
    """Key results with value, target, range and state."""
    rows = []
    for objective in seen["course"]:
        for result in objective["results"]:
            body = result["forecast"]
            rows.append(
                {
                    **(
                        _result(objective, result["metric"], body, reader, currency)
                        if body
                        else _unmeasured(objective, result, reader)
                    ),
                    "who": result["owner"]["name"] if result["owner"] else "",
                    "mail": (result["owner"] or {}).get("email") or "",
                }
            )
    return rows


def decision_rows(house: House, seen: Json, reader: Language) -> list[Json]:
    """What waits for a decision, with who should take it."""
    from passerelle.records.proposals import ProposalRow

    _, plan = head_plan(house)
    rows = [
        {
            "who": row.decided_by or _owner_of(plan, row.changes),
            "what": row.evidence.get("title", row.reason).get(reader, row.kind),
            "where": f"passerelle accept {row.pk}",
        }
        for row in ProposalRow.objects.filter(status="open")
    ]
    for need in seen["needs"]:
        if need["kind"] == "blocking":
            words = Text(
                en=f"{need['count']} findings block the plan",
                fr=f"{need['count']} constats bloquent le plan",
            )
            rows.append(
                {
                    "who": _first_owner(plan),
                    "what": words.read(reader),
                    "where": ", ".join(need["rules"]),
                }
            )
        if need["kind"] == "apply":
            words = Text(
                en=f"revision {need['revision']} waits to be applied",
                fr=f"la révision {need['revision']} attend d'être appliquée",
            )
            rows.append(
                {
                    "who": _first_owner(plan),
                    "what": words.read(reader),
                    "where": "passerelle preview",
                }
            )
    return rows


def unread_rows(house: House, reader: Language) -> list[Json]:
    """Who was asked to read what and has not, or objects."""
    from passerelle.records.conversation import Acknowledgement

    _, plan = head_plan(house)
    rows = []
    for row in Acknowledgement.objects.exclude(answer="read").order_by("asked_at"):
        name = row.about.partition("/")[2]
        title = plan.actions[name].title or name if name in plan.actions else row.about
        since = Text(
            en=f"asked on {day(row.asked_at.date(), 'en')}",
            fr=f"demandé le {day(row.asked_at.date(), 'fr')}",
        )
        rows.append(
            {
                "who": row.team or row.person,
                "about": title,
                "since": since.read(reader),
                "comment": row.comment,
            }
        )
    return rows


def changed_rows(house: House, reader: Language, since: datetime) -> list[Json]:
    """Revisions and sends since a moment."""
    from passerelle.records.delivery import REPLACED, Send, counts
    from passerelle.records.revisions import Revision

    del house
    rows = [
        {
            "what": f"{_revision(reader)} {row.number}{_colon(reader)} {row.reason or row.klass}",
            "who": f"{row.author or ''}, {day(row.at.date(), reader)}",
        }
        for row in Revision.objects.filter(at__gte=since).order_by("-number")
    ]
    for send in Send.objects.filter(made_at__gte=since).exclude(stopped_by=REPLACED):
        sent = counts(send).get("sent", 0)
        words = Text(
            en=f"{send.action}: {number(sent, 'en')} messages sent",
            fr=f"{send.action}\u202f: {number(sent, 'fr')} messages envoyés",
        )
        rows.append({"what": words.read(reader), "who": day(send.made_at.date(), reader)})
    return rows


def meeting_rows(house: House, reader: Language, within: timedelta) -> list[str]:
    """Meetings that are late or due within a time, with who meets and about what."""
    _, plan = head_plan(house)
    today = day_in(house)
    found = (one for one in meetings(plan, today) if one.due <= today + within)
    return [one.text.read(reader) for one in found]


def star_text(seen: Json, reader: Language, currency: str) -> str:
    """Say how the North Star reads; nothing when the plan names none."""
    star = seen["compass"]["north_star"]
    if star is None:
        return ""
    head = Text(en="North Star", fr="Métrique étoile polaire").read(reader)
    value = _figure(star["value"], star["unit"], reader, currency)
    return f"{head}{_colon(reader)} {star['title'][reader]}, {value}"


def expiring_rows(seen: Json, reader: Language) -> list[Json]:
    """Facts about to expire, or expired, with the day."""
    return [
        {
            "day": day(datetime.fromisoformat(row["until"]).date(), reader),
            "says": row["says"][reader],
        }
        for row in seen["expiring"]
    ]


def learned_rows(seen: Json, reader: Language) -> list[Json]:
    """What finished actions taught."""
    return [
        {**row, "decided": row["decided"][reader] if row["decided"] else ""}
        for row in seen["learned"]
    ]


def coming_rows(seen: Json, reader: Language) -> list[Json]:
    """What starts or ends in the next seven days."""
    verbs = {"starts": Text(en="starts", fr="commence"), "ends": Text(en="ends", fr="se termine")}
    return [
        {
            "day": day(datetime.fromisoformat(row["day"]).date(), reader),
            "what": f"{row['title']} {verbs[row['what']].read(reader)}",
        }
        for row in sorted(seen["soon"], key=lambda row: str(row["day"]))
    ]


def _result(objective: Json, metric: str, body: Json, reader: Language, currency: str) -> Json:
    found = body["forecast"]
    level, state = _state(body, reader)
    return {
        "name": body["name"][reader] if body.get("name") else metric,
        "objective": objective["title"],
        "now": body["missing"][reader]
        if body["missing"]
        else _figure(body["current"]["value"], body["unit"], reader, currency),
        "target": {"under": "< ", "over": "> "}.get(body["limit"], "")
        + _figure(body["target"], body["unit"], reader, currency),
        "by": day(datetime.fromisoformat(body["by"]).date(), reader) if body["by"] else "",
        "spread": _spread(found, body["unit"], reader, currency) if found else "",
        "chance": percent(found["probability"], reader, 0) if found else "",
        "bar": _bar(found, body) if found else None,
        "level": level,
        "state": state,
    }


def _spread(found: Json, unit: str, reader: Language, currency: str) -> str:
    low, high = (_figure(found[side], unit, reader, currency) for side in ("p10", "p90"))
    return f"{low} – {high}"


def _unmeasured(objective: Json, result: Json, reader: Language) -> Json:
    words = Text(
        en="not measured yet: run `passerelle run`",
        fr="pas encore mesuré\u202f: lancez `passerelle run`",
    )
    return {
        "name": result["metric"], "objective": objective["title"], "now": "–", "target": "", "by": "", "spread": "",
        "chance": "", "bar": None, "level": "", "state": words.read(reader),
    }  # fmt: skip


def _state(body: Json, reader: Language) -> tuple[str, str]:
    found = body["forecast"]
    if found is None:
        return "", Text(en="not known", fr="inconnu").read(reader)
    if found["probability"] >= LIKELY:
        return "good", Text(en="on track", fr="dans les temps").read(reader)
    return "bad", Text(en="at risk", fr="menacé").read(reader)


def _bar(found: Json, body: Json) -> Json:
    """Place p10, p50, p90 and the target on one line, in SVG units, rounded to a tenth."""
    target = float(body["target"])
    low, high = min(found["p10"], target), max(found["p90"], target)
    span = (high - low) or 1.0
    low, span = low - span * 0.1, span * 1.2

    def at(value: float) -> float:
        return round(float(LEFT + WIDTH * (value - low) / span), 1)

    return {
        "x": f"{at(found['p10'])}", "w": f"{round(at(found['p90']) - at(found['p10']), 1)}",
        "mid": f"{at(found['p50'])}", "target": f"{at(target)}",
    }  # fmt: skip


def _figure(value: Any, unit: str, reader: Language, currency: str) -> str:  # noqa: ANN401
    if value is None:
        return "–"
    amount = Decimal(str(value))
    if unit == "share":
        return percent(amount, reader, 1)
    if unit == "money":
        return money_text(amount, currency, reader, 2 if abs(amount) < 1000 else 0)  # noqa: PLR2004
    return number(amount, reader, 0 if unit == "count" else 1)


def _owner_of(plan: Any, changes: list[Json]) -> str:  # noqa: ANN401
    for change in changes:
        section, _, name = change["node"].partition("/")
        owner = getattr(getattr(plan, section, {}).get(name), "owner", None) if name else None
        if owner:
            return str(owner)
    return _first_owner(plan)


def _first_owner(plan: Any) -> str:  # noqa: ANN401
    return next((row.owner for row in plan.objectives.values() if row.owner), "?")


def _revision(reader: Language) -> str:
    return Text(en="Revision", fr="Révision").read(reader)


def _colon(reader: Language) -> str:
    return "\u202f:" if reader == "fr" else ":"
