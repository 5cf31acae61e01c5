"""AL-040: a priority segment must be reached by an action.

What it checks
    That each segment ranked ``priority_rank`` (3) or better is addressed by an action, directly or
    through a segment inside it, and holds people; and, where such an action serves an awareness
    objective, that the segment holds at least ``min_reach`` (1 000) people, and that what the media
    plan of these actions reaches (audience times reach, added up) is as many. No segment, of
    whatever rank, has a condition that contradicts itself and so holds nobody. While an action is
    for a name that is no segment (AL-003), a segment that none reaches is not checked: it may be
    meant.

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

from collections.abc import Iterable, Iterator
from decimal import Decimal

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule import NotChecked, Rule, Verdicts, spot
from passerelle.plan.rule_nobody import nobody
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

Lines = dict[str, list[tuple[str, Decimal]]]
"""Lines of the media plan by action, each with the people it reaches."""


def check(given: Given) -> Verdicts:
    """Yield one error for each priority segment out of reach, and name those of unknown size."""
    yield from _contradicted(given)
    last = given.thresholds.number("AL-040", "priority_rank")
    reached, sizes = _reached(given), given.sizes or {}
    lines = _media(given)
    unknown: list[str] = []
    stray = _stray(given)
    for name, segment in given.plan.segments.items():
        if segment.rank is None or segment.rank > last:
            continue
        if name not in reached:
            yield stray or _unreached(given, name, segment.rank)
            continue
        yield from _too_little_media(given, name, lines, _aware(given, reached[name]))
        if name not in sizes:
            unknown.append(name)
        elif sizes[name] < (least := _least(given, reached[name])):
            yield _too_small(given, name, sizes[name], least)
    if unknown:
        yield RULE.lacks(
            say(
                "how many people of the data are in {s}",
                "combien de personnes des données sont dans {s}",
                s=listed(unknown),
            )
        )


def _contradicted(given: Given) -> Iterator[Finding]:
    """Yield one error for each segment, of whatever rank, whose condition contradicts itself."""
    for name, segment in given.plan.segments.items():
        if nobody(given.plan, segment.who):
            yield RULE.broken(
                spot(given, f"segments/{name}", "who"),
                say(
                    "{segment} holds nobody: its condition contradicts itself.",
                    "{segment} ne contient personne : sa condition se contredit.",
                    segment=name,
                ),
                say(
                    "Take out one of the two conditions, or join them with `or`.",
                    "Retirez l'une des deux conditions, ou joignez-les par `ou`.",
                ),
            )


def _stray(given: Given) -> NotChecked | None:
    """Say that it is not known whom an action is for whose name is no segment; None without one."""
    named = (one for action in given.actions.values() for one in action.segments)
    stray = dict.fromkeys(one for one in named if one not in given.plan.segments)
    if not stray:
        return None
    return RULE.lacks(
        say("the segment that is meant by {x}", "le segment que désigne {x}", x=listed(stray))
    )


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
    return int(given.thresholds.number("AL-040", "min_reach")) if _aware(given, actions) else 1


def _aware(given: Given, actions: list[str]) -> list[str]:
    """Give those of the actions that serve an awareness objective."""
    kpis = set(given.thresholds.words("AL-040", "awareness_kpis"))
    served = {objective for name in actions for objective in given.actions[name].serves}
    goals = {
        name
        for name in served & given.plan.objectives.keys()
        for key, result in given.plan.objectives[name].results.items()
        if (metric := given.metric(result.metric or key)) and metric.id in kpis
    }
    return [name for name in actions if goals & set(given.actions[name].serves)]


def _media(given: Given) -> Lines:
    """Give the lines of the media plan that say whom they reach, by action."""
    found: Lines = {}
    for name, line in given.plan.media.items():
        if line.audience is not None and line.reach is not None:
            found.setdefault(line.action, []).append((name, line.audience * line.reach))
    return found


def _too_little_media(
    given: Given, segment: str, lines: Lines, actions: Iterable[str]
) -> Iterator[Finding]:
    """Yield one error when all that is bought for awareness reaches too few, at its first line."""
    bought = [line for action in actions for line in lines.get(action, ())]
    reached = int(sum((people for _, people in bought), Decimal(0)))
    least = int(given.thresholds.number("AL-040", "min_reach"))
    if bought and reached < least:
        yield RULE.broken(
            spot(given, f"media/{bought[0][0]}", "reach"),
            say(
                "The media plan reaches {n} people of {segment}; to be known takes at least "
                "{least}.",
                "Le plan média touche {n} personnes de {segment} ; se faire connaître en demande "
                "au moins {least}.",
                n=number_text(reached),
                segment=segment,
                least=number_text(least),
            ),
            say(
                "Buy more reach, or a wider audience.",
                "Achetez plus de couverture, ou un univers plus large.",
            ),
            reached=reached,
            least=least,
        )


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
