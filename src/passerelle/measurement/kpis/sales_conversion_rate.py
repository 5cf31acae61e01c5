"""Sales conversion rate, as its definition says."""

from passerelle.measurement.formula import Ratio, total

FORMULA = Ratio(total("leads_qualified", "won"), total("leads_qualified", "one"), "wilson")
