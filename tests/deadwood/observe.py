"""What people see of a plan: findings, pages, numbers, messages, sends, files; never the mere echo."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from passerelle.base.errors import PasserelleError
from passerelle.plan.check import check as check_plan
from passerelle.plan.model import Plan
from passerelle.verbs.answer import plain
from passerelle.verbs.house import House

ECHO = {"place", "revision", "head", "applied", "made_at", "saved_as", "latest", "as_of", "klass"}
"""Keys that say where or when something stands, or only list what was edited."""


@dataclass
class Seen:
    """One plan in a workspace, and what has been observed of it so far."""

    house: House
    plan: Plan
    revision: int = 0
    known: dict[str, str] = field(default_factory=dict)

    def says(self, observer: str) -> str:
        """Observe once."""
        if observer not in self.known:
            try:
                self.known[observer] = _text(OBSERVERS[observer](self))
            except PasserelleError as refused:
                self.known[observer] = str(refused)
        return self.known[observer]


@contextmanager
def standing(house: House, text: str, plan: Plan) -> Iterator[Seen]:
    """Let a text be head for a while: recorded, then forgotten with all that followed from it."""
    from passerelle.verbs.record import record

    note = house.folder / ".passerelle" / "head.json"
    was = note.read_text(encoding="utf-8")
    (house.folder / "plan" / "plan.yaml").write_text(text, encoding="utf-8")
    try:
        with transaction.atomic():
            made = record(house, "essai")
            yield Seen(house, plan, made.revision)
            transaction.set_rollback(True)
    finally:
        note.write_text(was, encoding="utf-8")


TEXT_ALONE = ("check", "task sheets", "preview: where it stands")
"""Observers that ask nothing of the records: no revision need be recorded for them."""


def _text(value: Any) -> str:
    return json.dumps(_bare(plain(value)), ensure_ascii=False, sort_keys=True)


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _bare(item) for key, item in value.items() if key not in ECHO}
    return [_bare(item) for item in value] if isinstance(value, list) else value


def _check(seen: Seen) -> Any:
    from passerelle.verbs.check import checked, given_text

    return checked(check_plan(given_text(seen.house, seen.plan))).as_json()


def _stands(seen: Seen) -> Any:
    from passerelle.plan.picture import picture
    from passerelle.verbs.check import given_text

    return picture(given_text(seen.house, seen.plan))


def _briefs(seen: Seen) -> Any:
    from passerelle.verbs.briefs import brief_of
    from passerelle.verbs.carriers import carried

    plan = seen.plan
    return [brief_of(seen.house, plan, row, 1) for row in carried(plan) if row.by == "task"]


def _calendar(seen: Seen) -> Any:
    from passerelle.verbs.calendar_view import calendar

    return calendar(seen.house)


def _home(seen: Seen) -> Any:
    from passerelle.verbs.home import home

    return home(seen.house)


def _week(seen: Seen) -> Any:
    from passerelle.verbs.report import report

    pages = [report(seen.house, language).page for language in ("fr", "en")]
    return [re.sub(r"(Révision|Revision|révision|revision) \d+", "", page) for page in pages]


def _preview(seen: Seen) -> Any:
    from passerelle.verbs.preview import preview

    made = preview(seen.house).as_json()
    return {key: value for key, value in made.items() if key not in {"state", "reason"}}


def _audiences(seen: Seen) -> Any:
    from passerelle.verbs.audience import audiences

    rows: Any = audiences(seen.house).as_json()["segments"]
    return [
        {key: row.get(key) for key in ("name", "matched", "reachable", "reasons")} for row in rows
    ]


def _messages(seen: Seen) -> Any:
    from passerelle.verbs.carriers import carried
    from passerelle.verbs.message import preview_message

    names = [row.name for row in carried(seen.plan) if row.by == "send"]
    return [preview_message(seen.house, name) for name in names]


def _sends(seen: Seen) -> Any:
    from passerelle.records.delivery import Delivery, Send
    from passerelle.verbs.due import queue_due

    queue_due(seen.house, seen.plan, seen.revision)
    sends = Send.objects.order_by("action")
    rows = Delivery.objects.order_by("send__action", "person")
    return {
        "sends": [
            list(row)
            for row in sends.values_list("action", "code", "starts_at", "subject", "templates")
        ],
        "rows": [
            list(row)
            for row in rows.values_list("send__action", "person", "arm", "state", "reason")
        ],
    }


def _warehouse(seen: Seen) -> Any:
    from passerelle.verbs.tracking import off_plan, resolve

    resolve(seen.house, seen.plan)
    actions = seen.house.warehouse.rows("SELECT * FROM actions ORDER BY action")
    return {
        "actions": [list(row) for row in actions],
        "off": off_plan(seen.house).as_json()["rows"],
    }


def _board(seen: Seen) -> Any:
    from passerelle.verbs.measure import board

    return board(seen.house)


def _adjust(seen: Seen) -> Any:
    from passerelle.verbs.adjust import adjust

    made = adjust(seen.house).as_json()
    proposals = [{**row, "id": 0, "at": ""} for row in made["proposals"]]
    return {"forecasts": made["forecasts"], "proposals": proposals}


OBSERVERS: dict[str, Callable[[Seen], Any]] = {
    "check": _check,
    "task sheets": _briefs,
    "preview: where it stands": _stands,
    "calendar": _calendar,
    "home": _home,
    "preview": _preview,
    "weekly page": _week,
    "sends": _sends,
    "messages": _messages,
    "audiences": _audiences,
    "warehouse": _warehouse,
    "board": _board,
    "forecasts and proposals": _adjust,
}
"""Where a plan shows, the cheap ones first."""
