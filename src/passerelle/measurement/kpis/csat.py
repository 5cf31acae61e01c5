"""Customer satisfaction: answers of 4 or 5 out of 5, over answers."""

from passerelle.measurement.formula import Ratio, total

FORMULA = Ratio(total("csat_answers", "satisfied"), total("csat_answers", "one"), "wilson")
