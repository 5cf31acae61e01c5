"""AL-022: work, goals and their figures must fit in time.

What it checks
    Actions that begin more than ``tolerance_days`` (31) before an objective they serve, or end
    after it closes; where ``many`` (3) do so, and most of those that serve it, it is told once, at
    the start of the objective. Where ``year_missed`` (90 %) of at least ``many`` actions fall outside the
    plan's year and in another one, the year is the slip: it is told once, there, and all else is held
    against the year that is meant. Loyalty programmes are made to last, but do not start when all they
    serve is closed. Key results due before their objective starts, outside its ``cycle`` or, of an
    operational objective without one, after the plan's year (a warning); strategic objectives whose
    last key result, limits without a day aside, is due less than ``strategic_months`` (12) after
    they start.

Why it matters
    The difference « réside donc dans la temporalité et la nature des décisions » (000): a strategy
    is judged over a year at least, and work counts for a goal only while the goal is open.

Bad
    objectives:
      o: {title: Croître, start: 2027-01-01, results: {orders: 900 -> 1000 by 2027-12-31}}
    actions: {fetes: {serves: o, when: 2027-12-01..2028-01-15}}

Good
    objectives:
      o: {title: Croître, start: 2027-01-01, results: {orders: 900 -> 1000 by 2027-12-31}}
    actions: {fetes: {serves: o, when: 2027-12-01..2027-12-31}}

Source
    Alignment rule of the design notes, layer *time*; document 000. An action that only starts after
    its objective has closed is AL-003's.
"""

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.base.period import Period
from passerelle.plan.given import Given
from passerelle.plan.operations import Loyalty
from passerelle.plan.rule import Rule, Verdicts, result_spot, spot
from passerelle.plan.rule_months import months_between
from passerelle.plan.rule_titles import kpi_title
from passerelle.plan.rule_window import may_move
from passerelle.plan.rule_words import label, listed, say
from passerelle.plan.rule_year import meant_year, with_year, year_text
from passerelle.plan.scalars import days, target
from passerelle.plan.strategy import Objective

RULE = Rule(
    id="AL-022",
    title=Text(en="Horizon mismatch", fr="Horizon incohérent"),
    question=Text(
        en="Do actions, objectives and key results fit in time?",
        fr="Actions, objectifs et résultats clés s'accordent-ils dans le temps\u202f?",
    ),
    why=Text(
        en="Work counts for a goal only while the goal is open, and a strategy over a year at least.",
        fr=(
            "Un travail ne compte pour un but que tant qu'il est ouvert, et une stratégie sur un an "
            "au moins."
        ),
    ),
    severity=Severity.ERROR,
    seed="000 « réside donc dans la temporalité et la nature des décisions »",
)


@dataclass(frozen=True, slots=True)
class _Span:
    """An objective in time; None is not known."""

    name: str
    title: str
    starts: date | None
    ends: date | None


def check(given: Given) -> Verdicts:
    """Yield one error for each end of an action, key result or objective that does not fit."""
    meant = meant_year(given)
    if meant:
        yield _another_year(given, meant)
        given = with_year(given, meant)
    spans = {
        name: _Span(name, objective.title, given.starts(objective), given.ends(objective))
        for name, objective in given.plan.objectives.items()
    }
    late = _opening_late(given, spans)
    for name, acts in late.items():
        yield _opens_late(given, spans[name], acts)
    for name, action in given.work.items():
        if action.when:
            served = [spans[one] for one in action.serves if one in spans]
            yield from _action(given, name, action.when, served, late)
    for name, programme in given.plan.loyalty.items():
        ends = [one.ends for served in programme.serves if (one := spans.get(served)) and one.ends]
        if programme.when and ends and max(ends) < programme.when.start:
            yield _after_all(given, name, programme, max(ends))
    for name, objective in given.plan.objectives.items():
        yield from _results(given, name, objective)
        yield from _horizon(given, name, objective)


def _another_year(given: Given, meant: Period) -> Finding:
    year = given.plan.year
    written = year_text(meant)
    return RULE.broken(
        spot(given, "year", "period"),
        say(
            "The plan's year runs from {d1} to {d2}; nearly all its actions fall in {meant}.",
            "L'année du plan va du {d1} au {d2} ; presque toutes ses actions tombent en {meant}.",
            d1=year.period.start if year else meant.start,
            d2=year.period.end if year else meant.end,
            meant=written,
        ),
        say("Write `{meant}`.", "Écrivez `{meant}`.", meant=written),
        settle=written,
        meant=written,
    )


def _early(given: Given, when: Period, span: _Span) -> bool:
    tolerance = timedelta(days=int(given.thresholds.number("AL-022", "tolerance_days")))
    return span.starts is not None and when.start < span.starts - tolerance


def _opening_late(given: Given, spans: Mapping[str, _Span]) -> dict[str, list[str]]:
    """Find objectives before which most of their actions begin: their own start is the slip."""
    many = given.thresholds.number("AL-022", "many")
    served: dict[str, dict[str, Period]] = defaultdict(dict)
    for act, action in given.work.items():
        if action.when:
            for name in action.serves:
                served[name][act] = action.when
    found = {}
    for name, span in spans.items():
        dated = served[name]
        early = [act for act, when in dated.items() if _early(given, when, span)]
        if len(early) >= many and len(early) * 2 > len(dated):
            found[name] = early
    return found


def _opens_late(given: Given, span: _Span, acts: Sequence[str]) -> Finding:
    first = min(when.start for act in acts if (when := given.actions[act].when))
    return RULE.broken(
        spot(given, f"objectives/{span.name}", "start"),
        say(
            "“{o}” opens on {d1}; {n} of its actions begin long before: {names}.",
            "« {o} » ouvre le {d1} ; {n} de ses actions commencent bien avant : {names}.",
            o=span.title,
            d1=span.starts,
            n=len(acts),
            names=listed(label(act, given.actions[act].title) for act in acts),
        ),
        say(
            "Open it by {d}, or have them serve an objective that is open then.",
            "Ouvrez-le au plus tard le {d}, ou faites-leur servir un objectif ouvert à ce moment.",
            d=first,
        ),
        settle=str(first),
        actions=list(acts),
    )


def _after_all(given: Given, name: str, programme: Loyalty, last: date) -> Finding:
    """Say of a programme that it only starts when what it serves is over."""
    served = [
        given.plan.objectives[one].title for one in programme.serves if one in given.plan.objectives
    ]
    return RULE.broken(
        spot(given, f"loyalty/{name}", "when"),
        say(
            "{p} starts on {d1}; what it serves is closed since {d2}: {names}.",
            "{p} démarre le {d1} ; ce qu'il sert est clos depuis le {d2} : {names}.",
            p=programme.title,
            d1=programme.when.start if programme.when else last,
            d2=last,
            names=listed(served),
        ),
        say(
            "Start it earlier, or serve an objective that is open.",
            "Démarrez-le plus tôt, ou servez un objectif ouvert.",
        ),
        closes=last,
    )


def _action(
    given: Given,
    name: str,
    when: Period,
    served: Sequence[_Span],
    late: Container[str],
) -> Iterator[Finding]:
    """Compare an action with the first objective to close before it ends and the last to open."""
    ends = [(one.ends, one.title) for one in served if one.ends]
    closing = [pair for pair in ends if when.start <= pair[0] < when.end]
    opening = [
        (one.starts, one.title)
        for one in served
        if one.starts and one.name not in late and _early(given, when, one)
    ]
    closes = min(closing, key=_day) if closing else None
    opens = max(opening, key=_day) if opening else None
    settle = _fitted(given, name, when, opens, closes) if closes or opens else None
    if closes:
        yield _ends_after(given, name, when, closes, settle)
    if opens:
        yield _starts_before(given, name, when, opens, settle)


def _fitted(
    given: Given,
    name: str,
    when: Period,
    opens: tuple[date, str] | None,
    closes: tuple[date, str] | None,
) -> str | None:
    """Write the dates that fit both ends; None when nothing is left, or a part would be left behind.

    A new first day is the first one after the opening on which the action may start.
    """
    first, last = (opens[0] if opens else when.start), (closes[0] if closes else when.end)
    for shift in range(_DAYS_TRIED if opens else 1):
        start = first + timedelta(days=shift)
        moved = Period(start, last) if start <= last else None
        if moved and may_move(given, f"actions/{name}", moved):
            return days.write(moved)
    return None


_DAYS_TRIED = 14
"""Days tried, one by one, for a first day: a blackout may last a fortnight."""


def _day(pair: tuple[date, str]) -> date:
    return pair[0]


def _ends_after(
    given: Given, name: str, when: Period, closes: tuple[date, str], settle: str | None
) -> Finding:
    return RULE.broken(
        spot(given, f"actions/{name}", "when"),
        say(
            "{a} ends on {d1}, after “{o}” closes ({d2}).",
            "{a} se termine le {d1}, après la clôture de « {o} » ({d2}).",
            a=label(name, given.actions[name].title),
            d1=when.end,
            o=closes[1],
            d2=closes[0],
        ),
        say(
            "End it by {d2}, or give the objective more time.",
            "Terminez-la au plus tard le {d2}, ou donnez plus de temps à l'objectif.",
            d2=closes[0],
        ),
        settle=settle,
        closes=closes[0],
    )


def _starts_before(
    given: Given, name: str, when: Period, opens: tuple[date, str], settle: str | None
) -> Finding:
    return RULE.broken(
        spot(given, f"actions/{name}", "when"),
        say(
            "{a} starts on {d1}, long before “{o}” opens ({d2}).",
            "{a} démarre le {d1}, bien avant l'ouverture de « {o} » ({d2}).",
            a=label(name, given.actions[name].title),
            d1=when.start,
            o=opens[1],
            d2=opens[0],
        ),
        say(
            "Start it nearer to {d2}, or serve an objective that is open then.",
            "Rapprochez son début du {d2}, ou servez un objectif ouvert à ce moment.",
            d2=opens[0],
        ),
        settle=settle,
        opens=opens[0],
    )


def _results(given: Given, name: str, objective: Objective) -> Iterator[Finding]:
    cycle, starts = objective.cycle, given.starts(objective)
    end = given.plan.year.period.end if given.plan.year else None
    for key, result in objective.results.items():
        due, kpi = result.target.by, kpi_title(given, result.metric or key)
        if due and cycle and due not in cycle:
            message = say(
                "“{o}”: {kpi} is due on {d}, outside the cycle ({d1} to {d2}).",
                "« {o} » : l'échéance de « {kpi} » est le {d}, hors du cycle (du {d1} au {d2}).",
                o=objective.title,
                kpi=kpi,
                d=due,
                d1=cycle.start,
                d2=cycle.end,
            )
            yield _late(given, name, key, message, cycle.end)
        elif due and starts and due < starts:
            message = say(
                "“{o}”: {kpi} is due on {d}, before the objective starts ({d1}).",
                "« {o} » : l'échéance de « {kpi} » est le {d}, avant le début de l'objectif ({d1}).",
                o=objective.title,
                kpi=kpi,
                d=due,
                d1=starts,
            )
            yield _late(given, name, key, message, None)
        elif due and end and due > end and objective.level == "operational" and not cycle:
            message = say(
                "“{o}” is operational, and {kpi} is due on {d}, after the plan's year ({d2}).",
                "« {o} » est opérationnel, et l'échéance de « {kpi} » est le {d}, après l'année du plan ({d2}).",
                o=objective.title,
                kpi=kpi,
                d=due,
                d2=end,
            )
            yield _late(given, name, key, message, end, Severity.WARNING)


def _late(
    given: Given,
    name: str,
    key: str,
    message: Text,
    by: date | None,
    severity: Severity | None = None,
) -> Finding:
    aim = given.plan.objectives[name].results[key].target
    return RULE.broken(
        result_spot(given, name, key),
        message,
        say(
            "Write a day (`by`) within the objective's own dates.",
            "Écrivez un jour (`by`) compris dans les dates de l'objectif.",
        ),
        severity=severity,
        settle=target.write(replace(aim, by=by)) if by else None,
    )


def _horizon(given: Given, name: str, objective: Objective) -> Iterator[Finding]:
    starts, ends = given.starts(objective), given.ends(objective)
    least = int(given.thresholds.number("AL-022", "strategic_months"))
    if objective.level != "strategic" or starts is None or ends is None or ends < starts:
        return
    months = months_between(starts, ends)
    if months < least:
        yield RULE.broken(
            spot(given, f"objectives/{name}", "level"),
            say(
                "“{o}” is strategic but lasts {n} months ({d1} to {d2}); a strategy is judged over "
                "{least} at least.",
                "« {o} » est stratégique mais dure {n} mois (du {d1} au {d2}) ; une stratégie se "
                "juge sur {least} au moins.",
                o=objective.title,
                n=months,
                d1=starts,
                d2=ends,
                least=least,
            ),
            say(
                "Call it operational, or give it a longer horizon.",
                "Dites-le opérationnel, ou donnez-lui un horizon plus long.",
            ),
            settle="operational",
            months=months,
        )
