"""AL-061: money follows the priorities that objectives have been given.

What it checks
    Objectives with a priority that are within the same one, or within none, at least ``least`` (3)
    of them: the rank correlation (Spearman) between their priority and their money, that of the
    objectives within them included, is not below ``correlation`` (0.3). Where nowhere so many stand
    side by side, those that no other with a priority is within: an objective always has more than
    its own parts.

Why it matters
    « Fixation de priorités alignées sur la vision de l'entreprise » (001): a priority without money
    is a wish.

Bad
    objectives: {a: {title: A, priority: 1}, b: {title: B, priority: 2}, c: {title: C, priority: 3}}
    actions: {x: {serves: a, cost: 10 EUR}, y: {serves: b, cost: 20 EUR}, z: {serves: c, cost: 30 EUR}}

Good
    objectives: {a: {title: A, priority: 1}, b: {title: B, priority: 2}, c: {title: C, priority: 3}}
    actions: {x: {serves: a, cost: 30 EUR}, y: {serves: b, cost: 20 EUR}, z: {serves: c, cost: 10 EUR}}

Source
    Alignment rule of the design notes, layer *budget*; document 001. Spearman (1904), with mean
    ranks for equals.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.base.money import Money
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_funds import by_objective
from passerelle.plan.rule_money import main_currency
from passerelle.plan.rule_ranks import correlation
from passerelle.plan.rule_words import number_text, say

RULE = Rule(
    id="AL-061",
    title=Text(en="Budget against priority", fr="Budget contraire aux priorités"),
    question=Text(
        en="Does money follow the priorities of objectives?",
        fr="L'argent suit-il les priorités des objectifs\u202f?",
    ),
    why=Text(
        en="The budget is the strategy that people believe.",
        fr="Le budget est la stratégie à laquelle on croit.",
    ),
    severity=Severity.WARNING,
    seed="001 « Fixation de priorités alignées sur la vision de l'entreprise »",
)


def check(given: Given) -> Verdicts:
    """Yield one warning for each group whose money goes against priorities, at the widest gap."""
    currency = main_currency(given.plan)
    sums = by_objective(given, currency)
    ranked = {
        name: (objective.priority, sums[name])
        for name, objective in given.plan.objectives.items()
        if objective.priority is not None
    }
    for names in _groups(given, list(ranked)):
        rows = {name: ranked[name] for name in names}
        found = _agreement(list(rows.values()))
        if found < given.thresholds.number("AL-061", "correlation"):
            yield _against(given, rows, found, currency)


def _groups(given: Given, ranked: Sequence[str]) -> list[list[str]]:
    """Give the objectives to compare with each other: siblings, else those with none below."""
    least = given.thresholds.number("AL-061", "least")
    siblings: dict[str | None, list[str]] = defaultdict(list)
    for name in ranked:
        siblings[given.plan.objectives[name].within].append(name)
    groups = [names for names in siblings.values() if len(names) >= least]
    if groups:
        return groups
    over = {above for name in ranked for above in given.above(name) if above != name}
    leaves = [name for name in ranked if name not in over]
    return [leaves] if len(leaves) >= least else []


def _agreement(rows: Sequence[tuple[int, Decimal]]) -> Decimal:
    """Give the rank correlation of priority and money: 1 when the first gets most, or of equals."""
    found = correlation([-priority for priority, _ in rows], [money for _, money in rows])
    return Decimal(1) if found is None else found


def _against(
    given: Given,
    ranked: Mapping[str, tuple[int, Decimal]],
    found: Decimal,
    currency: str,
) -> Finding:
    low, high = _widest(ranked)
    objectives = given.plan.objectives
    raised = {**ranked, low: (ranked[high][0], ranked[low][1])}
    after = _agreement(list(raised.values()))
    settles = after >= given.thresholds.number("AL-061", "correlation")
    return RULE.broken(
        spot(given, f"objectives/{low}", "priority"),
        say(
            "{low} (priority {p}) gets {much}, more than {high} (priority {q}, {little}); over "
            "these {n} objectives, money and priority agree at {r} on a scale from -1 to 1.",
            "{low} (priorité {p}) reçoit {much}, plus que {high} (priorité {q}, {little}) ; sur "
            "ces {n} objectifs, argent et priorité s'accordent à {r} sur une échelle de "
            "-1 à 1.",
            low=objectives[low].title,
            p=ranked[low][0],
            much=Money(ranked[low][1].quantize(Decimal(1)), currency),
            high=objectives[high].title,
            q=ranked[high][0],
            little=Money(ranked[high][1].quantize(Decimal(1)), currency),
            r=number_text(found, 2),
            n=len(ranked),
        ),
        say(
            "Move money to {high}, or say that {low} comes as early.",
            "Déplacez de l'argent vers {high}, ou dites que {low} passe aussi tôt.",
            high=objectives[high].title,
            low=objectives[low].title,
        ),
        settle=str(ranked[high][0]) if settles else None,
        correlation=found,
    )


def _widest(ranked: Mapping[str, tuple[int, Decimal]]) -> tuple[str, str]:
    """Name the objective most favoured for its priority, and the one most neglected for its own."""
    by_priority = sorted(ranked, key=lambda name: ranked[name][0])
    by_money = sorted(ranked, key=lambda name: -ranked[name][1])
    gaps = {name: by_priority.index(name) - by_money.index(name) for name in ranked}
    return max(gaps, key=lambda name: gaps[name]), min(gaps, key=lambda name: gaps[name])
