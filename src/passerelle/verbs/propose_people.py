"""Facts for proposals about people and prices: forgotten segments, promotions that cost much."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from passerelle.base.money import Money
from passerelle.base.period import Period
from passerelle.plan.effective import effective
from passerelle.plan.model import Plan
from passerelle.plan.values import Discount
from passerelle.verbs.house import House
from passerelle.verbs.past_facts import Sale, knows, margin_share, past_lift, past_uplift

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

    margin = margin_share(context, _last_year(context.today))
    if margin is None:
        return
    for case in _promotions(house, plan, context, margin):
        found = propose(case, np.random.default_rng(SEED))
        if found is not None:
            yield found


def _letter(house: House, plan: Plan, context: "Measuring") -> "Letter | None":
    """Say how such an action would be made, after the cheapest e-mail action of the plan."""
    from passerelle.adjustment.proposals.reach_forgotten_segment import EXTRA_ORDERS, Letter
    from passerelle.measurement.kpi import measure

    actions = [effective(plan, action) for action in plan.actions.values()]
    models = [one for one in actions if one.by == "email" and one.cost and one.owner and one.serves]
    value = measure(context, "aov", _last_year(context.today)).value
    if not models or value is None:
        return None
    learnt = past_lift(context)
    model = min(models, key=lambda one: one.cost.amount if one.cost else Decimal(0))
    start = context.today + timedelta(days=PREPARED)
    return Letter(
        owner=model.owner or "",
        serves=model.serves[0],
        start=start,
        end=start + timedelta(days=LASTS - 1),
        cost=model.cost or Money(Decimal(0), house.settings.currency),
        order_value=Money(value, house.settings.currency),
        extra=learnt.points if learnt else EXTRA_ORDERS,
        taught_by=learnt.taught_by if learnt else (),
        margin_share=margin_share(context, _last_year(context.today)),
    )


def _promotions(
    house: House, plan: Plan, context: "Measuring", margin: float
) -> "Iterator[PromotionCase]":
    from passerelle.adjustment.proposals.pause_promotion import UPLIFT, PromotionCase

    coming = [offered for offered in _offered(plan) if offered.when.end >= context.today]
    if not coming:
        return
    learnt = past_uplift(context, (_sale(offered) for offered in _offered(plan)))
    for offered in coming:
        usual = _usual_revenue(context, offered)
        if usual is None:
            continue
        yield PromotionCase(
            node=offered.node,
            field=offered.field,
            title=offered.title,
            depth=float(offered.discount.depth),
            limit=_limit(plan, offered.discount),
            margin_share=margin,
            revenue=Money(usual, house.settings.currency),
            days=offered.when.days,
            uplift=learnt.points if learnt else UPLIFT,
            measured=learnt is not None,
        )


def _sale(offered: "_Offered") -> Sale:
    return Sale(offered.discount, offered.when, _shown_to(offered) or "")


@dataclass(frozen=True, slots=True)
class _Offered:
    """A discount of the plan: where it stands, what it is, when, for whom."""

    node: str
    field: str
    title: str
    discount: Discount
    when: Period
    segments: tuple[str, ...] = ()


def _offered(plan: Plan) -> Iterator[_Offered]:
    for name, one in plan.actions.items():
        if one.promotion and one.when:
            title = one.title or name
            node = f"actions/{name}"
            yield _Offered(node, "promotion", title, one.promotion, one.when, one.segments)
    for name, sale in plan.promotions.items():
        yield _Offered(f"promotions/{name}", "", name, sale.discount, sale.when)


def _usual_revenue(context: "Measuring", offered: _Offered) -> Decimal | None:
    """Read what was sold on the same days a year before: to all when the discount is public.

    None when no order was on record yet at that time.
    """
    from passerelle.measurement.kpi import measure

    year = timedelta(days=364)
    period = Period(offered.when.start - year, offered.when.end - year)
    if not knows(context, period.start):
        return None
    return measure(context, "revenue", period, scope=_shown_to(offered)).value


def _shown_to(offered: _Offered) -> str | None:
    known = len(offered.segments) == 1 and offered.discount.visibility != "public"
    return offered.segments[0] if known else None


def _limit(plan: Plan, discount: Discount) -> float | None:
    never = plan.brand.never if plan.brand else None
    if never is None or discount.visibility != "public":
        return None
    limit = never.clearance_over if discount.clearance else never.discount_over
    return float(limit) if limit is not None else None


def _last_year(today: date) -> Period:
    return Period(today - timedelta(days=365), today - timedelta(days=1))
