"""Return on investment (margin): attributed margin less cost, over cost."""

from passerelle.measurement.formula import Ratio, total

FORMULA = Ratio(
    total("baskets", "margin"),
    total("costs", "amount"),
    "summed",
    total("baskets", "margin_squared"),
    n=total("baskets", "sale"),
    less=1,
    credited=True,
    planned=total("costs", "planned"),
)
