"""AL-041: the money goes where the ranks say.

What it checks
    The cost of actions by segment, an action for several shared between them. A warning when more
    than ``outside_over`` (40 %) goes to segments that are not among the first ``top_rank`` (3);
    else, from ``ranked_segments`` (3) on, when the order of the money contradicts that of the ranks
    (their rank correlation, Spearman's, is negative).

Why it matters
    « Segmenter, c'est choisir ses batailles » (001): a battle is chosen when the money goes there.

Bad
    segments: {fideles: {rank: 1}, curieux: {rank: 4}}
    actions: {a: {for: fideles, cost: 500 EUR}, b: {for: curieux, cost: 500 EUR}}

Good
    segments: {fideles: {rank: 1}, curieux: {rank: 4}}
    actions: {a: {for: fideles, cost: 600 EUR}, b: {for: curieux, cost: 400 EUR}}

Source
    Alignment rule of the design notes, layer *segment*; document 001.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.base.money import Money
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_money import main_currency
from passerelle.plan.rule_spend import by_segment
from passerelle.plan.rule_words import number_text, say, share_text

RULE = Rule(
    id="AL-041",
    title=Text(en="Effort off priority", fr="Effort hors priorité"),
    question=Text(
        en="Does the money go to the segments that come first?",
        fr="L'argent va-t-il aux segments qui passent en premier\u202f?",
    ),
    why=Text(
        en="A battle is chosen when the money goes there.",
        fr="Une bataille est choisie quand l'argent y va.",
    ),
    severity=Severity.WARNING,
    seed="001 « Segmenter, c'est choisir ses batailles »",
)


def check(given: Given) -> Verdicts:
    """Yield one warning when the money goes elsewhere than the ranks say."""
    currency = main_currency(given.plan)
    ranks = {name: one.rank for name, one in given.plan.segments.items() if one.rank is not None}
    spent = by_segment(given, currency) if ranks else {}
    whole = sum(spent.values(), Decimal(0))
    top = given.thresholds.number("AL-041", "top_rank")
    outside = {name: sum_ for name, sum_ in spent.items() if ranks.get(name, top + 1) > top}
    share = sum(outside.values(), Decimal(0)) / whole if whole else Decimal(0)
    if share > given.thresholds.number("AL-041", "outside_over"):
        yield _elsewhere(given, outside, share)
    elif whole and len(ranks) >= given.thresholds.number("AL-041", "ranked_segments"):
        order = sorted(ranks, key=lambda name: ranks[name])
        signed = _agreement([-ranks[one] for one in order], [_of(spent, one) for one in order])
        if signed < 0:  # either: it is a multiple of the number of segments, never -1
            yield _another_order(given, order, spent, currency)


def _of(spent: Mapping[str, Decimal], name: str) -> Decimal:
    return spent.get(name, Decimal(0))


def _agreement(some: Sequence[int], others: Sequence[Decimal]) -> int:
    """Give a number with the sign of the rank correlation; equal values share their mean rank."""
    first, second = _ranked(some), _ranked(others)
    n = len(first)
    return n * sum(a * b for a, b in zip(first, second, strict=True)) - sum(first) * sum(second)


def _ranked(values: Sequence[int] | Sequence[Decimal]) -> list[int]:
    """Give twice the mean rank of each value."""
    order = sorted(values)
    first = {value: place for place, value in reversed(list(enumerate(order)))}
    last = {value: place for place, value in enumerate(order)}
    return [first[value] + last[value] for value in values]


def _elsewhere(given: Given, outside: Mapping[str, Decimal], share: Decimal) -> Finding:
    name = max(outside, key=lambda one: outside[one])
    top = given.thresholds.number("AL-041", "top_rank")
    return RULE.broken(
        spot(given, f"segments/{name}", "rank"),
        say(
            "{share} of the money goes to segments outside the first {k}; {x} gets most of it.",
            "{share} de l'argent va à des segments hors des {k} premiers ; {x} en reçoit le plus.",
            share=share_text(share),
            k=number_text(top),
            x=name,
        ),
        say(
            "Give {x} the rank that the money gives it, or move money to the first segments.",
            "Donnez à {x} le rang que l'argent lui donne, ou déplacez de l'argent vers les premiers.",
            x=name,
        ),
        share=share,
        segments=list(outside),
    )


def _another_order(
    given: Given, order: Sequence[str], spent: Mapping[str, Decimal], currency: str
) -> Finding:
    """Name the pair in which a later segment exceeds an earlier one by most."""
    low, high, gap = order[0], order[0], Decimal(0)
    poorest = order[0]
    for name in order:
        if _of(spent, name) < _of(spent, poorest):
            poorest = name
        if _of(spent, name) - _of(spent, poorest) > gap:
            low, high, gap = name, poorest, _of(spent, name) - _of(spent, poorest)
    return RULE.broken(
        spot(given, f"segments/{low}", "rank"),
        say(
            "{low} gets {more}, {high}, which comes before it, {less}: the money follows another "
            "order than the ranks.",
            "{low} reçoit {more}, {high}, qui passe avant, {less} : l'argent suit un autre ordre "
            "que les rangs.",
            low=low,
            high=high,
            more=Money(_of(spent, low), currency),
            less=Money(_of(spent, high), currency),
        ),
        say(
            "Rank the segments as you pay them, or pay them as you rank them.",
            "Classez les segments comme vous les payez, ou payez-les comme vous les classez.",
        ),
        gap=gap,
    )
