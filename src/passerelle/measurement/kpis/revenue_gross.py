"""Gross revenue: sale lines of the orders, before returns."""

from passerelle.measurement.formula import Simple, total

FORMULA = Simple(total("orders", "gross"), n=total("orders", "sale"))
