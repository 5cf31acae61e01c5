"""Write to a segment that the strategy ranks and that is in reach, but that no action addresses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from passerelle.adjustment.proposal import Change, Expected, Proposal
from passerelle.adjustment.three_points import draw_three
from passerelle.base.language import Text, money_text, number
from passerelle.base.money import Money
from passerelle.base.period import Period

ENOUGH = 200
"""Fewer people than this, within reach, teach nothing of a letter."""

EXTRA_ORDERS = (0.001, 0.004, 0.009)
"""Extra orders per person written to, when no past send was measured."""

DRAWS = 4000


@dataclass(frozen=True, slots=True)
class SegmentCase:
    """A segment of the plan and who of it can be reached.

    ``reachable`` is the number of people by channel, consent and suppressions counted; ``actions``
    how many actions of the plan address the segment now or later.
    """

    name: str
    rank: int
    promise: str
    size: int
    reachable: dict[str, int]
    actions: int

    @property
    def best(self) -> tuple[str, int]:
        """The channel that reaches most people, and how many."""
        return max(self.reachable.items(), key=lambda pair: pair[1], default=("", 0))


@dataclass(frozen=True, slots=True)
class Letter:
    """How the proposed action would be made: by whom, when, for which objective, at what cost.

    ``extra`` are extra orders per person written to: low, likely, high; ``taught_by`` names the past
    sends with a holdout that taught them, and is empty when they are assumed. ``order_value`` is the average order,
    ``margin_share`` the margin over revenue when it is known.
    """

    owner: str
    serves: str
    start: date
    end: date
    cost: Money
    order_value: Money
    extra: tuple[float, float, float] = EXTRA_ORDERS
    taught_by: tuple[str, ...] = ()
    margin_share: float | None = None
    message: str = ""


def propose(
    segments: Sequence[SegmentCase], letter: Letter, rng: np.random.Generator
) -> Proposal | None:
    """Propose one action for the best-ranked forgotten segment.

    Args:
        segments: All segments with a rank.
        letter: How the action would be made.
        rng: Seeded generator.

    Returns:
        A proposal, or None when each ranked segment has an action or too few people in reach, when
        past sends brought nothing, or when the likely margin is below the cost.
    """
    forgotten = [one for one in segments if not one.actions and one.best[1] >= ENOUGH]
    if not forgotten:
        return None
    segment = min(forgotten, key=lambda one: one.rank)
    channel, people = segment.best
    revenue = draw_three(letter.extra, DRAWS, rng) * people * float(letter.order_value.amount)
    p10, p50, p90 = (float(value) for value in np.quantile(revenue, (0.1, 0.5, 0.9)))
    if p50 <= 0:
        return None
    if letter.margin_share is not None and p50 * letter.margin_share < float(letter.cost.amount):
        return None
    return Proposal(
        kind="reach_forgotten_segment",
        title=Text(
            en=f"Write to the segment {segment.name}",
            fr=f"S'adresser au segment {segment.name}",
        ),
        reason=_reason(segment, letter),
        changes=(
            Change(f"actions/adresser-{segment.name}", "", _action(segment, letter, channel)),
        ),
        expected=Expected(
            "revenue",
            p10,
            p50,
            p90,
            Text(en="two weeks after the send", fr="deux semaines après l'envoi"),
        ),
        evidence=("customers", "orders", "aov"),
    )


def _action(segment: SegmentCase, letter: Letter, channel: str) -> dict[str, object]:
    action: dict[str, object] = {
        "title": f"{segment.promise} ({segment.name})",
        "for": segment.name,
        "by": channel,
        "when": str(Period(letter.start, letter.end)),
        "cost": str(letter.cost),
        "owner": letter.owner,
        "says": segment.promise,
        "serves": letter.serves,
        "judged_on": ["click_rate", "orders"] if channel == "email" else ["orders"],
        "holdout": "10 %",
    }
    if letter.message:
        action["message"] = letter.message
    return action


def _reason(segment: SegmentCase, letter: Letter) -> Text:
    channel, people = segment.best
    low, likely, high = (1000 * value for value in letter.extra)
    value = letter.order_value
    basis = (
        Text(
            en=f"measured on {', '.join(letter.taught_by)} (A/B, with a holdout)",
            fr=f"mesuré sur {', '.join(letter.taught_by)} (A/B, avec groupe témoin)",
        )
        if letter.taught_by
        else Text(
            en="an assumption, to be measured by its holdout",
            fr="une hypothèse, que son groupe témoin mesurera",
        )
    )
    return Text(
        en=f"{segment.name} (rank {segment.rank}) has {number(segment.size, 'en')} people, "
        f"{number(people, 'en')} within reach by {channel}, and no action addresses them. "
        f"Expected: {number(likely, 'en', 1)} extra orders per 1,000 people "
        f"({number(low, 'en', 1)} to {number(high, 'en', 1)}), {basis.en}, of "
        f"{money_text(value.amount, value.currency, 'en')} each.",
        fr=f"{segment.name} (rang {segment.rank}) compte {number(segment.size, 'fr')} personnes, "
        f"dont {number(people, 'fr')} joignables par {channel}, et aucune action ne s'adresse à "
        f"elles. Attendu\u202f: {number(likely, 'fr', 1)} commandes de plus pour 1\u202f000 "
        f"personnes (de {number(low, 'fr', 1)} à {number(high, 'fr', 1)}), {basis.fr}, de "
        f"{money_text(value.amount, value.currency, 'fr')} chacune.",
    )
