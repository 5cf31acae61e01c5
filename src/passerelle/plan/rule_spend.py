"""What each segment gets of the money: an action for several shares its cost between them."""

from collections import defaultdict
from decimal import Decimal

from passerelle.plan.given import Given
from passerelle.plan.rule_funds import costs


def by_segment(given: Given, currency: str) -> dict[str, Decimal]:
    """Add the money of the actions on each segment that gets some, running cost apart.

    Money that is not written in ``cost`` but bought in the media plan, or budgeted by month, counts
    as it does against the budget. A name that is no segment gets none.
    """
    sums: dict[str, Decimal] = defaultdict(Decimal)
    money = given.once(costs)
    for name, action in given.work.items():
        cost = money.get(f"actions/{name}")
        if cost is None or not cost.amount or cost.currency != currency:
            continue
        wanted = dict.fromkeys(action.segments)
        for segment in wanted:
            if segment in given.plan.segments:
                sums[segment] += cost.amount / len(wanted)
    return dict(sums)
