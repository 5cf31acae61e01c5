"""What people see of a plan in a workspace: pages, numbers, messages, sends, files; never the mere echo."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction

from deadwood.paper import observers, shown
from passerelle.base.errors import PasserelleError
from passerelle.plan.given import Given
from passerelle.plan.model import Plan
from passerelle.verbs.house import House


@dataclass
class Seen:
    """One plan in a workspace, and what has been observed of it so far."""

    house: House
    plan: Plan
    known: dict[str, str] = field(default_factory=dict)
    revision: int = 0

    def says(self, observer: str) -> str:
        """Observe once."""
        if observer not in self.known:
            try:
                self.known[observer] = shown(RECORDED[observer](self))
            except PasserelleError as refused:
                self.known[observer] = str(refused)
        return self.known[observer]


@dataclass
class OnPaper:
    """One plan that nobody recorded, and what its text alone has shown so far."""

    given: Given
    known: dict[str, str] = field(default_factory=dict)

    def says(self, observer: str) -> str:
        """Observe once."""
        if observer not in self.known:
            self.known[observer] = shown(observers()[observer](self.given))
        return self.known[observer]

    def of(self, plan: Plan) -> "OnPaper":
        """Look at another plan the same way."""
        return OnPaper(replace(self.given, plan=plan))


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
            yield Seen(house, plan, revision=made.revision)
            transaction.set_rollback(True)
    finally:
        note.write_text(was, encoding="utf-8")


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


RECORDED: dict[str, Callable[[Seen], Any]] = {
    "home": _home,
    "audiences": _audiences,
    "messages": _messages,
    "sends": _sends,
    "preview": _preview,
    "weekly page": _week,
    "warehouse": _warehouse,
    "board": _board,
    "forecasts and proposals": _adjust,
}
"""Where a plan shows once it is recorded, the cheap ones first."""
