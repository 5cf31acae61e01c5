"""What surrounds a company, as people read it: SWOT, PESTEL, five forces, moves, opportunities."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from passerelle.base.language import Text
from passerelle.plan.analysis import Factor, Move, Opportunity, SwotItem
from passerelle.plan.model import Plan
from passerelle.plan.rule_words import label, listed, say

GRAVE = 12
"""Impact times probability, out of 25, from which a threat or an opportunity must be answered."""

DIMENSIONS: Mapping[str, Text] = {
    "political": Text(en="political", fr="politique"),
    "economic": Text(en="economic", fr="économique"),
    "social": Text(en="social", fr="social"),
    "technological": Text(en="technological", fr="technologique"),
    "environmental": Text(en="environmental", fr="environnemental"),
    "legal": Text(en="legal", fr="légal"),
}
"""The six dimensions of PESTEL."""

FORCES: Mapping[str, Text] = {
    "rivalry": Text(en="rivalry", fr="rivalité"),
    "entrants": Text(en="new entrants", fr="nouveaux entrants"),
    "substitutes": Text(en="substitutes", fr="produits de substitution"),
    "suppliers": Text(en="suppliers", fr="fournisseurs"),
    "buyers": Text(en="buyers", fr="clients"),
}
"""Porter's five forces."""

CHANCE = Text(en="opportunity", fr="opportunité")
"""What a factor is that does not threaten."""

KINDS: Mapping[str, Text] = {
    "price": Text(en="price", fr="prix"),
    "launch": Text(en="launch", fr="lancement"),
    "communication": Text(en="communication", fr="communication"),
    "distribution": Text(en="distribution", fr="distribution"),
    "other": Text(en="other", fr="autre"),
}
"""What a competitor's move is about."""


@dataclass(frozen=True, slots=True)
class Surrounding:
    """One thing around the company: what, how heavy out of how much, what answers it.

    ``weight`` is None until all its marks are given.
    """

    node: str
    says: Text
    weight: int | None
    out_of: int
    threat: bool
    answered_by: tuple[str, ...]
    accepted: str | None = None

    @property
    def section(self) -> str:
        """The section it stands under: ``pestel``."""
        return self.node.partition("/")[0]


def surroundings(plan: Plan) -> Iterator[Surrounding]:
    """Walk the SWOT, PESTEL, the five forces, moves of competitors, then opportunities."""
    for name, item in plan.swot.items():
        threat, says = item.quadrant == "threat", Text(en=item.says, fr=item.says)
        closed = item.answered_by, item.accepted
        yield Surrounding(f"swot/{name}", says, score(item), 25, threat, *closed)
    for name, factor in plan.pestel.items():
        threat, kind = factor.effect == "threat", DIMENSIONS[factor.dimension]
        says = _with(factor.says, kind if threat else say("{k}, {x}", "{k}, {x}", k=kind, x=CHANCE))
        closed = factor.answered_by, factor.accepted
        yield Surrounding(f"pestel/{name}", says, score(factor), 25, threat, *closed)
    for name, force in plan.forces.items():
        says, closed = _with(force.says, FORCES[force.force]), (force.answered_by, force.accepted)
        yield Surrounding(f"forces/{name}", says, force.intensity, 5, True, *closed)
    for name, move in plan.moves.items():
        says, closed = _told(plan, move), (move.answered_by, move.accepted)
        yield Surrounding(f"moves/{name}", says, move.impact, 5, True, *closed)
    for name, one in plan.opportunities.items():
        says = Text(en=one.title, fr=one.title)
        node, answers = f"opportunities/{name}", one.answered_by
        yield Surrounding(node, says, chance(one), 125, False, answers)


def score(item: SwotItem | Factor) -> int | None:
    """Give impact times probability, 1 to 25; None when either is not said."""
    if item.impact is None or item.probability is None:
        return None
    return item.impact * item.probability


def chance(one: Opportunity) -> int | None:
    """Give size times fit times ease, 1 to 125; None when one of them is not said."""
    if one.size is None or one.fit is None or one.ease is None:
        return None
    return one.size * one.fit * one.ease


def _told(plan: Plan, move: Move) -> Text:
    """Say who moves, then what is known of it: kind, day, source."""
    rival = plan.competitors.get(move.competitor)
    who = label(move.competitor, rival.title if rival else None)
    says = say("{x}: {says}", "{x} : {says}", x=who, says=move.says)
    known: list[str | Text] = [
        *([KINDS[move.kind]] if move.kind else []),
        *([say("{day}", "{day}", day=move.when)] if move.when else []),
        *([move.source] if move.source else []),
    ]
    return say("{x} ({y})", "{x} ({y})", x=says, y=listed(known)) if known else says


def _with(text: str, kind: Text) -> Text:
    return say("{x} ({kind})", "{x} ({kind})", x=text, kind=kind)
