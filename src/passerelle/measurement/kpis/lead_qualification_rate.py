"""Qualification rate, as its definition says."""

from passerelle.measurement.formula import Ratio, total

FORMULA = Ratio(total("leads_created", "qualified"), total("leads_created", "one"), "wilson")
