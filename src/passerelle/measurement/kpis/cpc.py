"""Cost per click: spend, over clicks on ads."""

from passerelle.measurement.formula import Ratio, total

FORMULA = Ratio(total("spend", "amount"), total("spend", "clicks"), "per_event")
