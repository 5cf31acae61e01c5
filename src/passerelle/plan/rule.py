"""What a rule is: a question put to a plan, with three possible answers.

A rule is one module of ``plan/rules``. Its docstring is its page in the manual, ``RULE`` says what
it is, ``check(given)`` yields what it found. Yielding nothing means that the rule holds.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Protocol

from passerelle.base.finding import Enforcement, Finding, Severity
from passerelle.base.language import Text
from passerelle.base.money import Money
from passerelle.base.place import Place
from passerelle.plan.given import Given

Need = Literal["text", "sizes", "readings", "forecasts", "deeds"]

DEFAULT_ENFORCEMENT: Mapping[Severity, Enforcement] = {
    Severity.ERROR: Enforcement.SOFT,
    Severity.WARNING: Enforcement.ADVISORY,
    Severity.INFO: Enforcement.ADVISORY,
}
"""What a broken rule stops when neither the rule nor the workspace says otherwise."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A node of the plan, the field of it to change, and where it stands in the text."""

    node: str
    field: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class NotChecked:
    """A rule that could not decide, at ``node`` or everywhere, and what it would need."""

    rule: str
    needs: Text
    node: str = ""

    def as_json(self) -> dict[str, object]:
        """Give it as plain JSON."""
        return {"rule": self.rule, "needs": self.needs.as_json(), "node": self.node}


Verdicts = Iterator[Finding | NotChecked]


@dataclass(frozen=True, slots=True)
class Rule:
    """The identity of a rule.

    ``question`` is what it asks of a plan; ``severity`` is the gravest it can say; ``needs`` what
    it looks at beside the text; ``enforcement`` is set only where the severity does not decide it;
    ``seed`` is the sentence, in French, that it rests on, after the number of its document.
    """

    id: str
    title: Text
    question: Text
    why: Text
    severity: Severity
    seed: str
    needs: tuple[Need, ...] = ("text",)
    enforcement: Enforcement | None = None

    def broken(
        self,
        spot: Spot,
        message: Text,
        fix: Text,
        *,
        severity: Severity | None = None,
        settle: str | None = None,
        **data: object,
    ) -> Finding:
        """Say that the rule is broken at ``spot``; ``data`` are the numbers of the message."""
        grave = severity or self.severity
        return Finding(
            rule=self.id,
            node=spot.node,
            severity=grave,
            message=message,
            fix=fix,
            place=spot.place,
            field=spot.field,
            settle=settle,
            enforcement=self.enforcement or DEFAULT_ENFORCEMENT[grave],
            data={name: _plain(value) for name, value in data.items()},
        )

    def lacks(self, needs: Text, node: str = "") -> NotChecked:
        """Say that the rule cannot decide for want of ``needs``."""
        return NotChecked(self.id, needs, node)


class RuleModule(Protocol):
    """What a module of ``plan/rules``, or an entry point of ``passerelle.rules``, offers."""

    RULE: Rule

    def check(self, given: Given) -> Verdicts:
        """Yield what is broken and what could not be checked."""
        ...


def spot(given: Given, node: str, field: str = "") -> Spot:
    """Point at a node, or at one field of it, with its place in the text.

    Args:
        given: What the rule looks at.
        node: ``"actions/soldes-hiver"``, ``"objectives/o/results/orders"``, ``"brand"``.
        field: ``"when"``, ``"never/discount_over"``, or nothing for the whole node.
    """
    path = [*node.split("/"), *(field.split("/") if field else [])]
    return Spot(node, field, given.plan.place(*path))


def result_spot(given: Given, objective: str, key: str, field: str = "target") -> Spot:
    """Point at a key result as it is written: the short text, or one field of the long form."""
    result = given.plan.objectives[objective].results[key]
    short = not (
        result.metric
        or result.segment
        or result.owner
        or result.source
        or result.why
        or result.pace
    )
    within = "" if field == "target" and short else f"/{field}"
    return spot(given, f"objectives/{objective}", f"results/{key}{within}")


_EXACT = 6
"""Decimals of a number of a finding; more come from a division and say nothing."""


def _digits(value: Decimal) -> int:
    return -int(value.as_tuple().exponent) if value.is_finite() else 0


def _plain(value: object) -> Any:  # noqa: ANN401  JSON is what it is
    if isinstance(value, Decimal):
        return str(value) if _digits(value) <= _EXACT else f"{round(value, _EXACT).normalize():f}"
    if isinstance(value, date | Money):
        return str(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return value
