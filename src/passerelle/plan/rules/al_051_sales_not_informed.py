"""AL-051: sales must have read about an action that brings leads or orders before it starts.

What it checks
    Actions that bring leads, pull one of ``levers`` (sales animation), tell sales, or serve an
    objective read on one of ``kpis`` (leads, orders…), from some days before they start until they
    end: that a team of family *sales*, or one of its people, has answered « read and understood ».
    Those days are the most that a sales team (else 10) or a line of the charter on launches asks
    for; answers are not checked before anything is known of them. From the text alone: that what
    brings leads or pulls such a lever tells somebody of sales at all, by ``tell``, by the consulted
    and informed of its roles, or by a line of the charter on launches (on promotions, when it is
    one); a warning before those days, an error within them. An objection of sales counts on any
    day before.

Why it matters
    « … sans consulter l'équipe de vente, qui n'est pas préparée à gérer l'augmentation des
    demandes » (002).

Bad
    teams:   {vente: {family: sales, notice_days: 10}}
    actions: {salon: {when: 2027-03-18, leads: 5 / 10 / 20}}            # nobody asked

Good
    teams:   {vente: {family: sales, notice_days: 10}}
    # and vente has answered "read and understood"
    actions: {salon: {when: 2027-03-18, leads: 5 / 10 / 20, tell: [vente]}}

Source
    Alignment rule of the design notes, layer *people*; document 002.
"""

from collections.abc import Container, Iterator, Mapping

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.operations import Action
from passerelle.plan.organisation import Raci
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_roles import is_sales
from passerelle.plan.rule_words import label, listed, say

RULE = Rule(
    id="AL-051",
    title=Text(en="Sales not informed", fr="Vente non prévenue"),
    question=Text(
        en="Has sales read about the actions that concern it, in time?",
        fr="La vente a-t-elle lu à temps les actions qui la concernent\u202f?",
    ),
    why=Text(
        en="Those who answer the phone should not learn of the campaign from the customer.",
        fr="Ceux qui répondent au téléphone ne devraient pas apprendre la campagne par le client.",
    ),
    severity=Severity.ERROR,
    seed=(
        "002 « sans consulter l'équipe de vente, qui n'est pas préparée à gérer l'augmentation "
        "des demandes »"
    ),
    needs=("text", "deeds"),
)


def check(given: Given) -> Verdicts:
    """Yield one error for each near action that sales has not acknowledged, each it objects to."""
    answers = _answers(given)
    concerned = list(_concerned(given, answers))
    sales = _sales(given)
    if not concerned:
        return
    if not sales:
        yield RULE.lacks(say("a team of family sales", "une équipe de famille vente (`sales`)"))
        return
    notice, events = _notice(given), _events(given)
    told = 0
    for name, action in concerned:
        days = (action.when.start - given.today).days if action.when else notice + 1
        said = answers.get(f"actions/{name}", "")
        if not said and _must_tell(given, action) and not _tells(given, action, events):
            yield _untold(given, name, sales, near=days <= notice)
            continue
        told += 1
        if given.deeds and (said == "objection" or (days <= notice and said != "read")):
            yield _unread(given, name, days, said, sales)
    if told and given.deeds is None:
        yield RULE.lacks(say("the answers of sales", "les réponses de la vente"))


def _concerned(given: Given, answered: Container[str]) -> Iterator[tuple[str, Action]]:
    for name, action in given.work.items():
        if (
            action.when
            and action.when.end >= given.today
            and (f"actions/{name}" in answered or _lands_on_sales(given, action))
        ):
            yield name, action


def _lands_on_sales(given: Given, action: Action) -> bool:
    kpis = set(given.thresholds.words("AL-051", "kpis"))
    if _must_tell(given, action) or any(is_sales(given, name) for name in _told(action)):
        return True
    results = [
        metric.id
        for name in action.serves
        if name in given.plan.objectives
        for key, result in given.plan.objectives[name].results.items()
        if not result.target.is_guardrail and (metric := given.metric(result.metric or key))
    ]
    return not kpis.isdisjoint(results)


def _must_tell(given: Given, action: Action) -> bool:
    """Whether sales has to do with an action whatever it serves: it brings leads, or pulls its levers."""
    return action.leads is not None or action.lever in given.thresholds.words("AL-051", "levers")


def _events(given: Given) -> frozenset[str]:
    """Give the events of which the charter tells sales, or everybody."""
    return frozenset(
        line.event
        for line in given.plan.charter.values()
        if not line.tell or any(is_sales(given, name) for name in line.tell)
    )


def _tells(given: Given, action: Action, events: frozenset[str]) -> bool:
    """Whether somebody of sales is told of an action, by itself or by the charter."""
    if any(is_sales(given, name) for name in _told(action)):
        return True
    return "launch" in events or (action.promotion is not None and "promotion" in events)


def _told(action: Action) -> tuple[str, ...]:
    """Name all whom an action tells: by hand, and by its roles."""
    return (*action.tell, *(action.raci or Raci()).consulted, *(action.raci or Raci()).informed)


def _sales(given: Given) -> list[str]:
    return [name for name, team in given.plan.teams.items() if team.family == "sales"]


def _answers(given: Given) -> Mapping[str, str]:
    """Give the last answer of sales about each node."""
    given_by_sales = [
        answer
        for answer in (given.deeds.acknowledgements if given.deeds else ())
        if is_sales(given, answer.by)
    ]
    return {
        answer.about: answer.answer for answer in sorted(given_by_sales, key=lambda one: one.at)
    }


def _notice(given: Given) -> int:
    """Give the longest notice, in days, that a sales team or the charter asks for."""
    usual = int(given.thresholds.number("AL-051", "notice_days"))
    asked = (given.plan.teams[name].notice_days for name in _sales(given))
    promised = (
        line.notice_days
        for line in given.plan.charter.values()
        if line.event == "launch"
        and line.notice_days is not None
        and (not line.tell or any(is_sales(given, name) for name in line.tell))
    )
    return max((*(usual if days is None else days for days in asked), *promised))


def _unread(given: Given, name: str, days: int, said: str, sales: list[str]) -> Finding:
    action = given.actions[name]
    return RULE.broken(
        spot(given, f"actions/{name}", "tell"),
        say(
            "{start} sales objects to it." if said else "{start} sales has not acknowledged it.",
            "{start} la vente s'y oppose." if said else "{start} la vente ne l'a pas lue.",
            start=_start(label(name, action.title), days),
        ),
        _fix(given, action, said, sales),
        days=days,
        answer=said,
    )


def _untold(given: Given, name: str, sales: list[str], *, near: bool) -> Finding:
    action = given.actions[name]
    return RULE.broken(
        spot(given, f"actions/{name}", "tell"),
        say(
            "{a} concerns sales, and nobody there is told of it.",
            "{a} concerne la vente, où personne n'en est prévenu.",
            a=label(name, action.title),
        ),
        _fix(given, action, "", sales),
        severity=Severity.ERROR if near else Severity.WARNING,
        settle=None
        if len(sales) > 1 or (near and given.deeds)
        else f"[{', '.join((*action.tell, *sales))}]",
    )


def _start(a: str, days: int) -> Text:
    if days <= 0:
        return say("{a} has started and", "{a} a démarré et", a=a)
    if days == 1:
        return say("{a} starts tomorrow and", "{a} démarre demain et", a=a)
    return say("{a} starts in {n} days and", "{a} démarre dans {n} jours et", a=a, n=days)


def _fix(given: Given, action: Action, said: str, sales: list[str]) -> Text:
    teams = listed(sales)
    if said:
        return say(
            "Settle the objection with {teams}.", "Levez l'objection avec {teams}.", teams=teams
        )
    if any(is_sales(given, told) for told in _told(action)):
        return say(
            "Remind {teams}, or move the action.",
            "Relancez {teams}, ou déplacez l'action.",
            teams=teams,
        )
    return say(
        "Add {teams} to `tell`, and have it read.",
        "Ajoutez {teams} à `tell`, et faites-la lire.",
        teams=teams,
    )
