"""What a written target multiplies its baseline by, in every way that it can be read."""

from dataclasses import dataclass
from decimal import Decimal

from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule_units import fit_target, fitted
from passerelle.plan.rule_words import amount_text, say, share_text
from passerelle.plan.strategy import KeyResult
from passerelle.plan.values import Target


@dataclass(frozen=True, slots=True)
class Meaning:
    """One way to read a target, and by how much it multiplies the baseline (1.2 is +20 %)."""

    text: Text
    factor: Decimal


def factor(target: Target, baseline: Decimal | None) -> Decimal | None:
    """Give what a target multiplies its baseline by; None when only a baseline could tell.

    A bare percentage is read as relative; ``meanings`` gives the other reading.
    """
    if target.kind in {"relative", "bare"} and target.change:
        return 1 + target.change.share
    if not baseline:
        return None
    if target.level is not None and not target.is_guardrail:
        return target.level.share / baseline
    return 1 + target.change.share / baseline if target.change else None


def meanings(target: Target, unit: str, baseline: Decimal | None) -> tuple[Meaning, ...]:
    """Give every way to read a target: two for a bare percentage of a share, else one.

    None at all when only a baseline could tell.

    Args:
        target: As the plan says it.
        unit: Unit of the KPI; only a ``share`` can be ambiguous.
        baseline: Starting value, in the KPI's own unit (a share is 0..1).
    """
    if unit == "share":
        target = fit_target(target, unit, "")
    first = factor(target, baseline)
    bare = target.kind == "bare" and unit == "share" and target.change is not None
    if first is None or (bare and not baseline):
        return ()
    relative = Meaning(say("relative: {by}", "en relatif : {by}", by=signed(first - 1)), first)
    if not bare or not baseline or not target.change:
        return (relative,)
    points = 1 + target.change.share / baseline
    step = amount_text(target.change.value, "pts")
    text = say("{step}, which is {by}", "{step}, soit {by}", step=step, by=signed(points - 1))
    return (relative, Meaning(text, points))


def baseline(given: Given, key: str, result: KeyResult) -> Decimal | None:
    """Give where a key result starts, in the KPI's own unit: as written, else as last read.

    A number without its per cent sign is read as if it had one: AL-015 asks for it.
    """
    written = fitted(given, key, result).baseline
    if written:
        return written.share
    read = given.reading(result.metric or key)
    return read.value if read else None


def signed(change: Decimal) -> Text:
    """Write a change with its sign: +26 %, -4,5 %."""
    text = share_text(change)
    return Text(en="+" + text.en, fr="+" + text.fr) if change >= 0 else text
