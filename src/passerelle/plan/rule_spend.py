"""What each segment gets of the money: an action for several shares its cost between them."""

from collections import defaultdict
from decimal import Decimal

from passerelle.plan.given import Given
from passerelle.plan.rule_money import in_currency


def by_segment(given: Given, currency: str) -> dict[str, Decimal]:
    """Add the cost of the actions on each segment that gets some, running cost apart."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for name, amount in in_currency(given.work, currency).items():
        wanted = dict.fromkeys(given.work[name].segments)
        for segment in wanted if amount else ():
            sums[segment] += amount / len(wanted)
    return dict(sums)
