"""Orders: orders with at least one sale line."""

from passerelle.measurement.formula import Simple, total

FORMULA = Simple(total("orders", "sale"))
