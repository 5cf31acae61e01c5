"""How each action of a plan is carried out: sent by Passerelle, or done by people with a task sheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

from passerelle.plan.effective import effective
from passerelle.plan.model import Plan
from passerelle.plan.operations import Action

SENT_BY_US = frozenset({"email"})
"""Channels whose messages Passerelle sends itself."""

START_HOUR = time(9, 0)
"""When an action of a day starts, in the workspace's time zone."""


@dataclass(frozen=True, slots=True)
class Carried:
    """One action and how it is carried out."""

    name: str
    action: Action
    by: Literal["send", "task"]

    @property
    def node(self) -> str:
        """Its name in findings and readings."""
        return f"actions/{self.name}"

    def starts_at(self, zone: str) -> datetime | None:
        """When its window opens, at nine in the morning of its first day."""
        if self.action.when is None:
            return None
        return datetime.combine(self.action.when.start, START_HOUR, ZoneInfo(zone))

    def is_over(self, day: date) -> bool:
        """Whether its window has closed before ``day``."""
        return self.action.when is not None and self.action.when.end < day

    def has_begun(self, day: date) -> bool:
        """Whether its window is open on ``day`` or was before."""
        return self.action.when is not None and self.action.when.start <= day


def carried(plan: Plan) -> Iterator[Carried]:
    """Walk the actions of a plan that move something, each with how it is carried out."""
    for name, raw in plan.actions.items():
        action = effective(plan, raw)
        sent = (
            action.by in SENT_BY_US
            and bool(action.message or action.arms)
            and bool(action.segments)
        )
        if action.kind == "action":
            yield Carried(name, action, "send" if sent else "task")
