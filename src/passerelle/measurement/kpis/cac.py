"""Customer acquisition cost: cost of the period, over new customers."""

from passerelle.measurement.formula import Ratio, total

FORMULA = Ratio(
    total("costs", "amount"),
    total("first_orders", "one"),
    "per_event",
    planned=total("costs", "planned"),
)
