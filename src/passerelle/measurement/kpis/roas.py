"""Return on ad spend: attributed net revenue, over cost."""

from passerelle.measurement.formula import Ratio, total

FORMULA = Ratio(
    total("orders", "net"),
    total("costs", "amount"),
    "summed",
    total("orders", "net_squared"),
    n=total("orders", "sale"),
    credited=True,
    planned=total("costs", "planned"),
)
