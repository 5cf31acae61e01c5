"""What a key result asks for: ``24 % -> 28 % by 2027-12-31``, ``stays under 0.4 %``, ``+3 pts``."""

import re
from datetime import date
from decimal import Decimal

from passerelle.base.language import Text
from passerelle.plan.scalars import amount, days, number
from passerelle.plan.scalars.thousands import refuse_two_ways
from passerelle.plan.unreadable import Unreadable, for_example, not_a, shown
from passerelle.plan.values import Amount, Target

EXAMPLE = "24 % -> 28 % by 2027-12-31"
BOTH = Text(en="300 -> 345 by 2027-12-31", fr="300 -> 345 d’ici le 2027-12-31")
_UNTIL = re.compile(
    r".*?\d.*?\s(?:by|before|until|d['’]ici(?:\s+(?:le|au|à))?|avant(?:\s+le)?)\s+(.+)",
    re.IGNORECASE | re.DOTALL,
)

_BY = re.compile(
    r"(.*?)(?:^|\s+|,\s*)(?:by|before|d['’]ici(?:\s+(?:le|au))?|avant\s+le|au)\s+(\S+)",
    re.IGNORECASE | re.DOTALL,
)
_LIMIT = re.compile(
    r"(?:(?:stays|stay|reste|rester)\s+)?"
    r"(?:(under|below|sous|en\s+dessous\s+de|au-dessous\s+de)|(over|above|au-dessus\s+de))\s+(.+)",
    re.IGNORECASE | re.DOTALL,
)
_ARROW = re.compile(r"\s*(?:->|→|=>)\s*")
_FROM_TO = re.compile(r"(?:from|de)\s+(.+?)\s+(?:to|à)\s+(.+)", re.IGNORECASE | re.DOTALL)
_WORDS = re.compile(rf"{number.DIGITS}([^\W\d]\w*|[%€$£]|)")
_SIGNED_LAST = re.compile(rf"[+\-−]\s*{number.DIGITS}\D*$")
_NO_UNIT = {"", "to", "à"}
_RELATIVE = re.compile(r"(.+?%)\s*(?:relative|relatif|relatifs)", re.IGNORECASE | re.DOTALL)


def read(value: object) -> Target:
    """Read a level to reach, a limit to keep, or a change to make, with its day when said.

    Raises:
        Unreadable: None of these, or a number, unit or day that is wrong.
    """
    if isinstance(value, Target):
        return value
    if isinstance(value, list | dict) or value is None:
        raise not_a(value, "a target", "une cible", BOTH)
    text = str(value).strip()
    dated = _BY.fullmatch(text)
    by = days.read_day(dated[2]) if dated else None
    until = _UNTIL.fullmatch(text)
    if until and not dated:
        days.read_day(until[1])
    body = dated[1].strip() if dated else text
    refuse_two_ways(text, "," if _all_fine(body) else ".,")
    limit = _LIMIT.fullmatch(body)
    if limit:
        level = _amount(limit[3], value)
        return Target(level=level, kind="limit", limit="under" if limit[1] else "over", by=by)
    between = _FROM_TO.fullmatch(body)
    parts = list(between.groups()) if between else _ARROW.split(body)
    if len(parts) > 2 or not all(parts):  # noqa: PLR2004
        raise not_a(value, "a target", "une cible", BOTH)
    baseline = _amount(parts[0], value) if len(parts) > 1 else None
    return _aim(parts[-1], baseline, by, value)


def write(target: Target) -> str:
    """Write the target so that it reads back the same."""
    by = f" by {target.by}" if target.by else ""
    if target.limit and target.level:
        return f"stays {target.limit} {amount.write(target.level)}{by}"
    aim = amount.write(target.level) if target.level else _signed(target)
    start = f"{amount.write(target.baseline)} -> " if target.baseline else ""
    return f"{start}{aim}{by}"


def _aim(text: str, baseline: Amount | None, by: date | None, value: object) -> Target:
    relative = _RELATIVE.fullmatch(text)
    change = _amount(relative[1] if relative else text, value)
    if baseline and not relative and not _same_unit(baseline, change, text):
        raise _two_units(value)
    falls_to = baseline and text[0] in "-−" and change.unit == baseline.unit != "pts"
    if not relative and (text[0] not in "+-−" or falls_to):
        baseline, change = _said_once(baseline, change)
        return Target(baseline=baseline, level=change, by=by)
    if relative:
        return Target(baseline=baseline, change=change, kind="relative", by=by)
    if change.unit == "pts":
        return Target(baseline=baseline, change=change, kind="points", by=by)
    if change.unit == "%":
        return Target(baseline=baseline, change=change, kind="bare", by=by)
    return Target(baseline=baseline, change=change, kind="absolute", by=by)


def _same_unit(baseline: Amount, change: Amount, text: str) -> bool:
    """Whether the level to reach is counted as the level today; a change may be in % or points."""
    if text[0] in "+-−" and change.unit in {"%", "pts"}:
        return True
    return "count" in {baseline.unit, change.unit} or change.unit in {baseline.unit, "pts"}


def _said_once(baseline: Amount | None, level: Amount) -> tuple[Amount | None, Amount]:
    """Give both levels the unit that is written at one of them: ``20 -> 25 %``."""
    if baseline is None or "count" not in {baseline.unit, level.unit}:
        return baseline, level
    unit = level.unit if baseline.unit == "count" else baseline.unit
    return Amount(baseline.value, unit), Amount(level.value, unit)


def _two_units(value: object) -> Unreadable:
    return Unreadable(
        Text(
            en=f"{shown(value)} goes from one unit to another.",
            fr=f"{shown(value)} passe d’une unité à une autre.",
        ),
        for_example(BOTH),
    )


def _amount(text: str, value: object) -> Amount:
    if not re.search(r"\d", text):
        raise not_a(value, "a target", "une cible", BOTH)
    return amount.read(text, example=BOTH, decimals=True)  # the whole was seen: thousands are told


def _all_fine(body: str) -> bool:
    """Whether each number stands in ``%``, points or the like; the last unit is said for both."""
    words = _WORDS.findall(body)
    shared = not _SIGNED_LAST.search(body) and any(map(amount.is_fine, words))
    return all(amount.is_fine(word) or (shared and word in _NO_UNIT) for word in words)


def _signed(target: Target) -> str:
    change = target.change or Amount(Decimal(0))
    sign = "" if change.value < 0 else "+"
    return f"{sign}{amount.write(change)}{' relative' if target.kind == 'relative' else ''}"
