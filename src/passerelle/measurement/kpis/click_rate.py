"""Click rate: delivered messages with at least one click, over messages delivered."""

from passerelle.measurement.formula import Ratio, total

FORMULA = Ratio(total("messages", "clicked"), total("messages", "arrived"), "wilson")
