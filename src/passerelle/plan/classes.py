"""How much a change weighs: cosmetic, additive, operational, budget or strategic."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

Class = Literal["cosmetic", "additive", "operational", "budget", "strategic"]

ORDER: tuple[Class, ...] = ("cosmetic", "additive", "operational", "budget", "strategic")
"""From the lightest to the heaviest: who must approve grows with it."""

_WORDING = {
    "facts": {"says", "from", "n"},
    "swot": {"says", "evidence"},
    "markets": {"title", "evidence"},
    "offers": {"title"},
    "segments": {"evidence"},
    "personas": {"title"},
    "messages": {"evidence"},
    "metrics": {"title", "formula"},
    "objectives": {"title", "evidence"},
    "campaigns": {"title"},
    "actions": {"title", "reason", "learned"},
    "teams": {"title"},
    "people": {"title", "email"},
    "brand": {"evidence"},
}
_MONEY = {
    "year": {"budget"},
    "offers": {"price", "cost"},
    "campaigns": {"budget"},
    "actions": {"cost"},
    "budget": {"amount", "channels", "objectives"},
}
_STRATEGIC = {
    "vision",
    "north_star",
    "year",
    "brand",
    "markets",
    "objectives",
    "segments",
    "waivers",
}
_FREE_TO_ADD = {"facts", "swot", "segments", "personas", "messages", "metrics", "offers",
                "campaigns", "promotions", "teams", "people", "markets"}  # fmt: skip


def heaviest(classes: Iterable[Class]) -> Class:
    """Give the class of a whole set of changes: that of its heaviest part."""
    return max(classes, key=ORDER.index, default="cosmetic")


def class_of(node: str, field: str, before: Any, after: Any) -> Class:  # noqa: ANN401
    """Give the class of one change.

    Args:
        node: ``actions/x``, or a section of one thing such as ``brand``.
        field: Key of the field, slashes inside; empty for a whole node.
        before: Value before, None when there was none.
        after: Value after, None when there is none.
    """
    section = node.partition("/")[0]
    if not field and "/" in node:
        return _whole(section, before, after)
    top = field.partition("/")[0]
    if top in _MONEY.get(section, ()):
        return "budget"
    if top in _WORDING.get(section, ()):
        return "cosmetic"
    return "strategic" if section in _STRATEGIC else "operational"


def _whole(section: str, before: Any, after: Any) -> Class:  # noqa: ANN401
    held: Mapping[str, Any] = after if before is None else before
    if any(key in held for key in _MONEY.get(section, ()) if section != "offers"):
        return "budget"
    if before is None and (section in _FREE_TO_ADD or section == "actions"):
        return "additive"
    return "strategic" if section in _STRATEGIC else "operational"
