"""AL-040: a priority segment must be reached by an action.

What it checks
    That each segment ranked ``priority_rank`` (3) or better is addressed by an action, directly or
    through a segment inside it, and holds people; and, where such an action serves an awareness
    objective, that the segment holds at least ``min_reach`` (1 000) people.

Why it matters
    « Une stratégie élitiste sans une communication appropriée ne permettra pas d'atteindre le
    public cible » (002).

Bad
    segments: {fideles: {rank: 1, who: orders >= 3 in 24 months}}
    actions:  {}

Good
    segments: {fideles: {rank: 1, who: orders >= 3 in 24 months}}
    actions:  {avant-premiere: {for: fideles, by: event}}

Source
    Alignment rule of the design notes, layer *segment*; document 002.
"""

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_refs import narrows
from passerelle.plan.rule_words import listed, number_text, say

RULE = Rule(
    id="AL-040",
    title=Text(en="Priority segment not reached", fr="Segment prioritaire non couvert"),
    question=Text(
        en="Is every priority segment reached by an action?",
        fr="Chaque segment prioritaire est-il touché par une action\u202f?",
    ),
    why=Text(
        en="A priority that no action addresses is a priority on paper.",
        fr="Une priorité à laquelle aucune action ne s'adresse n'existe que sur le papier.",
    ),
    severity=Severity.ERROR,
    seed=(
        "002 « une stratégie élitiste sans une communication appropriée ne permettra pas "
        "d'atteindre le public cible »"
    ),
    needs=("text", "sizes"),
)


def check(given: Given) -> Verdicts:
    """Yield one error for each priority segment out of reach, and name those of unknown size."""
    last = given.thresholds.number("AL-040", "priority_rank")
    reached, sizes = _reached(given), given.sizes or {}
    unknown: list[str] = []
    for name, segment in given.plan.segments.items():
        if segment.rank is None or segment.rank > last:
            continue
        if name not in reached:
            yield _unreached(given, name, segment.rank)
        elif name not in sizes:
            unknown.append(name)
        elif sizes[name] < (least := _least(given, reached[name])):
            yield _too_small(given, name, sizes[name], least)
    if unknown:
        yield RULE.lacks(say("the size of {s}", "la taille de {s}", s=listed(unknown)))


def _reached(given: Given) -> dict[str, list[str]]:
    """Give, for each segment, the actions that address it or a segment inside it."""
    found: dict[str, list[str]] = {}
    for segment, actions in given.addressing.items():
        for around in _around(given, segment):
            found.setdefault(around, []).extend(actions)
    return found


def _around(given: Given, segment: str) -> set[str]:
    seen = {segment}
    waiting = [segment]
    while waiting:
        node = given.plan.segments.get(waiting.pop())
        new = set(narrows(node.who)) - seen if node else set()
        seen |= new
        waiting.extend(new)
    return seen


def _least(given: Given, actions: list[str]) -> int:
    """Give the people needed: one, or ``min_reach`` where awareness is the goal."""
    awareness = set(given.thresholds.words("AL-040", "awareness_kpis"))
    served = {objective for name in actions for objective in given.actions[name].serves}
    results = [
        metric.id
        for name in served & given.plan.objectives.keys()
        for key, result in given.plan.objectives[name].results.items()
        if (metric := given.metric(result.metric or key))
    ]
    return int(given.thresholds.number("AL-040", "min_reach")) if awareness & set(results) else 1


def _unreached(given: Given, name: str, rank: int) -> Finding:
    return RULE.broken(
        spot(given, f"segments/{name}", "rank"),
        say(
            "No planned action reaches {segment}, ranked {rank}.",
            "Aucune action prévue n'atteint {segment}, au rang {rank}.",
            segment=name,
            rank=rank,
        ),
        say(
            "Plan an action with `for: {segment}`, or give the segment a lower rank.",
            "Prévoyez une action avec `for: {segment}`, ou donnez au segment un rang moins bon.",
            segment=name,
        ),
        settle=str(int(given.thresholds.number("AL-040", "priority_rank")) + 1),
        rank=rank,
    )


def _too_small(given: Given, name: str, size: int, least: int) -> Finding:
    return RULE.broken(
        spot(given, f"segments/{name}", "who"),
        say(
            "{segment} holds {n} people; its actions need at least {least}.",
            "{segment} compte {n} personnes ; ses actions en demandent au moins {least}.",
            segment=name,
            n=number_text(size),
            least=number_text(least),
        ),
        say("Widen the condition.", "Élargissez la condition."),
        size=size,
        least=least,
    )
