"""AL-021: an action needs a KPI that moves while people can still act.

What it checks
    Actions that are judged (``judged_on``) only on KPIs that take longer to show an effect than the
    action lasts, its lag included and ``least_days`` (14) at least; or only on strategic ones that
    take longer than ``least_days``. One KPI that is neither is enough.

Why it matters
    In operations one is to « se concentrer sur des indicateurs plus concrets » (000): what is read
    once all is over corrects nothing.

Bad
    actions: {salon: {by: event, when: 2027-03-18, judged_on: awareness_aided}}

Good
    actions: {salon: {by: event, when: 2027-03-18, judged_on: [awareness_aided, orders]}}

Source
    Alignment rule of the design notes, layer *kpi*; document 000.
"""

from collections.abc import Sequence

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given, Metric
from passerelle.plan.operations import Action
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_tree import feeding
from passerelle.plan.rule_words import label, listed, say

RULE = Rule(
    id="AL-021",
    title=Text(en="Action judged on a slow metric", fr="Action jugée sur un KPI lent"),
    question=Text(
        en="Has every action a KPI that moves while it lasts?",
        fr="Chaque action a-t-elle un indicateur qui bouge tant qu'elle dure\u202f?",
    ),
    why=Text(
        en="What is read once all is over corrects nothing.",
        fr="Ce qui se lit quand tout est fini ne corrige rien.",
    ),
    severity=Severity.WARNING,
    seed=(
        "000 « se concentrer sur des indicateurs plus concrets comme le taux de clics, le nombre "
        "de leads générés ou le retour sur investissement (ROI) des campagnes »"
    ),
)


def check(given: Given) -> Verdicts:
    """Yield one warning for each action whose KPIs are all slow or all strategic."""
    undated = []
    least = int(given.thresholds.number("AL-021", "least_days"))
    for name, action in given.work.items():
        kpis = [metric for one in action.judged_on if (metric := given.metric(one))]
        if not kpis or len(kpis) < len(action.judged_on):
            continue
        days = _days(action)
        if all(metric.phase == "strategic" and metric.latency_days > least for metric in kpis):
            yield _strategic(given, name, action, kpis, days)
        elif days is None:
            undated.append(label(name, action.title))
        elif all(metric.latency_days > _patience(given, days) for metric in kpis):
            yield _slow(given, name, action, kpis, days)
    if undated:
        yield RULE.lacks(say("the dates of {names}", "les dates de {names}", names=listed(undated)))


def _patience(given: Given, days: int) -> int:
    """Give how many days a KPI may take: those of the action, or the few that one can wait."""
    return max(days, int(given.thresholds.number("AL-021", "least_days")))


def _days(action: Action) -> int | None:
    """Give how long an action lasts and its effect still comes; None when it has no dates."""
    return action.when.days + (action.lag_days or 0) if action.when else None


def _slow(given: Given, name: str, action: Action, kpis: Sequence[Metric], days: int) -> Finding:
    fastest = min(kpis, key=lambda metric: metric.latency_days)
    return RULE.broken(
        spot(given, f"actions/{name}", "judged_on"),
        say(
            "{a} lasts {n} but {kpi} takes {m} to show an effect; add a leading indicator.",
            "{a} dure {n} mais {kpi} en met {m} à montrer un effet ; ajoutez un indicateur avancé.",
            a=label(name, action.title),
            n=_long(days),
            kpi=fastest.title,
            m=fastest.latency_days,
        ),
        _FIX,
        settle=_leading(given, action, kpis, days),
        days=days,
        latency_days=fastest.latency_days,
    )


def _strategic(
    given: Given, name: str, action: Action, kpis: Sequence[Metric], days: int | None
) -> Finding:
    return RULE.broken(
        spot(given, f"actions/{name}", "judged_on"),
        say(
            "{a} is only judged on strategic KPIs ({kpis}); add a leading indicator.",
            "{a} n'est jugée que sur des indicateurs stratégiques ({kpis}) ; ajoutez un indicateur "
            "avancé.",
            a=label(name, action.title),
            kpis=listed(metric.title for metric in kpis),
        ),
        _FIX,
        settle=_leading(given, action, kpis, days),
    )


def _long(days: int) -> Text:
    if days > 1:
        return say("{n} days", "{n} jours", n=days)
    return Text(en="1 day", fr="1 jour")


def _leading(given: Given, action: Action, kpis: Sequence[Metric], days: int | None) -> str | None:
    """Write ``judged_on`` with the one KPI that feeds these and moves in time, if there is one."""
    below = [
        metric
        for name in sorted(feeding(given, action.judged_on))
        if (metric := given.metric(name))
    ]
    quick = [
        metric.id
        for metric in below
        if metric not in kpis
        and metric.phase == "operational"
        and (days is None or metric.latency_days <= _patience(given, days))
    ]
    return f"[{', '.join((*action.judged_on, *quick))}]" if len(quick) == 1 else None


_FIX = say(
    "Add to `judged_on` a KPI that moves at once: clicks, leads, orders, answers.",
    "Ajoutez à `judged_on` un indicateur qui bouge tout de suite : clics, prospects, commandes, "
    "réponses.",
)
