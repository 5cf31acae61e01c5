"""Unhandled leads: leads created up to the last day, neither contacted nor closed."""

from passerelle.measurement.formula import Simple, total

FORMULA = Simple(total("leads_created", "waiting"), state=True)
