"""Values of KPIs as their unit is written, and where a key result stands between start and target."""

from collections.abc import Mapping
from typing import Any

from django import template

from passerelle.base import language as written
from passerelle.base.language import Text
from passerelle.web.reader import reader
from passerelle.web.templatetags.say import quantity, read_text

register = template.Library()

MARGIN = 0.08
"""Room left on both sides of a range, as a share of its span."""

TO = Text(en="{low} to {high}", fr="{low} à {high}")


@register.simple_tag
def between(low: Any, high: Any, unit: str) -> str:  # noqa: ANN401
    """Write an interval; nothing when there is none."""
    if low in (None, "") or high in (None, ""):
        return ""
    return read_text(TO).format(low=quantity(low, unit), high=quantity(high, unit))


@register.simple_tag
def change(moved: float, points: bool) -> str:  # noqa: FBT001 (a word of a template)
    """Write how much a value moved: points of a share or score, else a share of what it was."""
    sign = "+" if moved > 0 else "−" if moved < 0 else ""
    size, language = abs(moved), reader().language
    if points:
        return f"{sign}{written.number(size, language, 1)}\u00a0pts"
    return f"{sign}{written.percent(size, language, 1)}"


@register.filter
def rule_word(rule: Mapping[str, str]) -> Text:
    """Give the word that a rule starts with: attributed, active."""
    first = {tag: str(rule.get(tag, "")).partition(":")[0].strip() for tag in ("en", "fr")}
    return Text(**first)


@register.inclusion_tag("passerelle/parts/range.html")
def aim(result: Mapping[str, Any]) -> dict[str, Any]:
    """Draw a key result: today, target, and the range in which it should end.

    Args:
        result: A row of the verb ``adjust`` or of ``board`` (``current.value``, ``target``,
            ``unit``, and ``forecast`` with p10, p50, p90 when there is one).
    """
    foreseen: Mapping[str, Any] = result.get("forecast") or {}
    named = {
        "today": (result.get("current") or {}).get("value"),
        "target": result.get("target"),
        **{name: foreseen.get(name) for name in ("p10", "p50", "p90")},
    }
    known = {name: float(value) for name, value in named.items() if value not in (None, "")}
    places = along(known)
    return {
        "unit": result["unit"],
        "limit": result.get("limit", ""),
        "known": known,
        "at": places,
        "band": _band(places),
    }


def along(known: Mapping[str, float]) -> dict[str, dict[str, Any]]:
    """Place values on a line of 100, with the side on which a label has room."""
    if not known:
        return {}
    low, high = min(known.values()), max(known.values())
    span = (high - low) or abs(high) or 1.0
    start, width = low - MARGIN * span, span * (1 + 2 * MARGIN)
    return {name: _place(100 * (value - start) / width) for name, value in known.items()}


def _place(at: float) -> dict[str, Any]:
    anchor = "start" if at < 25 else "end" if at > 75 else "middle"  # noqa: PLR2004
    return {"x": f"{at:.2f}%", "at": at, "anchor": anchor}


def _band(places: Mapping[str, Mapping[str, Any]]) -> dict[str, str] | None:
    if "p10" not in places or "p90" not in places:
        return None
    left, right = places["p10"]["at"], places["p90"]["at"]
    return {"x": f"{left:.2f}%", "width": f"{max(right - left, 0.4):.2f}%"}
