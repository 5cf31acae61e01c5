"""Contribution margin, as its definition says."""

from passerelle.measurement.formula import Simple, total

FORMULA = Simple(total("baskets", "margin"), n=total("baskets", "sale"))
