"""AL-036: a promise that a competitor makes as well sets nobody apart.

What it checks
    The brand's promise, the benefit of each positioning, each value proposition and each key message
    against what direct competitors claim: the same promise when at least ``same_share`` (66 %) of
    the words that either uses are common to both, small words apart, or when ``held_share`` (80 %)
    of the words of the shorter one, ``held_words`` (4) or more of them, stand in the other. And
    where positionings and competitors are placed on the same axes, a competitor within
    ``near_points`` (1) of a positioning. Direct competitors are those not marked ``indirect``, and
    those that the positioning names in ``unlike``.

Why it matters
    « Définir un positionnement différenciant » (003): what both say, neither owns.

Bad
    brand: {promise: Du lin tissé en France}
    competitors: {rival: {title: Rival, claims: [Le lin tissé en France]}}

Good
    brand: {promise: Du linge que l'on garde dix ans}
    competitors: {rival: {title: Rival, claims: [Le lin tissé en France]}}

Source
    Alignment rule of the design notes, layer *brand*; document 003.
"""

from collections.abc import Iterator
from typing import NamedTuple

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.analysis import Competitor
from passerelle.plan.given import Given
from passerelle.plan.positioning import Positioning
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_fold import folded
from passerelle.plan.rule_positioning import TIER_NAMES
from passerelle.plan.rule_words import say

RULE = Rule(
    id="AL-036",
    title=Text(en="Claim not differentiating", fr="Promesse non différenciante"),
    question=Text(
        en="Does every promise say something that no direct competitor says?",
        fr="Chaque promesse dit-elle ce qu'aucun concurrent direct ne dit\u202f?",
    ),
    why=Text(
        en="What both say, neither owns.",
        fr="Ce que deux marques disent n'appartient à aucune.",
    ),
    severity=Severity.INFO,
    seed="003 « définir un positionnement différenciant »",
)


class _Promise(NamedTuple):
    node: str
    field: str
    text: str
    category: str | None = None
    unlike: tuple[str, ...] = ()


def check(given: Given) -> Verdicts:
    """Yield one information for each promise that a competitor makes, and each place it holds."""
    small = frozenset(given.thresholds.words("AL-036", "small_words"))
    claims = [
        (name, one, text, words)
        for name, one in given.plan.competitors.items()
        for text in one.claims
        if (words := _words(text, small))
    ]
    for promise in _promises(given):
        own = _words(promise.text, small)
        same = (
            (one, text)
            for name, one, text, words in claims
            if _direct(name, one, promise.unlike) and _same(given, own, words)
        )
        for one, text in list(same)[:1]:
            yield _claimed(given, promise, one, text)
    for name, positioning in given.plan.positionings.items():
        yield from _neighbours(given, name, positioning)


def _promises(given: Given) -> Iterator[_Promise]:
    plan = given.plan
    if plan.brand and plan.brand.promise:
        yield _Promise("brand", "promise", plan.brand.promise)
    for name, one in plan.positionings.items():
        if one.benefit:
            node = f"positionings/{name}"
            yield _Promise(node, "benefit", one.benefit, one.category, one.unlike)
    for name, proposition in plan.propositions.items():
        if proposition.says:
            yield _Promise(f"propositions/{name}", "says", proposition.says)
    for name, message in plan.messages.items():
        yield _Promise(f"messages/{name}", "says", message.says)


def _words(text: str, small: frozenset[str]) -> frozenset[str]:
    return frozenset(folded(text).split()) - small


def _direct(name: str, competitor: Competitor, unlike: tuple[str, ...]) -> bool:
    return not competitor.indirect or name in unlike


def _same(given: Given, own: frozenset[str], theirs: frozenset[str]) -> bool:
    if own.isdisjoint(theirs):
        return False
    number, common = given.thresholds.number, len(own & theirs)
    if common >= number("AL-036", "same_share") * len(own | theirs):
        return True
    shorter = min(len(own), len(theirs))
    enough = shorter >= number("AL-036", "held_words")
    return enough and common >= number("AL-036", "held_share") * shorter


def _who(competitor: Competitor) -> Text:
    """Name a competitor, with its tier when it is known."""
    if competitor.tier is None:
        return say("{x}", "{x}", x=competitor.title)
    return say("{x} ({t})", "{x} ({t})", x=competitor.title, t=TIER_NAMES[competitor.tier])


def _claimed(given: Given, promise: _Promise, competitor: Competitor, text: str) -> Finding:
    words = {"x": _who(competitor), "claim": text, "category": promise.category}
    return RULE.broken(
        spot(given, promise.node, promise.field),
        say(
            "{x} already claims “{claim}”, in {category}.",
            "{x} affirme déjà « {claim} », dans la catégorie {category}.",
            **words,
        )
        if promise.category
        else say("{x} already claims “{claim}”.", "{x} affirme déjà « {claim} ».", **words),
        say(
            "Say what you alone can prove.",
            "Dites ce que vous êtes seuls à pouvoir prouver.",
        ),
        claim=text,
        promise=promise.text,
    )


def _neighbours(given: Given, name: str, positioning: Positioning) -> Verdicts:
    """Yield what stands too near on the map, among competitors placed on all the same axes."""
    near = given.thresholds.number("AL-036", "near_points")
    for rival, competitor in given.plan.competitors.items() if positioning.at else ():
        placed = positioning.at.keys() <= competitor.at.keys()
        if not placed or not _direct(rival, competitor, positioning.unlike):
            continue
        square = sum((place - competitor.at[axis]) ** 2 for axis, place in positioning.at.items())
        if square <= near**2:
            yield RULE.broken(
                spot(given, f"positionings/{name}", "at"),
                say(
                    "{x} stands where {rival} does: {where}.",
                    "{x} se situe là où se trouve {rival} : {where}.",
                    x=name,
                    rival=_who(competitor),
                    where=", ".join(f"{axis} {competitor.at[axis]}" for axis in positioning.at),
                ),
                say(
                    "Choose an axis on which you differ, or move away on one of these.",
                    "Choisissez un axe sur lequel vous différez, ou écartez-vous sur l'un d'eux.",
                ),
                rival=rival,
            )
