"""Return on ad spend: attributed net revenue, over spend."""

from passerelle.measurement.formula import Ratio, total

FORMULA = Ratio(
    total("orders", "net"),
    total("spend", "amount"),
    "summed",
    total("orders", "net_squared"),
    n=total("orders", "sale"),
    credited=True,
)
