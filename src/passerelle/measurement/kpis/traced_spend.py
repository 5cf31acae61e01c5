"""Traced spend: spend of the actions that serve an objective, over spend."""

from passerelle.measurement.formula import Ratio, total

FORMULA = Ratio(total("spend", "traced"), total("spend", "amount"))
