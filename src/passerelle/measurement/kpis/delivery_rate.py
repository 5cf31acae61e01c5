"""Delivery rate: messages accepted and not bounced, over messages sent."""

from passerelle.measurement.formula import Ratio, total

FORMULA = Ratio(total("messages", "kept"), total("messages", "sent"), "wilson")
