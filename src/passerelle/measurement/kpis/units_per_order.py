"""Units per order: units of the sale lines, over orders."""

from passerelle.measurement.formula import Ratio, total

FORMULA = Ratio(total("baskets", "units"), total("baskets", "sale"))
