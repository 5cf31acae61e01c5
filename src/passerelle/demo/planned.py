"""What the plan's actions will truly bring in the demo world, beside what the plan expects."""

from dataclasses import dataclass

import numpy as np

Z90 = 1.2816
"""Ninetieth percentile of the standard normal."""


@dataclass(frozen=True, slots=True)
class Planned:
    """An action's expected effect on a key result, as the plan writes it.

    ``start`` and ``length`` are days counted from today. Effects are points (repurchase and sales
    conversion rates) or new customers, over the whole action.
    """

    action: str
    key_result: str
    start: int
    length: int
    low: float
    likely: float
    high: float

    def draw(self, rng: np.random.Generator) -> float:
        """Draw the true effect: the expectation is honest, so the truth is a draw from it."""
        z = float(rng.normal())
        spread = self.high - self.likely if z > 0 else self.likely - self.low
        return max(0.0, self.likely + z / Z90 * spread)


PLANNED = (
    Planned("completer-la-parure", "repurchase_rate", 0, 21, 0.4, 1.0, 1.8),
    Planned("atelier-reparation", "repurchase_rate", 30, 60, 0.2, 0.6, 1.1),
    Planned("avant-premiere", "repurchase_rate", 100, 1, 0.2, 0.5, 0.9),
    Planned("reveil-des-dormants", "repurchase_rate", 45, 21, 0.2, 0.5, 1.0),
    Planned("lin-en-video", "new_customers", 14, 90, 120, 300, 520),
    Planned("recherche-lin", "new_customers", 0, 330, 60, 150, 280),
    Planned("presse-art-de-vivre", "new_customers", 60, 45, 80, 200, 400),
    Planned("salon-hotellerie", "sales_conversion_rate", 75, 4, 0.6, 1.8, 3.2),
    Planned("visites-d-hotels", "sales_conversion_rate", 20, 161, 0.5, 1.4, 2.4),
)
"""New customers are counted for a shop of full size."""
