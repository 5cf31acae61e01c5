"""How many people an experiment needs before it can tell anything.

Two shares are compared, two-sided at 5 %, so that an effect that is there is seen four times out of
five (power 80 %). With the rate today ``p1``, the rate to see ``p2``, the share of people kept apart
``c`` and the pooled rate ``p = c p1 + (1 - c) p2``, the number of people, both groups together, is

    ( z(0.975) sqrt( p (1-p) (1/c + 1/(1-c)) ) + z(0.80) sqrt( p1 (1-p1) / c + p2 (1-p2) / (1-c) ) )²
    -------------------------------------------------------------------------------------------------
                                              (p2 - p1)²

Source:
    The normal approximation for two proportions, as in Fleiss, Levin and Paik, *Statistical Methods
    for Rates and Proportions*, chapter 4, without continuity correction.
"""

from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal

Z_SIGNIFICANCE = Decimal("1.959964")
"""The normal deviate that 2.5 % of draws exceed."""

Z_POWER = Decimal("0.841621")
"""The normal deviate that 20 % of draws exceed."""

_HALF = Decimal("0.5")


def needed(base: Decimal, sees: Decimal, apart: Decimal = _HALF) -> int | None:
    """Give how many people two groups need together.

    Args:
        base: Rate today, in 0..1.
        sees: Smallest difference to see, in 0..1: an increase, or a decrease where the rate cannot
            increase that much.
        apart: Share of the people in the first group, in 0..1.

    Returns:
        A number of people, rounded up; None when no such difference can be, or one group is empty.

    >>> needed(Decimal("0.10"), Decimal("0.02"))
    7682
    """
    other = base + sees if base + sees <= 1 else base - sees
    if not 0 <= other <= 1 or other == base or not 0 < apart < 1:
        return None
    rest = 1 - apart
    pooled = apart * base + rest * other
    under_none = (pooled * (1 - pooled) * (1 / apart + 1 / rest)).sqrt()
    under_effect = (base * (1 - base) / apart + other * (1 - other) / rest).sqrt()
    people = ((Z_SIGNIFICANCE * under_none + Z_POWER * under_effect) / (other - base)) ** 2
    return int(people.to_integral_value(ROUND_CEILING))


@dataclass(frozen=True, slots=True)
class Groups:
    """An experiment: the rate today, the smallest difference to see, and its groups.

    ``base``, ``sees`` and ``holdout`` are shares in 0..1. Without ``arms`` (two or more) the holdout
    is compared with all the others, or half with half without a holdout; with arms, any two of them
    are compared, beside the holdout.
    """

    base: Decimal
    sees: Decimal
    arms: int = 0
    holdout: Decimal = Decimal(0)

    @property
    def needed(self) -> int | None:
        """How many people all groups need together; None when no such difference can be."""
        if self.arms <= 1:
            return needed(self.base, self.sees, self.holdout or _HALF)
        pair = needed(self.base, self.sees)
        if pair is None or self.holdout >= 1:
            return None
        people = Decimal(pair) * self.arms / 2 / (1 - self.holdout)
        return int(people.to_integral_value(ROUND_CEILING))

    def visible(self, people: int) -> Decimal | None:
        """Give the smallest increase, in tenths of a point, that so many people let one see.

        Returns:
            A share in 0..1; None when even the greatest increase could not be seen.
        """
        least, most = 1, int((1 - self.base) * 1000)
        if not self._enough(most, people):
            return None
        while least < most:
            middle = (least + most) // 2
            if self._enough(middle, people):
                most = middle
            else:
                least = middle + 1
        return Decimal(least) / 1000

    def _enough(self, tenths: int, people: int) -> bool:
        asked = replace(self, sees=Decimal(tenths) / 1000).needed
        return asked is not None and asked <= people
