"""Facts for the proposals about people and prices: forgotten segments, promotions that cost too much."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from passerelle.base.money import Money
from passerelle.base.period import Period
from passerelle.plan.effective import effective
from passerelle.plan.model import Plan
from passerelle.plan.values import Discount
from passerelle.verbs.house import House

if TYPE_CHECKING:
    from passerelle.adjustment.proposal import Proposal
    from passerelle.adjustment.proposals.pause_promotion import PromotionCase
    from passerelle.adjustment.proposals.reach_forgotten_segment import Letter
    from passerelle.measurement.context import Measuring

SEED = 1
PREPARED = 14
"""Days that a new action needs before it starts."""

LASTS = 21


def forgotten_segments(house: House, plan: Plan, context: "Measuring") -> "Iterator[Proposal]":
    """Propose an action for a ranked segment that none addresses."""
    import numpy as np

    from passerelle.adjustment.proposals.reach_forgotten_segment import SegmentCase, propose
    from passerelle.verbs.audience import audiences

    letter = _letter(house, plan, context)
    if letter is None:
        return
    cases = [
        SegmentCase(
            row["name"],
            row["rank"],
            row["promise"] or "",
            row["matched"],
            {"email": row["reachable"]},
            len(row["used_by"]),
        )
        for row in audiences(house).segments
        if row["rank"] is not None and row["matched"] and not row["used_by"]
    ]
    found = propose(cases, letter, np.random.default_rng(SEED))
    if found is not None:
        yield found


def costly_promotions(house: House, plan: Plan, context: "Measuring") -> "Iterator[Proposal]":
    """Propose to pause each promotion to come that loses margin or breaks the brand's limit."""
    import numpy as np

    from passerelle.adjustment.proposals.pause_promotion import propose

    margin = _margin_share(context)
    if margin is None:
        return
    for case in _promotions(house, plan, context, margin):
        found = propose(case, np.random.default_rng(SEED))
        if found is not None:
            yield found


def _letter(house: House, plan: Plan, context: "Measuring") -> "Letter | None":
    """Say how such an action would be made, after the cheapest e-mail action of the plan."""
    from passerelle.adjustment.proposals.reach_forgotten_segment import Letter
    from passerelle.measurement.kpi import measure

    actions = [effective(plan, action) for action in plan.actions.values()]
    models = [one for one in actions if one.by == "email" and one.cost and one.owner and one.serves]
    value = measure(context, "aov", _last_year(context.today)).value
    if not models or value is None:
        return None
    model = min(models, key=lambda one: one.cost.amount if one.cost else Decimal(0))
    start = context.today + timedelta(days=PREPARED)
    return Letter(
        owner=model.owner or "",
        serves=model.serves[0],
        start=start,
        end=start + timedelta(days=LASTS - 1),
        cost=model.cost or Money(Decimal(0), house.settings.currency),
        order_value=Money(value, house.settings.currency),
    )


def _promotions(
    house: House, plan: Plan, context: "Measuring", margin: float
) -> "Iterator[PromotionCase]":
    offered = [
        ("actions", name, "promotion", one.title or name, one.promotion, one.when, one.segments)
        for name, one in plan.actions.items()
    ] + [
        ("promotions", name, "", name, one.discount, one.when, ())
        for name, one in plan.promotions.items()
    ]
    for section, name, field, title, discount, when, segments in offered:
        if discount is None or when is None or when.end < context.today:
            continue
        scope = segments[0] if len(segments) == 1 and discount.visibility != "public" else None
        yield _case(
            house, plan, context, (f"{section}/{name}", field, title), discount, when, scope, margin
        )


def _case(  # noqa: PLR0913 (each is one fact of the promotion)
    house: House,
    plan: Plan,
    context: "Measuring",
    where: tuple[str, str, str],
    discount: Discount,
    when: Period,
    scope: str | None,
    margin: float,
) -> "PromotionCase":
    from passerelle.adjustment.proposals.pause_promotion import PromotionCase
    from passerelle.measurement.kpi import measure

    year = timedelta(days=364)
    usual = measure(
        context, "revenue", Period(when.start - year, when.end - year), scope=scope
    ).value
    never = plan.brand.never if plan.brand else None
    limit = None
    if never is not None and discount.visibility == "public":
        limit = never.clearance_over if discount.clearance else never.discount_over
    return PromotionCase(
        *where,
        depth=float(discount.depth),
        limit=float(limit) if limit is not None else None,
        margin_share=margin,
        revenue=Money(usual or Decimal(0), house.settings.currency),
        days=when.days,
    )


def _margin_share(context: "Measuring") -> float | None:
    from passerelle.measurement.kpi import board

    year = _last_year(context.today)
    found = board(context, ["contribution_margin", "revenue"], [year])
    margin, revenue = found["contribution_margin"][0].value, found["revenue"][0].value
    return float(margin / revenue) if margin is not None and revenue else None


def _last_year(today: date) -> Period:
    return Period(today - timedelta(days=365), today - timedelta(days=1))
