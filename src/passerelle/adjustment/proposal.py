"""A change of the plan that the readings suggest: what, why, and what to expect of it."""

from dataclasses import dataclass
from typing import Any

from passerelle.base.language import Text


@dataclass(frozen=True, slots=True)
class Change:
    """One field to write: ``node`` is ``actions/x``, ``value`` as typed; None removes the field.

    An empty ``field`` stands for the whole node.
    """

    node: str
    field: str
    value: Any

    def as_json(self) -> dict[str, Any]:
        """Give the change as plain JSON."""
        return {"node": self.node, "field": self.field, "value": self.value}


@dataclass(frozen=True, slots=True)
class Expected:
    """What the change should add to a key result, over the time that ``over`` names."""

    key_result: str
    p10: float
    p50: float
    p90: float
    over: Text

    def as_json(self) -> dict[str, Any]:
        """Give the expected effect as plain JSON."""
        return {
            "key_result": self.key_result,
            "p10": self.p10,
            "p50": self.p50,
            "p90": self.p90,
            "over": self.over.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change that a person may accept.

    ``reason`` quotes the numbers, ``evidence`` names the KPIs that they were read from.
    """

    kind: str
    title: Text
    reason: Text
    changes: tuple[Change, ...]
    expected: Expected
    evidence: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Give the proposal as plain JSON."""
        return {
            "kind": self.kind,
            "title": self.title.as_json(),
            "reason": self.reason.as_json(),
            "changes": [change.as_json() for change in self.changes],
            "expected": self.expected.as_json(),
            "evidence": list(self.evidence),
        }
