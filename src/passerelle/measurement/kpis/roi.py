"""Return on investment (margin): attributed margin less spend, over spend."""

from passerelle.measurement.formula import Ratio, total

FORMULA = Ratio(
    total("baskets", "margin"),
    total("spend", "amount"),
    "summed",
    total("baskets", "margin_squared"),
    n=total("baskets", "sale"),
    less=1,
    credited=True,
)
