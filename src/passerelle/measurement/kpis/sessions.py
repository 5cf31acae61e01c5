"""Sessions: distinct sessions with an event in the period."""

from passerelle.measurement.formula import Simple, total

FORMULA = Simple(total("sessions", "one"))
