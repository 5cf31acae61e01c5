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
from passerelle.plan.rule_load import Week, load, weekly, weeks_of
from passerelle.plan.rule_presence import WORKDAYS, Presence, filled, filled_text, presence
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
class _Desk:
    teams: Mapping[str, Decimal]
    partners: tuple[tuple[Decimal, Period | None], ...]
    there: Presence
    receives: Decimal
    lag: int
    weeks: Mapping[date, Week]
    warning: Decimal

    @property
    def usual(self) -> Decimal:
        return sum((*self.teams.values(), *(rate for rate, _ in self.partners)), Decimal(0))

    def capacity(self, week: date) -> Decimal:
        own = (rate * self.there.share(team, week) for team, rate in self.teams.items())
        days = Period(week, week + timedelta(days=WORKDAYS - 1))
        hired = (rate for rate, when in self.partners if when is None or when.overlaps(days))
        return sum((*own, *hired), Decimal(0))

    def share(self, week: date) -> Decimal:
        extra = self.weeks[week].high if week in self.weeks else Decimal(0)
        return filled(self.receives + extra, self.capacity(week))


def check(given: Given) -> Verdicts:
    """Yield one finding for each action that overloads sales in some week."""
    live = {
        name: action
        for name, action in given.actions.items()
        if action.leads and action.when and action.when.end >= given.today
    }
    lag = int(given.thresholds.number("AL-050", "handover_days"))
    desk = _desk(given, lag, load(live, lag))
    if not live and not (desk.usual and desk.receives):
        return
    if not desk.usual:
        yield RULE.lacks(
            say(
                "the leads a week that a sales team `handles`",
                "les prospects par semaine que traite (`handles`) une équipe de vente",
            )
        )
        return
    yield from _overloads(given, desk, list(live))


def _desk(given: Given, lag: int, weeks: Mapping[date, Week]) -> _Desk:
    teams = {name: team for name, team in given.plan.teams.items() if team.family == "sales"}
    hired = [one for one in given.plan.partners.values() if one.family == "sales"]
    return _Desk(
        {name: weekly([team.handles]) for name, team in teams.items()},
        tuple((weekly([one.handles]), one.when) for one in hired),
        presence(given.plan),
        weekly(team.receives for team in teams.values()),
        lag,
        weeks,
        given.thresholds.number("AL-050", "warning_over"),
    )


def _overloads(given: Given, desk: _Desk, names: list[str]) -> Verdicts:
    if desk.receives > desk.usual * desk.warning and not names:
        yield _already_full(given, desk)
    for name in names:
        when = given.actions[name].when
        weeks = weeks_of(when, desk.lag) if when else ()
        worst = max(weeks, key=lambda week: (desk.share(week), -week.toordinal()))
        if desk.share(worst) > desk.warning:
            yield _overload(given, desk, name, worst)


def _overload(given: Given, desk: _Desk, name: str, week: date) -> Finding:
    action, share = given.actions[name], desk.share(week)
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
            base=number_text(desk.receives),
            cap=number_text(desk.capacity(week)),
            pct=filled_text(share),
        ),
        _STAGGER,
        severity=_severity(given, share),
        settle=_later(given, desk, name),
        week=week,
        p50=desk.receives + desk.weeks[week].likely,
        p90=desk.receives + desk.weeks[week].high,
        capacity=desk.capacity(week),
    )


def _already_full(given: Given, desk: _Desk) -> Finding:
    name = next(iter(desk.teams))
    share = desk.receives / desk.usual
    return RULE.broken(
        spot(given, f"teams/{name}", "handles"),
        say(
            "Sales already receives {n} leads a week for {cap} ({pct}), before any action.",
            "La vente reçoit déjà {n} prospects par semaine pour {cap} ({pct}), avant toute "
            "action.",
            n=number_text(desk.receives),
            cap=number_text(desk.usual),
            pct=share_text(share, 0),
        ),
        _STAGGER,
        severity=_severity(given, share),
        capacity=desk.usual,
        receives=desk.receives,
    )


def _severity(given: Given, share: Decimal) -> Severity:
    return (
        Severity.ERROR
        if share > given.thresholds.number("AL-050", "error_over")
        else Severity.WARNING
    )


def _later(given: Given, desk: _Desk, name: str) -> str | None:
    """Find the nearest later weeks that leave room, within half a year and the plan's year."""
    action, year = given.actions[name], given.plan.year
    if not action.when or not action.leads:
        return None
    own = set(weeks_of(action.when, desk.lag))
    for weeks in range(1, _LOOK_AHEAD + 1):
        shift = timedelta(weeks=weeks)
        moved = Period(action.when.start + shift, action.when.end + shift)
        if year and moved.end > year.period.end:
            return None
        if all(_fits(desk, week, action.leads.high, own) for week in weeks_of(moved, desk.lag)):
            return str(moved)
    return None


def _fits(desk: _Desk, week: date, high: Decimal, own: set[date]) -> bool:
    there = desk.weeks[week].high if week in desk.weeks else Decimal(0)
    others = there - high if week in own else there
    return desk.receives + others + high <= desk.capacity(week) * desk.warning


_STAGGER = say(
    "Stagger, add capacity or narrow the target.",
    "Étalez, ajoutez de la capacité ou resserrez la cible.",
)
