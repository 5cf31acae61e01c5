"""Net Promoter Score: promoters (9 and 10) less detractors (0 to 6), over answers from 0 to 10."""

from passerelle.measurement.formula import Ratio, total

FORMULA = Ratio(
    total("nps_answers", "side"),
    total("nps_answers", "one"),
    "mean",
    total("nps_answers", "extreme"),
    scale=100,
)
