"""New customers: customers whose first order falls in the period."""

from passerelle.measurement.formula import Simple, total

FORMULA = Simple(total("first_orders", "one"))
