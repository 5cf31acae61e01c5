"""What a rule says of a plan: a value with a place, never an exception."""

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from passerelle.base.language import Text
from passerelle.base.place import Place


class Severity(StrEnum):
    """How grave a broken rule is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Outcome(StrEnum):
    """What a rule can say: it holds, it is broken, or something is missing to decide."""

    HOLDS = "holds"
    BROKEN = "broken"
    NOT_CHECKED = "not_checked"


class Enforcement(StrEnum):
    """What a broken rule stops: nothing, an apply without a waiver, or every apply."""

    ADVISORY = "advisory"
    SOFT = "soft"
    HARD = "hard"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a rule found at one node of the plan.

    ``node`` is ``"actions/soldes-hiver"``; ``field`` is the field to change; ``settle`` is one
    value for it that would settle the finding, as it would be typed, or None when no single
    value can. ``data`` holds the numbers that the message quotes.
    """

    rule: str
    node: str
    severity: Severity
    message: Text
    fix: Text
    place: Place | None = None
    field: str = ""
    settle: str | None = None
    enforcement: Enforcement = Enforcement.ADVISORY
    waived_by: str = ""
    data: dict[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def blocks(self) -> bool:
        """Whether this finding stops an apply."""
        if self.enforcement is Enforcement.HARD:
            return True
        return self.enforcement is Enforcement.SOFT and not self.waived_by

    def as_json(self) -> dict[str, Any]:
        """Give the finding as plain JSON."""
        return {
            "rule": self.rule,
            "node": self.node,
            "severity": self.severity.value,
            "message": self.message.as_json(),
            "fix": self.fix.as_json(),
            "place": str(self.place) if self.place else None,
            "field": self.field,
            "settle": self.settle,
            "enforcement": self.enforcement.value,
            "waived_by": self.waived_by,
            "blocks": self.blocks,
            "data": self.data,
        }
