"""AL-096: when the strategy changes, the money changes with it.

What it checks
    Where the positionings, the brand's promise or tier, the objectives (their KPIs) or the segments
    (who, rank) differ from those of the plan of the period before: how much of the money is
    divided as it was over channels and segments (the part that the two divisions have in common).
    More than ``over`` (80 %) is habit.

Why it matters
    « Résistance au changement » (002): a new orientation with the old budget is the old one.

Bad
    # the year before had other segments, and the same two actions
    segments: {hotels: {rank: 1}}
    actions:  {a: {for: tous, by: tv, cost: 90 EUR}, b: {for: tous, by: radio, cost: 10 EUR}}

Good
    # the year before had other segments, and spent on television and radio for all
    segments: {hotels: {rank: 1}}
    actions:  {a: {for: hotels, by: phone, cost: 90 EUR}, b: {for: tous, by: radio, cost: 10 EUR}}

Source
    Alignment rule of the design notes, layer *people*; document 002.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.plan.effective import effective
from passerelle.plan.given import Given
from passerelle.plan.model import Plan
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_money import in_currency, main_currency
from passerelle.plan.rule_words import listed, say, share_text

RULE = Rule(
    id="AL-096",
    title=Text(en="Inertia", fr="Inertie"),
    question=Text(
        en="When the strategy changes, does the money change with it?",
        fr="Quand la stratégie change, l'argent change-t-il avec elle\u202f?",
    ),
    why=Text(
        en="A new orientation with the old budget is the old orientation.",
        fr="Une nouvelle orientation avec l'ancien budget est l'ancienne orientation.",
    ),
    severity=Severity.INFO,
    seed="002 « Résistance au changement »",
)


def check(given: Given) -> Verdicts:
    """Yield one remark when the strategy has changed and the division of money has not."""
    if given.before is None:
        return
    changed = list(_changed(given.before, given.plan))
    before, now = _division(given.before), _division(given.plan)
    if not changed or not before or not now:
        return
    kept = sum((min(part, before.get(pair, Decimal(0))) for pair, part in now.items()), Decimal(0))
    if kept <= given.thresholds.number("AL-096", "over"):
        return
    yield RULE.broken(
        spot(given, changed[0]),
        say(
            "The strategy has changed ({nodes}); {pct} of the money is divided as before.",
            "La stratégie a changé ({nodes}) ; {pct} de l'argent reste réparti comme avant.",
            nodes=listed(changed),
            pct=share_text(kept, 0),
        ),
        say(
            "Move money to the channels and segments that the new strategy is about.",
            "Déplacez l'argent vers les canaux et les segments dont parle la nouvelle stratégie.",
        ),
        kept=kept,
    )


def _changed(before: Plan, now: Plan) -> Iterator[str]:
    """Walk the nodes of today's strategy that are new or say something else than before."""
    if now.brand and _stance(before) != _stance(now):
        yield "brand"
    for section, says in _SAYS.items():
        old, new = getattr(before, section), getattr(now, section)
        for name, entity in new.items():
            if name not in old or says(old[name]) != says(entity):
                yield f"{section}/{name}"


def _stance(plan: Plan) -> tuple[str | None, str | None] | None:
    return (plan.brand.tier, plan.brand.promise) if plan.brand else None


_SAYS: Mapping[str, Callable[[Any], object]] = {
    "positionings": lambda one: one,
    "objectives": lambda one: {result.metric or key for key, result in one.results.items()},
    "segments": lambda one: (one.rank, one.who),
}


def _division(plan: Plan) -> dict[tuple[str | None, str], Decimal]:
    """Give the share (0..1) of the money on each pair of channel and segment."""
    actions = {name: effective(plan, action) for name, action in plan.actions.items()}
    found: dict[tuple[str | None, str], Decimal] = defaultdict(Decimal)
    for name, amount in in_currency(actions, main_currency(plan)).items():
        action = actions[name]
        segments = action.segments or ("",)
        for segment in segments:
            found[action.by, segment] += amount / len(segments)
    total = sum(found.values())
    return {pair: amount / total for pair, amount in found.items()} if total else {}
