"""Values of a canvas that open into a small form, and forms for one more thing."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import template

from passerelle.base import language as written
from passerelle.base.language import Text
from passerelle.base.money import Money
from passerelle.web import forms
from passerelle.web.anchors import anchor_of
from passerelle.web.reader import reader
from passerelle.web.templatetags.parts import choice
from passerelle.web.templatetags.say import number

register = template.Library()


@register.inclusion_tag("passerelle/canvas/cell.html", takes_context=True)
def cell(  # noqa: PLR0913, PLR0917 (what a template may say of a value)
    context: template.Context,
    node: str,
    field: str,
    value: Any = None,  # noqa: ANN401
    label: Any = "",  # noqa: ANN401
    kind: str = "line",
    choices: str = "",
    ref: str = "",
    shown: str = "",
) -> dict[str, Any]:
    """Show a value; whoever may edit the plan opens it and types another.

    Args:
        context: The page's.
        node: ``swot/x``; ``field`` is the key as it is typed.
        field: See ``node``.
        value: What the plan holds, as typed.
        label: What it is, for a reader and a screen reader.
        kind: ``line``, ``text`` (several lines), ``lines`` (a list, one a line), ``number``,
            ``choice``, ``refs`` (names to tick), ``money`` (a bare number is of the currency).
        choices: Words to choose from, separated by ``|``; for money its currency.
        ref: Sections whose names are offered, separated by ``|``.
        shown: What to show instead of the value.
    """
    known: dict[str, Any] = context.get("known") or {}
    names = [item for section in ref.split("|") if ref for item in known.get(section, ())]
    held = list(value) if isinstance(value, Sequence) and not isinstance(value, str) else []
    return {
        "id": f"c-{anchor_of(node)}-{field.replace('/', '-')}",
        "anchor": anchor_of(node),
        "node": node,
        "field": field,
        "value": forms.write(value),
        "held": held,
        "shown": shown or (", ".join(map(str, held)) if held else forms.write(value)),
        "label": label,
        "kind": kind,
        "currency": choices if kind == "money" else "",
        "choices": [(one, choice(one)) for one in choices.split("|")]
        if choices and kind != "money"
        else [],
        "names": names,
        "may": (context.get("may") or {}).get("edit_plan"),
        "canvas": context["canvas"]["id"],
        "revision": context["revision"],
        "query": context.get("query") or "",
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("passerelle/canvas/add.html", takes_context=True)
def add_cell(
    context: template.Context,
    section: str,
    label: Any = "",  # noqa: ANN401
    fields: str = "says",
    **preset: str,
) -> dict[str, Any]:
    """Offer to add one more thing to a section.

    Args:
        context: The page's.
        section: Where it goes.
        label: What is added.
        fields: Fields to type, ``key`` or ``key:choice|choice`` or ``key@section`` (a name of that
            section), separated by commas; the first is the one it is named after.
        **preset: Fields that the place in the canvas decides already; ``__`` stands for ``/``.
    """
    known: dict[str, Any] = context.get("known") or {}
    return {
        "section": section,
        "label": label,
        "fields": [_asked(one.strip(), known) for one in fields.split(",")],
        "preset": [(key.replace("__", "/").rstrip("_"), value) for key, value in preset.items()],
        "id": f"a-{section}-{'-'.join(map(str, preset.values()))}",
        "may": (context.get("may") or {}).get("edit_plan"),
        "canvas": context["canvas"]["id"],
        "revision": context["revision"],
        "query": context.get("query") or "",
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("passerelle/canvas/entry.html", takes_context=True)
def add_entry(context: template.Context, node: str, field: str, label: Any = "") -> dict[str, Any]:  # noqa: ANN401
    """Offer to add one entry, a text with its answer, to a map of a node."""
    return {
        "node": node,
        "field": field,
        "label": label,
        "id": f"e-{anchor_of(node)}-{field}",
        "may": (context.get("may") or {}).get("edit_plan"),
        "canvas": context["canvas"]["id"],
        "revision": context["revision"],
        "query": context.get("query") or "",
        "csrf_token": context.get("csrf_token"),
    }


_WORDS = {
    "title": Text(en="Name", fr="Nom"),
    "says": Text(en="In one sentence", fr="En une phrase"),
    "impact": Text(en="Impact, 1 to 5", fr="Impact, de 1 à 5"),
    "probability": Text(en="Probability, 1 to 5", fr="Probabilité, de 1 à 5"),
    "intensity": Text(en="Intensity, 1 to 5", fr="Intensité, de 1 à 5"),
    "when": Text(en="When", fr="Quand"),
    "cost": Text(en="Cost", fr="Coût"),
    "chosen": Text(en="Choice", fr="Choix"),
    "pays": Text(en="What it pays for", fr="Ce qu'elle paie"),
    "action": Text(en="Action", fr="Action"),
    "channel": Text(en="Channel", fr="Canal"),
    "model": Text(en="How it is paid", fr="Mode d'achat"),
    "price": Text(en="Price", fr="Prix"),
    "volume": Text(en="Volume", fr="Volume"),
    "tier": Text(en="Tier", fr="Gamme"),
    "segment": Text(en="For whom", fr="Pour qui"),
    "offer": Text(en="Offer", fr="Offre"),
    "owner": Text(en="Owner", fr="Responsable"),
    "within": Text(en="Within the objective", fr="Au sein de l'objectif"),
    "effect": Text(en="Threat or opportunity", fr="Menace ou opportunité"),
}
"""Labels of fields that canvases ask for; any other is called by its key."""


def _asked(text: str, known: dict[str, Any]) -> dict[str, Any]:
    key, _, offered = text.partition(":")
    key, _, section = key.partition("@")
    words = [(one, choice(one)) for one in offered.split("|")] if offered else []
    names = [(one["name"], one["title"] or one["name"]) for one in known.get(section, ())]
    return {"key": key, "label": _WORDS.get(key, Text(en=key, fr=key)), "offered": words or names}


@register.filter
def node_id(node: str) -> str:
    """Give the place of a node in the page."""
    return anchor_of(node)


@register.filter
def month_word(month: str) -> str:
    """Name a month in a column's head: *Jan*, and the year beside the first of a year."""
    first = date.fromisoformat(f"{month}-01")
    said = written.month(first, reader().language, short=True)
    return f"{said} {first.year}" if first.month == 1 else said


@register.filter
def month_field(month: str, state: str) -> str:
    """Name the field of one month's amount in one state."""
    return f"months/{month}/{state}"


@register.filter
def money_typed(amount: Any, currency: str) -> str:  # noqa: ANN401
    """Write an amount as a person would type it in the plan; nothing for none."""
    return "" if amount is None else str(Money(Decimal(str(amount)), currency))


@register.filter
def money_short(amount: Any) -> str:  # noqa: ANN401
    """Write an amount of a grid: the number alone, a dot where there is none."""
    return "·" if amount is None else number(amount)


@register.filter
def bars(amounts: Sequence[Any]) -> list[dict[str, str]]:
    """Draw amounts as bars of height 0 to 10, the largest full."""
    values = [float(one or 0) for one in amounts]
    top = max([*values, 1.0])
    return [
        {
            "y": f"{10 - 10 * one / top:.2f}",
            "height": f"{10 * one / top:.2f}",
        }
        for one in values
    ]


ROW, TOP = 24, 20
"""Height of one flight of the media plan, and of the names of the months above."""


@register.filter
def rows_high(count: int) -> int:
    """Give the height of a picture with that many rows."""
    return TOP + ROW * int(count) + 4


@register.filter
def row_y(place: int) -> int:
    """Give the top of one row."""
    return TOP + ROW * int(place)


@register.filter
def row_text(place: int) -> int:
    """Give the line on which the words of one row stand."""
    return TOP + ROW * int(place) + 13


@register.filter
def share_typed(value: Any) -> str:  # noqa: ANN401
    """Write a share as a person would type it: ``40 %``; nothing for none."""
    if value is None:
        return ""
    return f"{(Decimal(str(value)) * 100).normalize():f} %"


_SMART = (
    ("S", "specific", Text(en="specific: a known KPI for each result",
                           fr="spécifique : un indicateur connu par résultat")),
    ("M", "measured", Text(en="measured: a start, a target, a source",
                           fr="mesurable : un départ, une cible, une source")),
    ("A", "attainable", Text(en="attainable: the forecast gives it a fair chance",
                             fr="atteignable : la prévision lui donne une chance")),
    ("R", "realistic", Text(en="realistic: an action serves it", fr="réaliste : une action le sert")),
    ("T", "timed", Text(en="timed: a start and a day", fr="temporel : un début et une échéance")),
)  # fmt: skip


@register.filter
def smart_letters(verdicts: dict[str, bool | None]) -> list[tuple[str, str, Text]]:
    """Give the five letters of SMART with ``yes``, ``no`` or ``open``, and what each asks."""
    words = {True: "yes", False: "no", None: "open"}
    return [(letter, words[verdicts[key]], said) for letter, key, said in _SMART]


@register.filter
def held(mapping: dict[str, Any], key: str) -> Any:  # noqa: ANN401
    """Give what a mapping holds under a key that only the page knows; None for nothing."""
    return mapping.get(key)
