"""Alignment figure: planned money whose whole chain carries no open finding, over planned money."""

from passerelle.base.language import Text
from passerelle.measurement.formula import Given

FORMULA = Given(
    Text(en="the rules of the plan were not run", fr="les règles du plan n'ont pas été vérifiées")
)
