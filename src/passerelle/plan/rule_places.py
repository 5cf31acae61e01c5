"""Where things take place: the markets and countries of an action, of a promotion."""

from collections.abc import Iterable
from functools import lru_cache

from passerelle.plan.given import Given
from passerelle.plan.model import Plan
from passerelle.plan.operations import Action, Promotion


def said_markets(plan: Plan, action: Action) -> tuple[str, ...]:
    """Give the markets of an action as the plan says them; empty when it does not.

    Its own; else those of the objectives it serves; else those of its channel; else the only one.
    """
    if action.markets:
        return _there(plan, action.markets)
    served = (plan.objectives.get(name) for name in action.serves)
    found = _there(plan, (one.market for one in served if one and one.market))
    if found:
        return found
    channel = plan.channels.get(action.by or "")
    if channel and channel.markets:
        return _there(plan, channel.markets)
    return tuple(plan.markets) if len(plan.markets) == 1 else ()


def markets_of(plan: Plan, action: Action) -> tuple[str, ...]:
    """Give the markets of an action: as the plan says them, else all of them."""
    return said_markets(plan, action) or tuple(plan.markets)


def markets_of_promotion(given: Given, promotion: Promotion) -> tuple[str, ...]:
    """Give the markets of a promotion: its own, else its action's, else all of them."""
    own = _there(given.plan, promotion.markets)
    if own:
        return own
    action = given.actions.get(promotion.action or "")
    return markets_of(given.plan, action) if action else tuple(given.plan.markets)


def countries_in(plan: Plan, markets: Iterable[str]) -> tuple[str, ...]:
    """Give the countries of markets, as ISO codes in capitals, each once."""
    return tuple(dict.fromkeys(code for name in markets for code in _codes(plan, name)))


def law_is_confirmed(plan: Plan, markets: Iterable[str], code: str) -> bool:
    """Whether someone has confirmed the law of a country for one of these markets."""
    return any(
        bool(plan.markets[name].law_confirmed_by) and code in _codes(plan, name) for name in markets
    )


def _codes(plan: Plan, market: str) -> tuple[str, ...]:
    return _capitals(plan.markets[market].countries)


@lru_cache(maxsize=1024)
def _capitals(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code.strip().upper() for code in codes)


def _there(plan: Plan, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name in plan.markets))
