"""Cost per lead: spend, over leads created."""

from passerelle.measurement.formula import Ratio, total

FORMULA = Ratio(total("spend", "amount"), total("leads_created", "one"), "per_event")
