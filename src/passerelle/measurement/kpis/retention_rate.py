"""Retention rate, as its definition says."""

from passerelle.measurement.formula import Returning

FORMULA = Returning("kept")
