"""Media spend: amounts of the spend source."""

from passerelle.measurement.formula import Simple, total

FORMULA = Simple(total("spend", "amount"), n=total("spend", "one"))
