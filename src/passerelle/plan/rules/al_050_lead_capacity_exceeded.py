"""AL-050: actions must not bring more leads than sales can handle.

What it checks
    Week by week, the leads that sales teams receive today plus those that actions expect, at p90
    and ``handover_days`` (2) after the action, against what the teams and the partners of family
    sales handle: an error above ``error_over`` (100 %), a warning above ``warning_over`` (85 %).
    Absences of a team, or of its people, take their share of a week; a partner counts in the weeks
    that its contract touches. One finding for each stretch of weeks that are too full, at the
    action that brings most in the worst of them (at its ``leads`` where they are more than all that
    is handled in a week with nobody away); at a partner whose contract does not run then, and
    with whom there would be room; at the team that is full before any action.

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

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.base.period import Period
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_leads import Sales, sales
from passerelle.plan.rule_load import monday, weekly
from passerelle.plan.rule_presence import WORKDAYS, filled, filled_text
from passerelle.plan.rule_time import has_time
from passerelle.plan.rule_window import moved_later
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


def check(given: Given) -> Verdicts:
    """Yield one finding for each cause that overloads sales in some weeks."""
    known = given.once(sales)
    if not known.live and not (known.desk.usual and known.desk.receives):
        return
    if not known.desk.usual:
        yield RULE.lacks(
            say(
                "the leads a week that a sales team `handles`",
                "les prospects par semaine que traite (`handles`) une équipe de vente",
            )
        )
    elif known.desk.receives > known.desk.usual * known.most:
        yield _already_full(given, known)
    else:
        yield from _overloads(given, known)


def _overloads(given: Given, known: Sales) -> Verdicts:
    causes: dict[str, date] = {}
    for run in _runs(given, known):
        worst = max(run, key=lambda week: (known.share(week), -week.toordinal()))
        node = _cause(given, known, worst)
        if node not in causes or known.share(worst) > known.share(causes[node]):
            causes[node] = worst
    for node, week in causes.items():
        section, _, name = node.partition("/")
        if section == "partners":
            yield _without(given, known, name, week)
        else:
            yield _overload(given, known, name, week)


def _runs(given: Given, known: Sales) -> Iterator[list[date]]:
    """Walk the stretches of weeks, from this one on, in which sales has more than it can handle."""
    run: list[date] = []
    for week in sorted(known.weeks):
        if week < monday(given.today) or known.share(week) <= known.most:
            continue
        if run and week - run[-1] > timedelta(weeks=1):
            yield run
            run = []
        run.append(week)
    if run:
        yield run


def _cause(given: Given, known: Sales, week: date) -> str:
    """Name the partner with whom there would be room, else the action that brings most leads."""
    days = Period(week, week + timedelta(days=WORKDAYS - 1))
    for name, partner in given.plan.partners.items():
        if partner.family == "sales" and partner.when and not partner.when.overlaps(days):
            handled = known.desk.capacity(week) + weekly([partner.handles])
            if filled(known.expected(week), handled) <= known.most:
                return f"partners/{name}"
    return f"actions/{max(known.weeks[week].actions, key=lambda one: _brings(known, one))}"


def _brings(known: Sales, name: str) -> Decimal:
    leads = known.live[name].leads
    return leads.high if leads else Decimal(0)


def _overload(given: Given, known: Sales, name: str, week: date) -> Finding:
    action, node, most = given.actions[name], f"actions/{name}", _brings(known, name)
    share, all_of_them = known.share(week), known.expected(week)
    rest = filled(all_of_them - most, known.desk.capacity(week))
    too_many = most > known.desk.usual
    return RULE.broken(
        spot(given, node, "leads" if too_many else "when"),
        say(
            "Up to {n} leads are expected in the week of {w}, {m} of them from {c}; sales can "
            "handle {cap} ({pct}).",
            "Jusqu'à {n} prospects sont attendus la semaine du {w}, dont {m} de {c} ; la vente peut "
            "en traiter {cap} ({pct}).",
            c=label(name, action.title),
            n=number_text(all_of_them),
            m=number_text(most),
            w=week,
            cap=number_text(known.desk.capacity(week)),
            pct=filled_text(share),
        ),
        _NO_WEEK if too_many else _STAGGER,
        severity=_severity(given, share),
        settle=_later(given, known, name) if rest <= known.most else None,
        **_numbers(known, week),
    )


def _without(given: Given, known: Sales, name: str, week: date) -> Finding:
    partner, share = given.plan.partners[name], known.share(week)
    return RULE.broken(
        spot(given, f"partners/{name}", "when"),
        say(
            "Up to {n} leads are expected in the week of {w}; without {p}, whose contract runs from "
            "{start} to {end}, sales can handle {cap} ({pct}).",
            "Jusqu'à {n} prospects sont attendus la semaine du {w} ; sans {p}, dont le contrat va "
            "du {start} au {end}, la vente peut en traiter {cap} ({pct}).",
            p=partner.title,
            n=number_text(known.expected(week)),
            w=week,
            start=partner.when.start if partner.when else "",
            end=partner.when.end if partner.when else "",
            cap=number_text(known.desk.capacity(week)),
            pct=filled_text(share),
        ),
        say(
            "Have the contract run in that week too, or move what brings the leads.",
            "Faites courir le contrat cette semaine-là aussi, ou déplacez ce qui apporte les "
            "prospects.",
        ),
        severity=_severity(given, share),
        **_numbers(known, week),
    )


def _numbers(known: Sales, week: date) -> dict[str, Any]:
    return {
        "week": week,
        "p50": known.desk.receives + known.weeks[week].likely,
        "p90": known.expected(week),
        "capacity": known.desk.capacity(week),
    }


def _later(given: Given, known: Sales, name: str) -> str | None:
    """Find the nearest later days that leave room to sales, and time to those who do the action."""
    when, node = known.live[name].when, f"actions/{name}"
    return moved_later(
        given, node, when, lambda moved: known.fits(name, moved) and has_time(given, node, moved)
    )


def _already_full(given: Given, known: Sales) -> Finding:
    name = max(known.desk.teams, key=lambda one: weekly([given.plan.teams[one].receives]))
    share = known.desk.receives / known.desk.usual
    return RULE.broken(
        spot(given, f"teams/{name}", "handles"),
        say(
            "Sales already receives {n} leads a week for {cap} ({pct}), before any action.",
            "La vente reçoit déjà {n} prospects par semaine pour {cap} ({pct}), avant toute "
            "action.",
            n=number_text(known.desk.receives),
            cap=number_text(known.desk.usual),
            pct=share_text(share, 0),
        ),
        _STAGGER,
        severity=_severity(given, share),
        capacity=known.desk.usual,
        receives=known.desk.receives,
    )


def _severity(given: Given, share: Decimal) -> Severity:
    return (
        Severity.ERROR
        if share > given.thresholds.number("AL-050", "error_over")
        else Severity.WARNING
    )


_NO_WEEK = say(
    "No week has room for that many: check the number, narrow the target, or add capacity.",
    "Aucune semaine n'en a la place : vérifiez le nombre, resserrez la cible, ou ajoutez de la "
    "capacité.",
)
_STAGGER = say(
    "Stagger, add capacity or narrow the target.",
    "Étalez, ajoutez de la capacité ou resserrez la cible.",
)
