"""How much a change weighs: cosmetic, additive, operational, budget or strategic."""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

Class = Literal["cosmetic", "additive", "operational", "budget", "strategic"]

ORDER: tuple[Class, ...] = ("cosmetic", "additive", "operational", "budget", "strategic")
"""From the lightest to the heaviest: who must approve grows with it."""

_WORDING = {
    "studies": {"title"},
    "facts": {"says", "from", "n", "study"},
    "swot": {"says", "evidence"},
    "pestel": {"says", "evidence"},
    "forces": {"says", "evidence"},
    "competitors": {"title", "evidence"},
    "moves": {"source"},
    "capabilities": {"title", "evidence"},
    "opportunities": {"title", "evidence"},
    "needs": {"says", "evidence"},
    "markets": {"title", "evidence"},
    "constraints": {"source"},
    "offers": {"title"},
    "channels": {"title"},
    "policies": {"says"},
    "segments": {"evidence"},
    "personas": {"title"},
    "propositions": {"proof"},
    "messages": {"evidence"},
    "editorial": {"title"},
    "metrics": {"title", "formula"},
    "objectives": {"title", "evidence"},
    "pillars": {"title", "intent"},
    "bonuses": {"title"},
    "terms": {"en", "fr", "says", "also"},
    "campaigns": {"title"},
    "actions": {"title", "reason", "learned"},
    "contents": {"title"},
    "loyalty": {"title"},
    "experiments": {"learned"},
    "tasks": {"title", "done"},
    "sprints": {"title"},
    "teams": {"title"},
    "people": {"title", "email"},
    "partners": {"title"},
    "trainings": {"title"},
    "rituals": {"title", "agenda", "held"},
    "blackouts": {"says"},
    "brand": {"evidence"},
}
_MONEY = {
    "year": {"budget"},
    "studies": {"cost"},
    "offers": {"price", "prices", "cost"},
    "campaigns": {"budget"},
    "actions": {"cost"},
    "media": {"price", "volume", "model"},
    "loyalty": {"cost"},
    "partners": {"cost"},
    "trainings": {"cost"},
    "bonuses": {"pays", "rewards", "threshold", "cap"},
    "budget": {"amount", "channels", "objectives"},
    "spending": {"pays", "months"},
}
_STRATEGIC = {
    "vision",
    "horizon",
    "north_star",
    "year",
    "brand",
    "pillars",
    "markets",
    "positionings",
    "policies",
    "objectives",
    "segments",
    "charter",
    "rights",
    "waivers",
}
_FREE_TO_ADD = {"studies", "facts", "swot", "pestel", "forces", "competitors", "moves",
                "capabilities", "opportunities", "needs", "constraints", "segments", "personas",
                "propositions", "messages", "editorial", "metrics", "offers", "channels", "terms",
                "choices", "campaigns", "contents", "experiments", "tasks", "sprints", "promotions",
                "teams", "people", "absences", "rituals", "blackouts", "markets"}  # fmt: skip


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
