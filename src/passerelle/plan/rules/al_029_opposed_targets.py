"""AL-029: two objectives must not pull against each other, nor one against what is better.

What it checks
    Key results, limits aside, of objectives that run at the same time: two on one KPI (and one
    segment) where one raises it and the other lowers it; and a goal on a KPI all of whose parts
    (``driven_by``, ``made_of``) that objectives elsewhere move, move it the wrong way. One part that
    helps, or a goal under the same objective, leaves the question to AL-024. And a warning where a
    target, or a limit, goes the way in which its KPI gets worse (more people who leave, less
    revenue, a complaint rate that ``stays over``): a slip, or an intended decline to be waived.

Why it matters
    « Un marketing opérationnel qui ne respecte pas la stratégie peut avoir des effets néfastes »
    (002): two teams that both reach their goals have then done nothing.

Bad
    year: {period: 2027}
    objectives:
      grandir: {title: Grandir, results: {spend: 10000 EUR -> 15000 EUR}}
      economiser: {title: Économiser, results: {spend: 10000 EUR -> 8000 EUR}}

Good
    year: {period: 2027}
    objectives:
      grandir: {title: Grandir, results: {orders: 1000 -> 1200}}
      economiser: {title: Économiser, results: {spend: 10000 EUR -> 8000 EUR}}

Source
    Alignment rule of the design notes, layer *cascade*; document 002.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given, Metric
from passerelle.plan.rule import Rule, Verdicts, result_spot
from passerelle.plan.rule_effect import better_way
from passerelle.plan.rule_words import listed, say
from passerelle.plan.scalars import target as target_text
from passerelle.plan.target_meaning import baseline
from passerelle.plan.tree import Tie
from passerelle.plan.tree_of import ties

RULE = Rule(
    id="AL-029",
    title=Text(en="Opposed targets", fr="Cibles opposées"),
    question=Text(
        en="Do objectives that run together pull the same way?",
        fr="Les objectifs menés ensemble tirent-ils dans le même sens\u202f?",
    ),
    why=Text(
        en="Two teams that both reach opposed goals have done nothing together.",
        fr="Deux équipes qui atteignent des buts opposés n'ont rien fait ensemble.",
    ),
    severity=Severity.ERROR,
    seed=(
        "002 « Un marketing opérationnel qui ne respecte pas la stratégie peut avoir des effets "
        "néfastes »"
    ),
    needs=("text", "readings"),
)


@dataclass(frozen=True, slots=True)
class Push:
    """A key result that raises (+1) or lowers (-1) a KPI, and the days on which it does."""

    objective: str
    key: str
    kpi: str
    sign: int
    start: date
    end: date


Pushes = Mapping[tuple[str, str | None], Sequence[Push]]


def check(given: Given) -> Verdicts:
    """Yield one error for each KPI pulled both ways, and each goal that others only work against."""
    found: dict[tuple[str, str | None], list[Push]] = defaultdict(list)
    for push, segment in _pushes(given):
        found[push.kpi, segment].append(push)
    told: set[tuple[str, str]] = set()
    for pushes in found.values():
        pair = _opposed(pushes)
        if pair:
            told |= {(one.objective, one.key) for one in pair}
            yield _both_ways(given, *pair)
    for (_, segment), pushes in found.items():
        for push in pushes:
            against = _against(given, push, segment, found)
            if against:
                told |= {(one.objective, one.key) for one in (push, *against)}
                yield _worked_against(given, push, against)
    yield from _the_worse_way(given, told)


def _pushes(given: Given) -> Iterator[tuple[Push, str | None]]:
    for name, key, objective, result in given.key_results():
        metric, end = given.metric(result.metric or key), given.due(result) or date.max
        sign = 0 if metric is None or result.target.is_guardrail else _sign(given, name, key)
        if metric and sign and end >= given.today:
            start = given.starts(objective) or date.min
            yield Push(name, key, metric.id, sign, start, end), result.segment


def _sign(given: Given, objective: str, key: str) -> int:
    """Give the way a key result pushes; 0 when only a baseline could tell."""
    result = given.plan.objectives[objective].results[key]
    target, start = result.target, baseline(given, key, result)
    moved = target.change.value if target.change else None
    if target.level and start is not None:
        moved = target.level.share - start
    return 0 if not moved else 1 if moved > 0 else -1


def _the_worse_way(given: Given, told: AbstractSet[tuple[str, str]]) -> Verdicts:
    """Yield one warning for each target that goes the way in which its KPI gets worse."""
    for name, key, _, result in given.key_results():
        metric = given.metric(result.metric or key)
        better = better_way(given, metric)
        if metric is None or not better or (name, key) in told:
            continue
        if result.target.is_guardrail:
            if (1 if result.target.limit == "over" else -1) != better:
                yield _wrong_limit(given, (name, key), metric)
        elif _sign(given, name, key) == -better:
            yield _decline(given, (name, key), metric)


def _wrong_limit(given: Given, where: tuple[str, str], metric: Metric) -> Finding:
    target = given.plan.objectives[where[0]].results[where[1]].target
    right = target_text.write(replace(target, limit="under" if target.limit == "over" else "over"))
    over = target.limit == "over"
    return RULE.broken(
        result_spot(given, *where),
        say(
            "{kpi} is better low, and its limit asks that it stays high."
            if over
            else "{kpi} is better high, and its limit asks that it stays low.",
            "{kpi} est meilleur bas, et sa limite demande qu'il reste haut."
            if over
            else "{kpi} est meilleur haut, et sa limite demande qu'il reste bas.",
            kpi=metric.title,
        ),
        say("Write `{right}`.", "Écrivez `{right}`.", right=right),
        severity=Severity.WARNING,
        settle=right,
    )


def _decline(given: Given, where: tuple[str, str], metric: Metric) -> Finding:
    low = metric.direction == "down"
    objective = given.plan.objectives[where[0]]
    return RULE.broken(
        result_spot(given, *where),
        say(
            "“{o}” is to raise {kpi}, which is better low."
            if low
            else "“{o}” is to lower {kpi}, which is better high.",
            "« {o} » doit faire monter {kpi}, qui est meilleur bas."
            if low
            else "« {o} » doit faire baisser {kpi}, qui est meilleur haut.",
            o=objective.title,
            kpi=metric.title,
        ),
        say(
            "Correct the value that is a slip; where the decline is intended, waive this with its "
            "reason.",
            "Corrigez la valeur qui est une erreur ; si la dégradation est voulue, acceptez ce "
            "constat avec sa raison.",
        ),
        severity=Severity.WARNING,
    )


def _together(one: Push, other: Push) -> bool:
    return one.start <= other.end and other.start <= one.end


def _opposed(pushes: Sequence[Push]) -> tuple[Push, Push] | None:
    up = [push for push in pushes if push.sign == 1]
    down = [push for push in pushes if push.sign == -1]
    return next(((one, other) for one in up for other in down if _together(one, other)), None)


def _against(given: Given, push: Push, segment: str | None, found: Pushes) -> list[Push]:
    """Give what moves the parts of a KPI against its goal; nothing when one moves them with it."""
    metric = given.metric(push.kpi)
    parts = ties(given, metric) if metric else ()
    moved = [
        (_effect(tie) * other.sign, other)
        for tie in parts
        for other in found.get((tie.child, segment), ())
        if _together(push, other)
    ]
    if not moved or any(way == push.sign for way, _ in moved):
        return []
    inside = set(given.below(push.objective))
    return [other for _, other in moved if other.objective not in inside]


def _effect(tie: Tie) -> int:
    if tie.op == "elasticity":
        return -1 if tie.coefficient is not None and tie.coefficient.likely < 0 else 1
    return -1 if tie.op in {"divide", "subtract"} else 1


def _both_ways(given: Given, up: Push, down: Push) -> Finding:
    metric = given.metric(up.kpi)
    return RULE.broken(
        result_spot(given, down.objective, down.key),
        say(
            "“{one}” raises {kpi} while “{other}” lowers it.",
            "« {one} » fait monter {kpi} pendant que « {other} » le fait baisser.",
            one=given.plan.objectives[up.objective].title,
            other=given.plan.objectives[down.objective].title,
            kpi=metric.title if metric else up.kpi,
        ),
        say(
            "Keep one of the two, give them different segments, or one after the other.",
            "Gardez l'un des deux, donnez-leur des segments différents, ou l'un après l'autre.",
        ),
        objectives=[up.objective, down.objective],
    )


def _worked_against(given: Given, push: Push, against: Sequence[Push]) -> Finding:
    metric = given.metric(push.kpi)
    titles = [given.plan.objectives[one.objective].title for one in against]
    return RULE.broken(
        result_spot(given, push.objective, push.key),
        say(
            "“{o}” moves {kpi} one way; all that moves its parts works against it: {names}.",
            "« {o} » fait bouger {kpi} dans un sens ; tout ce qui bouge ses composantes va contre "
            "lui : {names}.",
            o=given.plan.objectives[push.objective].title,
            kpi=metric.title if metric else push.kpi,
            names=listed(dict.fromkeys(titles)),
        ),
        say(
            "Change one of the targets, or add a goal on a part that helps.",
            "Changez l'une des cibles, ou ajoutez un but sur une composante qui aide.",
        ),
        objectives=[push.objective, *(one.objective for one in against)],
    )
