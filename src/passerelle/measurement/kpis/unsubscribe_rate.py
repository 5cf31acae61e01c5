"""Unsubscribe rate: delivered messages followed by an unsubscription, over messages delivered."""

from passerelle.measurement.formula import Ratio, total

FORMULA = Ratio(total("messages", "left"), total("messages", "arrived"), "wilson")
