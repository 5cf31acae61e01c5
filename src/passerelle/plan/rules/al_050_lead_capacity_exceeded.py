"""AL-050: actions must not bring more leads than sales can handle.

What it checks
    Week by week, the leads that sales teams receive today plus those that actions expect, at p90
    and ``handover_days`` (2) after the action, against what the teams and the partners of family
    sales handle: an error above ``error_over`` (100 %), a warning above ``warning_over`` (85 %).
    Absences of a team, or of its people, take their share of a week; a partner counts in the weeks
    that its contract touches. One finding for each action, at its worst week.

Why it matters
    « … sans consulter l'équipe de vente, qui n'est pas préparée à gérer l'augmentation des
    demandes » (002).

Bad
    teams:   {vente: {family: sales, handles: 40 leads a week, receives: 25 leads a week}}
    actions: {salon: {when: 2027-03-18, leads: 10 / 20 / 30}}

Good
    teams:   {vente: {family: sales, handles: 60 leads a week, receives: 20 leads a week}}
    actions: {salon: {when: 2027-03-18, leads: 10 / 20 / 30}}

Source
    Alignment rule of the design notes, layer *capacity*; document 002. Weekly p90, not the mean.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.base.period import Period
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_desk import Desk, desk
from passerelle.plan.rule_load import Week, load, weeks_of
from passerelle.plan.rule_presence import filled, filled_text
from passerelle.plan.rule_words import label, number_text, say, share_text

RULE = Rule(
    id="AL-050",
    title=Text(en="Lead capacity exceeded", fr="Capacité commerciale dépassée"),
    question=Text(
        en="Can sales handle the leads that actions bring, week by week?",
        fr="La vente peut-elle traiter, semaine après semaine, les prospects apportés\u202f?",
    ),
    why=Text(
        en="A lead that nobody calls back was paid for twice: in money and in trust.",
        fr="Un prospect que personne ne rappelle se paie deux fois : en argent et en confiance.",
    ),
    severity=Severity.ERROR,
    seed=(
        "002 « sans consulter l'équipe de vente, qui n'est pas préparée à gérer l'augmentation "
        "des demandes »"
    ),
)

_LOOK_AHEAD = 26


@dataclass(frozen=True, slots=True)
class _Sales:
    desk: Desk
    lag: int
    weeks: Mapping[date, Week]
    warning: Decimal

    def share(self, week: date) -> Decimal:
        extra = self.weeks[week].high if week in self.weeks else Decimal(0)
        return filled(self.desk.receives + extra, self.desk.capacity(week))


def check(given: Given) -> Verdicts:
    """Yield one finding for each action that overloads sales in some week."""
    live = {
        name: action
        for name, action in given.actions.items()
        if action.leads and action.when and action.when.end >= given.today
    }
    lag = int(given.thresholds.number("AL-050", "handover_days"))
    warning = given.thresholds.number("AL-050", "warning_over")
    sales = _Sales(desk(given.plan, "sales"), lag, load(live, lag), warning)
    if not live and not (sales.desk.usual and sales.desk.receives):
        return
    if not sales.desk.usual:
        yield RULE.lacks(
            say(
                "the leads a week that a sales team `handles`",
                "les prospects par semaine que traite (`handles`) une équipe de vente",
            )
        )
        return
    yield from _overloads(given, sales, list(live))


def _overloads(given: Given, sales: _Sales, names: list[str]) -> Verdicts:
    if sales.desk.receives > sales.desk.usual * sales.warning and not names:
        yield _already_full(given, sales)
    for name in names:
        when = given.actions[name].when
        weeks = weeks_of(when, sales.lag) if when else ()
        worst = max(weeks, key=lambda week: (sales.share(week), -week.toordinal()))
        if sales.share(worst) > sales.warning:
            yield _overload(given, sales, name, worst)


def _overload(given: Given, sales: _Sales, name: str, week: date) -> Finding:
    action, share = given.actions[name], sales.share(week)
    return RULE.broken(
        spot(given, f"actions/{name}", "when"),
        say(
            "{c} brings up to {n} leads in the week of {w}, on top of {base}; sales can handle "
            "{cap} "
            "({pct}).",
            "{c} apporte jusqu'à {n} prospects la semaine du {w}, en plus de {base} ; la vente "
            "peut en "
            "traiter {cap} ({pct}).",
            c=label(name, action.title),
            n=number_text(action.leads.high if action.leads else 0),
            w=week,
            base=number_text(sales.desk.receives),
            cap=number_text(sales.desk.capacity(week)),
            pct=filled_text(share),
        ),
        _STAGGER,
        severity=_severity(given, share),
        settle=_later(given, sales, name),
        week=week,
        p50=sales.desk.receives + sales.weeks[week].likely,
        p90=sales.desk.receives + sales.weeks[week].high,
        capacity=sales.desk.capacity(week),
    )


def _already_full(given: Given, sales: _Sales) -> Finding:
    name = next(iter(sales.desk.teams))
    share = sales.desk.receives / sales.desk.usual
    return RULE.broken(
        spot(given, f"teams/{name}", "handles"),
        say(
            "Sales already receives {n} leads a week for {cap} ({pct}), before any action.",
            "La vente reçoit déjà {n} prospects par semaine pour {cap} ({pct}), avant toute "
            "action.",
            n=number_text(sales.desk.receives),
            cap=number_text(sales.desk.usual),
            pct=share_text(share, 0),
        ),
        _STAGGER,
        severity=_severity(given, share),
        capacity=sales.desk.usual,
        receives=sales.desk.receives,
    )


def _severity(given: Given, share: Decimal) -> Severity:
    return (
        Severity.ERROR
        if share > given.thresholds.number("AL-050", "error_over")
        else Severity.WARNING
    )


def _later(given: Given, sales: _Sales, name: str) -> str | None:
    """Find the nearest later weeks that leave room, within half a year and the plan's year."""
    action, year = given.actions[name], given.plan.year
    if not action.when or not action.leads:
        return None
    own = set(weeks_of(action.when, sales.lag))
    for weeks in range(1, _LOOK_AHEAD + 1):
        shift = timedelta(weeks=weeks)
        moved = Period(action.when.start + shift, action.when.end + shift)
        if year and moved.end > year.period.end:
            return None
        if all(_fits(sales, week, action.leads.high, own) for week in weeks_of(moved, sales.lag)):
            return str(moved)
    return None


def _fits(sales: _Sales, week: date, high: Decimal, own: set[date]) -> bool:
    there = sales.weeks[week].high if week in sales.weeks else Decimal(0)
    others = there - high if week in own else there
    return sales.desk.receives + others + high <= sales.desk.capacity(week) * sales.warning


_STAGGER = say(
    "Stagger, add capacity or narrow the target.",
    "Étalez, ajoutez de la capacité ou resserrez la cible.",
)
