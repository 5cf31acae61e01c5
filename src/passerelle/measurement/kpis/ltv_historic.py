"""Historic lifetime value, as its definition says."""

from passerelle.measurement.formula import Ratio, distinct, total

FORMULA = Ratio(total("baskets", "margin"), distinct("baskets", "customer_id"), state=True)
