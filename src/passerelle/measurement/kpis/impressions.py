"""Impressions: impressions of the spend source."""

from passerelle.measurement.formula import Simple, total

FORMULA = Simple(total("spend", "impressions"))
