"""AL-075: what belongs to an action is dated with it.

What it checks
    Of dated actions: flights of the media plan and experiments lie within their days, and so does
    the promotion of an action that lowers a price itself; one that is only announced is not over
    before; contents and tasks not done may come earlier, to prepare it; tasks and contents end with
    it, but a content may tell of an event until ``after_days`` (14) later; no month of spending
    begins more than ``paid_days`` (60) after it. Several parts that stand elsewhere are told once,
    at the action. Actions of purpose sales do not end before an offer they name is launched, nor
    start before when they sell it or lower its price, unless their title or their words say so
    (``ahead``: a pre-order, a preview); those that work inside the house (training, service)
    prepare it. A partner responsible for an action has a contract on its first day.

Why it matters
    « établir un calendrier d'exécution pour coordonner toutes les actions » (004): when an action is
    moved, what was planned for it easily stays behind.

Bad
    actions: {salon: {when: 2027-06-16..2027-06-17}}
    tasks:   {stand: {title: Monter le stand, action: salon, when: 2027-06-21..2027-06-30}}

Good
    actions: {salon: {when: 2027-06-16..2027-06-17}}
    tasks:   {stand: {title: Monter le stand, action: salon, when: 2027-06-07..2027-06-15}}

Source
    Alignment rule of the design notes, layer *calendar*; document 004.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.base.period import Period
from passerelle.plan.given import Given
from passerelle.plan.lever import lever_of
from passerelle.plan.operations import Action
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_fold import holds
from passerelle.plan.rule_words import label, listed, say

RULE = Rule(
    id="AL-075",
    title=Text(en="Part outside its action", fr="Partie hors de son action"),
    question=Text(
        en="Is what belongs to an action dated with it?",
        fr="Ce qui appartient à une action est-il daté avec elle\u202f?",
    ),
    why=Text(
        en="When an action is moved, what was planned for it easily stays behind.",
        fr="Quand une action est déplacée, ce qui était prévu pour elle reste facilement derrière.",
    ),
    severity=Severity.WARNING,
    seed="004 « établir un calendrier d'exécution pour coordonner toutes les actions »",
)

_NAMED = {
    "media": Text(en="the flight {name}", fr="la vague {name}"),
    "promotions": Text(en="the promotion {name}", fr="la promotion {name}"),
    "experiments": Text(en="the experiment {name}", fr="l'expérience {name}"),
    "contents": Text(en="the content “{name}”", fr="le contenu « {name} »"),
    "tasks": Text(en="the task “{name}”", fr="la tâche « {name} »"),
}
"""Sections of which a node may belong to an action, and how one is called."""

_EARLY = ("contents", "tasks")
"""Those that may come before the action, to prepare it."""

_INSIDE = ("people", "process")
"""P of the levers that work on the company itself: they prepare what is launched later."""


class _Part(NamedTuple):
    """Something dated that belongs to an action; ``early`` when it may come before it."""

    section: str
    name: str
    title: str
    when: Period
    action: str
    early: bool


def check(given: Given) -> Verdicts:
    """Yield one warning for each part, spending line, offer and partner outside an action's days."""
    found: dict[str, list[_Part]] = defaultdict(list)
    for part in _parts(given):
        action = given.actions.get(part.action)
        if action and part.when.end >= given.today and _misplaced(given, part, action):
            found[part.action].append(part)
    for name, parts in found.items():
        when = given.actions[name].when
        if when and len(parts) == 1:
            yield _outside(given, parts[0], when)
        elif when:
            yield _several(given, name, parts, when)
    yield from _paid_late(given)
    yield from _before_launch(given)
    for name, action in given.actions.items():
        if action.when and action.when.end >= given.today:
            yield from _without_contract(given, name, action, action.when.start)


def _misplaced(given: Given, part: _Part, action: Action) -> bool:
    if action.when is None:
        return False
    if part.section == "promotions" and not action.promotion:
        return part.when.end < action.when.start
    late = part.when.end > action.when.end + _looking_back(given, part, action)
    return late or (part.when.start < action.when.start and not part.early)


def _looking_back(given: Given, part: _Part, action: Action) -> timedelta:
    """Give how long after an event a content may still tell of it; nothing for what announces it."""
    before = given.thresholds.words("AL-075", "before")
    event = "event" in (action.by, action.lever)
    if part.section != "contents" or not event or any(holds(part.title, word) for word in before):
        return timedelta(0)
    return timedelta(days=int(given.thresholds.number("AL-075", "after_days")))


def _parts(given: Given) -> Iterator[_Part]:
    for section in _NAMED:
        for name, node in getattr(given.plan, section).items():
            over = getattr(node, "decided", None) or getattr(node, "done", False)
            if node.action and node.when and not over:
                when = node.when if isinstance(node.when, Period) else Period(node.when, node.when)
                title = getattr(node, "title", name)
                yield _Part(section, name, title, when, node.action, section in _EARLY)


def _outside(given: Given, part: _Part, when: Period) -> Finding:
    start = part.when.start if part.early else max(part.when.start, when.start)
    end = min(part.when.end, when.end)
    settle = str(Period(start, end)) if start <= end else None
    return RULE.broken(
        spot(given, f"{part.section}/{part.name}", "when"),
        say(
            "{part} is dated {own}, outside {a} ({days}).",
            "{part} tombe {own}, hors de {a} ({days}).",
            part=_capital(_called(part)),
            own=_days(part.when),
            a=label(part.action, given.actions[part.action].title),
            days=_days(when),
        ),
        say(
            "Write {settle}, or move the action.",
            "Écrivez {settle}, ou déplacez l'action.",
            settle=settle,
        )
        if settle
        else _MOVE,
        settle=settle,
        action=part.action,
    )


def _several(given: Given, name: str, parts: list[_Part], when: Period) -> Finding:
    """Say of an action that several of its parts stand elsewhere: it was moved, most likely."""
    return RULE.broken(
        spot(given, f"actions/{name}", "when"),
        say(
            "{a} ({days}) has parts dated outside it: {parts}.",
            "{a} ({days}) a des parties datées hors d'elle : {parts}.",
            a=label(name, given.actions[name].title),
            days=_days(when),
            parts=listed(
                say("{part} ({own})", "{part} ({own})", part=_called(one), own=_days(one.when))
                for one in parts
            ),
        ),
        say(
            "Give them days of the action, or move the action back.",
            "Donnez-leur des jours de l'action, ou remettez l'action où elle était.",
        ),
        parts=[f"{one.section}/{one.name}" for one in parts],
    )


def _called(part: _Part) -> Text:
    named = _NAMED[part.section]
    return say(named.en, named.fr, name=part.title)


def _capital(text: Text) -> Text:
    return Text(en=text.en[0].upper() + text.en[1:], fr=text.fr[0].upper() + text.fr[1:])


_MOVE = say(
    "Give it days of the action, or move the action.",
    "Donnez-lui des jours de l'action, ou déplacez l'action.",
)


def _days(when: Period) -> Text:
    if when.days == 1:
        return say("{day}", "le {day}", day=when.start)
    return say("{start} to {end}", "du {start} au {end}", start=when.start, end=when.end)


def _paid_late(given: Given) -> Verdicts:
    """Yield one warning for each line with a month that begins long after what it pays for."""
    days = timedelta(days=int(given.thresholds.number("AL-075", "paid_days")))
    for name, line in given.plan.spending.items():
        action = given.actions.get(line.pays)
        if action is None or action.when is None:
            continue
        last = action.when.end + days
        late = [month for month in line.months if date.fromisoformat(f"{month}-01") > last]
        if late:
            yield RULE.broken(
                spot(given, f"spending/{name}", f"months/{late[0]}"),
                say(
                    "{months} pays for {a}, which ends on {end}.",
                    "{months} paie {a}, qui finit le {end}.",
                    months=listed(late),
                    a=label(line.pays, action.title),
                    end=action.when.end,
                ),
                say(
                    "Write the month in which it is paid, or move the action.",
                    "Écrivez le mois où elle se paie, ou déplacez l'action.",
                ),
                months=late,
            )


def _before_launch(given: Given) -> Verdicts:
    """Yield one warning for each offer that actions sell before its launch: there, or at the one."""
    found: dict[str, dict[str, Period]] = defaultdict(dict)
    for name, action in given.actions.items():
        if action.when and action.when.end >= given.today and _sells(given, action):
            for one in action.offers:
                launch = given.plan.offers[one].launch if one in given.plan.offers else None
                if launch and _first_sale(action, action.when) < launch:
                    found[one][name] = action.when
    for one, sold in found.items():
        launch = given.plan.offers[one].launch
        if launch and len(sold) == 1:
            yield from (_too_early(given, name, when, one, launch) for name, when in sold.items())
        elif launch:
            yield _early(given, one, launch, sold)


def _sells(given: Given, action: Action) -> bool:
    """Whether an action is to sell what exists: not from inside the house, nor ahead of a launch."""
    lever = lever_of(action)
    if action.purpose != "sales" or (lever is not None and lever.p in _INSIDE):
        return False
    said = " ".join(text for text in (action.title, action.says, action.subject) if text)
    ahead = given.thresholds.words("AL-075", "ahead")
    return not any(holds(said, word) for word in ahead)


def _first_sale(action: Action, when: Period) -> date:
    """Give the first day of an action that sells or lowers a price, the last of any other."""
    return when.start if action.sells or action.promotion else when.end


def _too_early(given: Given, name: str, when: Period, one: str, launch: date) -> Finding:
    return RULE.broken(
        spot(given, f"actions/{name}", "when"),
        say(
            "{a} ({days}) sells {offer}, which is launched on {launch}.",
            "{a} ({days}) vend avant son lancement, le {launch} : {offer}.",
            a=label(name, given.actions[name].title),
            days=_days(when),
            offer=given.plan.offers[one].title,
            launch=launch,
        ),
        _LAUNCH,
        settle=str(Period(launch, when.end)) if launch <= when.end else None,
        launch=launch,
    )


def _early(given: Given, one: str, launch: date, sold: Mapping[str, Period]) -> Finding:
    first = min(_first_sale(given.actions[name], when) for name, when in sold.items())
    return RULE.broken(
        spot(given, f"offers/{one}", "launch"),
        say(
            "{offer} is launched on {launch}, but sold from {first} on by {actions}.",
            "{offer} : lancement le {launch}, mais vente dès le {first} par {actions}.",
            offer=given.plan.offers[one].title,
            launch=launch,
            actions=listed(label(name, given.actions[name].title) for name in sold),
            first=first,
        ),
        _LAUNCH,
        settle=str(first),
        launch=launch,
        actions=list(sold),
    )


_LAUNCH = say(
    "Move what sells it, or its `launch`; an action that only announces it has the purpose `brand`.",
    "Déplacez ce qui la vend, ou son lancement (`launch`) ; une action qui ne fait que l'annoncer a "
    "pour but `brand`.",
)


def _without_contract(given: Given, name: str, action: Action, start: date) -> Verdicts:
    for who in action.raci.responsible if action.raci else ():
        partner = given.plan.partners.get(who)
        if partner and partner.when and start not in partner.when:
            yield RULE.broken(
                spot(given, f"actions/{name}", "raci/responsible"),
                say(
                    "{a} starts on {start}; the contract of {who}, responsible for it, runs from "
                    "{first} to {last}.",
                    "{a} commence le {start} ; le contrat de {who}, qui la réalise, va du {first} "
                    "au {last}.",
                    a=label(name, action.title),
                    start=start,
                    who=partner.title,
                    first=partner.when.start,
                    last=partner.when.end,
                ),
                say(
                    "Move the action or the contract, or make others responsible.",
                    "Déplacez l'action ou le contrat, ou confiez-la à d'autres.",
                ),
                partner=who,
            )
