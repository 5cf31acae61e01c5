"""The figures and dates that the demo's plan names, taken from the shop's own records."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from passerelle.demo import measures
from passerelle.demo.planned import PLANNED
from passerelle.demo.timeline import plan_period
from passerelle.demo.world import World

OTHER_COSTS = 50_500
"""Euros of the actions whose cost the plan's text states itself, the promotion's apart."""


@dataclass(frozen=True, slots=True)
class PlanValues:
    """What stands in the blanks of the plan's text; dates are written as days from today."""

    today: date
    words: dict[str, str]

    def text(self, blank: str) -> str:
        """Fill one blank: a name, ``+14``, or a span such as ``+14..+34`` or ``start..end``.

        Raises:
            KeyError: the blank names nothing.
        """
        if blank.startswith("+"):
            return "..".join(self._day(part) for part in blank.split(".."))
        return self.words[blank]

    def _day(self, offset: str) -> str:
        return str(self.today + timedelta(days=int(offset)))


def plan_values(world: World) -> PlanValues:
    """Read the shop's present figures and set targets that its actions can plausibly reach."""
    start, end = plan_period(world.today)
    length = world.timeline.length
    repurchase = round(measures.repurchase_rate(world.orders, length)[0] * 100, 1)
    sales = round(measures.sales_conversion_rate(world.leads, length)[0] * 100)
    new = measures.new_customers(world.orders, length - measures.YEAR, length)
    costs = {
        channel.name: max(100, round(float(spend[-measures.YEAR :].sum()) / 100) * 100)
        for channel, spend in zip(world.truth.channels, world.spend, strict=True)
    }
    media = sum(costs.values())
    step = _step(new)
    words = {
        "start": str(start),
        "end": str(end),
        "budget": _grouped(ceil((media + OTHER_COSTS) * 1.03 / 1000) * 1000),
        "media_ceiling": _grouped(ceil(media * 1.02 / 1000) * 1000),
        "repurchase_now": _percent(repurchase),
        "repurchase_goal": _percent(repurchase + 2.5),
        "sales_now": _percent(sales),
        "sales_goal": _percent(sales + 3),
        "new_now": _grouped(round(new / step) * step),
        "new_goal": _grouped(round((new + 600 * world.size) / step) * step),
        "cac_limit": _percent(ceil(media / max(1, new) * 1.15)),
        "nps_limit": str(measures.nps(world.answers) - 3),
        **{f"cost_{name}": _grouped(cost) for name, cost in costs.items()},
    }
    for plan in PLANNED:
        if plan.key_result == "new_customers":
            parts = (plan.low, plan.likely, plan.high)
            words[f"brings_{plan.action}"] = " / ".join(
                _grouped(max(rank, round(part * world.size)))
                for rank, part in enumerate(parts, start=1)
            )
    return PlanValues(world.today, words)


def _step(number: int) -> int:
    return 100 if number > 2000 else 5  # noqa: PLR2004


def _percent(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _grouped(value: int) -> str:
    return f"{value:,}".replace(",", " ")
