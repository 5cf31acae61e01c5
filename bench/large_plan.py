"""A plausible large plan, always the same: objectives, segments, campaigns, money, work.

``make_plan(1_000)`` invents 1,000 actions, 200 objectives, 60 segments and what stands around them.
A section of the model is one entry of ``SECTIONS``: a function from the size to its named things.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from bench.large_around import AROUND
from bench.large_course import COURSE
from bench.large_engine import ENGINE
from bench.large_names import CHANNELS, NOW, Data, Size

__all__ = ["NOW", "SECTIONS", "SINGLE", "Data", "make_plan", "revised"]

SECTIONS: Mapping[str, Callable[[Size], Any]] = {**COURSE, **ENGINE, **AROUND}
"""What fills each section."""

SINGLE = ("vision", "north_star", "year", "brand")


def make_plan(actions: int) -> Data:
    """Invent a plan of so many actions, as plain data; the same for the same number."""
    size = Size(actions)
    return {section: make(size) for section, make in SECTIONS.items()}


def revised(plan: Data, share: float = 0.05) -> Data:
    """Give the same plan with about this share of the fields of its named things changed.

    Args:
        plan: What ``make_plan`` gave.
        share: 0 to 1. Titles, costs, days and levels change; the plan stays readable.
    """
    named = {name: held for name, held in plan.items() if name not in SINGLE}
    fields = [(s, n, f) for s, held in named.items() for n, one in held.items() for f in one]
    open_ones = [one for one in fields if f"{one[0]}/{one[2]}" in CHANGES]
    wanted = round(len(fields) * share)
    chosen = {open_ones[i * len(open_ones) // wanted] for i in range(wanted)}
    after = {**plan, **{s: {n: dict(one) for n, one in held.items()} for s, held in named.items()}}
    for section, name, field in chosen:
        change = CHANGES[f"{section}/{field}"]
        after[section][name][field] = change(after[section][name][field])
    return after


def _appended(value: str) -> str:
    return f"{value}, revu"


def _cheaper(value: str) -> str:
    return f"{int(value.split(maxsplit=1)[0]) - 10} EUR"


def _later(value: str) -> str:
    start, end = (date.fromisoformat(day) for day in value.split(".."))
    return f"{start + timedelta(days=1)}..{end + timedelta(days=1)}"


def _next_channel(value: str) -> str:
    return CHANNELS[(CHANNELS.index(value) + 1) % len(CHANNELS)]


CHANGES: Mapping[str, Callable[[Any], Any]] = {
    "actions/title": _appended,
    "actions/cost": _cheaper,
    "actions/when": _later,
    "actions/by": _next_channel,
    "actions/brings": lambda _value: "0.5 / 0.8 / 1.2 pts",
    "actions/judged_on": lambda value: [*value, "aov"],
    "objectives/title": _appended,
    "campaigns/title": _appended,
    "facts/says": _appended,
    "facts/n": lambda value: value + 1,
    "offers/title": _appended,
    "people/title": _appended,
}
"""How a field changes from one revision to the next."""
