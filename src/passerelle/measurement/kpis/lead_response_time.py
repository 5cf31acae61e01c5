"""Lead response time: median hours from creation to first contact."""

from passerelle.measurement.formula import Median, each, total

FORMULA = Median(each("leads_created", "hours"), waiting=total("leads_created", "waiting"))
