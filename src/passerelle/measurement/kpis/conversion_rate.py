"""Conversion rate: orders, over sessions."""

from passerelle.measurement.formula import Ratio, total

FORMULA = Ratio(total("orders", "sale"), total("sessions", "one"), "wilson")
