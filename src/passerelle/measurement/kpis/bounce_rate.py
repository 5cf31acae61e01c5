"""Bounce rate: sessions with a single event, over sessions."""

from passerelle.measurement.formula import Ratio, total

FORMULA = Ratio(total("sessions", "bounced"), total("sessions", "one"), "wilson")
