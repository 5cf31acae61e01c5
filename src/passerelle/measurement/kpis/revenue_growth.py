"""Revenue growth, as its definition says."""

from passerelle.measurement.formula import Over

FORMULA = Over("revenue", "revenue", growth=True)
