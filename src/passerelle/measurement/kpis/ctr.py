"""Click-through rate of ads: clicks on ads, over impressions."""

from passerelle.measurement.formula import Ratio, total

FORMULA = Ratio(total("spend", "clicks"), total("spend", "impressions"), "wilson")
