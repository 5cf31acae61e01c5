"""LTV to CAC: historic lifetime value, over customer acquisition cost."""

from passerelle.measurement.formula import Over

FORMULA = Over("ltv_historic", "cac")
