"""Qualified leads: leads qualified in the period."""

from passerelle.measurement.formula import Simple, total

FORMULA = Simple(total("leads_qualified", "one"))
