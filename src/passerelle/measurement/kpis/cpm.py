"""Cost per mille: spend, over thousands of impressions."""

from passerelle.measurement.formula import Ratio, total

FORMULA = Ratio(total("spend", "amount"), total("spend", "impressions"), per=1000)
