"""Pause a promotion that costs more margin than its orders bring, or breaks the brand's limit."""

from dataclasses import dataclass

import numpy as np

from passerelle.adjustment.proposal import Change, Expected, Proposal
from passerelle.adjustment.response import Floats
from passerelle.adjustment.three_points import draw_three
from passerelle.base.language import Text, money_text, number, percent
from passerelle.base.money import Money

UPLIFT = (0.10, 0.35, 0.80)
"""Extra sales of a promotion when nothing was measured: tenth, fiftieth, ninetieth percentile."""

SURE = 0.60
"""A promotion within the limit is paused only when it loses margin with this probability."""

DRAWS = 4000


@dataclass(frozen=True, slots=True)
class PromotionCase:
    """One promotion of the plan, with what readings say of its people.

    ``depth`` is the discount as a share in 0..1; ``limit`` the brand's own, None when it has none
    or when the promotion is not public. ``margin_share`` is margin over revenue at full price.
    ``revenue`` is what the same people spend in as many days without any promotion.
    ``uplift`` are extra units sold as shares of usual ones: low, likely, high; ``measured`` says
    whether past promotions of this shop taught them.
    """

    node: str
    field: str
    title: str
    depth: float
    limit: float | None
    margin_share: float
    revenue: Money
    days: int
    uplift: tuple[float, float, float] = UPLIFT
    measured: bool = False

    @property
    def break_even(self) -> float:
        """Extra sales, as a share of usual ones, that leave the margin unchanged, or inf."""
        left = self.margin_share - self.depth
        return self.margin_share / left - 1 if left > 0 else float("inf")


def propose(case: PromotionCase, rng: np.random.Generator) -> Proposal | None:
    """Propose to pause one promotion, when that saves margin or keeps the brand's own limit.

    Without the promotion the margin is ``revenue * margin_share``. With it, usual sales and extra
    ones earn ``margin_share - depth`` each.

    Args:
        case: The promotion and its readings.
        rng: Seeded generator.

    Returns:
        A proposal, or None when the promotion pays and keeps the limit, when nothing is sold, or
        when nobody measured what a promotion brings and the outcome hangs on it.
    """
    if case.revenue.amount <= 0:
        return None
    revenue = float(case.revenue.amount)
    sold = 1 + draw_three(case.uplift, DRAWS, rng)
    saved = revenue * (case.margin_share - sold * (case.margin_share - case.depth))
    beyond = case.limit is not None and case.depth > case.limit
    if not beyond and not case.measured and case.break_even < float("inf"):
        return None
    if not beyond and float(np.mean(saved > 0)) < SURE:
        return None
    return Proposal(
        kind="pause_promotion",
        title=Text(
            en=f"Pause the promotion “{case.title}”",
            fr=f"Suspendre la promotion «\u202f{case.title}\u202f»",
        ),
        reason=_reason(case, beyond=beyond),
        changes=(Change(case.node, case.field, None),),
        expected=_expected(saved, case.days),
        evidence=("revenue", "promo_depth", "contribution_margin"),
    )


def _expected(saved: Floats, days: int) -> Expected:
    p10, p50, p90 = (float(value) for value in np.quantile(saved, (0.1, 0.5, 0.9)))
    over = Text(en=f"over its {days} days", fr=f"sur ses {days} jours")
    return Expected("contribution_margin", p10, p50, p90, over)


def _reason(case: PromotionCase, *, beyond: bool) -> Text:
    usual_en = money_text(case.revenue.amount, case.revenue.currency, "en")
    usual_fr = money_text(case.revenue.amount, case.revenue.currency, "fr")
    depth, margin = case.depth, case.margin_share
    if case.break_even == float("inf"):
        even = Text(
            en="every sale would lose money",
            fr="chaque vente se ferait à perte",
        )
    else:
        even = Text(
            en=f"sales must rise by {percent(case.break_even, 'en', 0)} to earn the same margin",
            fr=f"les ventes doivent monter de {percent(case.break_even, 'fr', 0)} pour gagner "
            "la même marge",
        )
    basis = _basis(case)
    limit = _limit(case) if beyond else Text(en="", fr="")
    return Text(
        en=f"{percent(depth, 'en', 0)} off a margin of {percent(margin, 'en', 0)}: {even.en}; "
        f"{basis.en}. These people usually spend {usual_en} in {number(case.days, 'en')} days."
        f"{limit.en}",
        fr=f"{percent(depth, 'fr', 0)} de remise sur une marge de {percent(margin, 'fr', 0)}"
        f"\u202f: {even.fr}\u202f; {basis.fr}. Ces personnes dépensent d'habitude {usual_fr} en "
        f"{number(case.days, 'fr')} jours.{limit.fr}",
    )


def _basis(case: PromotionCase) -> Text:
    low, _, high = case.uplift
    if case.measured:
        return Text(
            en=f"past promotions brought {percent(low, 'en', 0)} to {percent(high, 'en', 0)}",
            fr=f"les promotions passées ont apporté de {percent(low, 'fr', 0)} "
            f"à {percent(high, 'fr', 0)}",
        )
    return Text(
        en=f"{percent(low, 'en', 0)} to {percent(high, 'en', 0)} is assumed, nothing was measured",
        fr=f"on suppose de {percent(low, 'fr', 0)} à {percent(high, 'fr', 0)}, rien n'ayant été "
        "mesuré",
    )


def _limit(case: PromotionCase) -> Text:
    cap = case.limit or 0.0
    return Text(
        en=f" It also breaks the brand's own limit of {percent(cap, 'en', 0)}.",
        fr=f" Elle dépasse aussi la limite de la marque, {percent(cap, 'fr', 0)}.",
    )
