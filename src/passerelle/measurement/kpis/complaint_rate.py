"""Spam complaint rate: delivered messages reported as spam, over messages delivered."""

from passerelle.measurement.formula import Ratio, total

FORMULA = Ratio(total("messages", "complained"), total("messages", "arrived"), "wilson")
