"""Revenue: net amount of the orders: sales less returns."""

from passerelle.measurement.formula import Simple, total

FORMULA = Simple(total("orders", "net"), n=total("orders", "sale"))
