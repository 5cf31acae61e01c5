"""Signs of a cascade: changes with their sign, and how a KPI is tied to the one above."""

from typing import Any

from django import template

from passerelle.base.language import Text
from passerelle.web.templatetags.say import read_text, share

register = template.Library()

TIES = {
    "multiply": ("×", Text(en="Multiplies it", fr="Le multiplie")),
    "divide": ("÷", Text(en="Divides it", fr="Le divise")),
    "add": ("+", Text(en="A part of it", fr="En est une part")),
    "subtract": ("−", Text(en="Taken from it", fr="S'en retire")),
    "mean": ("x̄", Text(en="A part of its mean", fr="Une part de sa moyenne")),
    "elasticity": (
        "~",
        Text(en="Moves it by an elasticity", fr="Le fait bouger par une élasticité"),
    ),
}


@register.filter
def signed(change: Any) -> str:  # noqa: ANN401
    """Write a relative change with its sign: +12.2%; a dash when there is none."""
    if change is None or change == "":
        return "–"
    return ("−" if change < 0 else "+") + share(abs(change))


@register.filter
def op_sign(op: str) -> str:
    """Give the sign of a tie."""
    return TIES[op][0] if op in TIES else ""


@register.filter
def op_word(op: str) -> str:
    """Say a tie in words, for those who do not see its sign."""
    return read_text(TIES[op][1]) if op in TIES else ""
