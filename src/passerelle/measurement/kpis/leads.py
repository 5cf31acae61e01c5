"""Leads: leads created in the period."""

from passerelle.measurement.formula import Simple, total

FORMULA = Simple(total("leads_created", "one"))
