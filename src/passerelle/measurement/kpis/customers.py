"""Buying customers: distinct customers who ordered in the period."""

from passerelle.measurement.formula import Simple, distinct

FORMULA = Simple(distinct("sales", "customer_id"))
