"""Customer acquisition cost: spend of the period (media scope), over new customers."""

from passerelle.measurement.formula import Ratio, total

FORMULA = Ratio(total("spend", "amount"), total("first_orders", "one"), "per_event")
