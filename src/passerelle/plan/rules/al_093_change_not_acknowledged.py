"""AL-093: people asked to read a change have read it in time.

What it checks
    Requests to read that are still open, against the days that the communication charter gives:
    the shortest ``within_days`` of its lines on that kind of event which name the reader (or
    nobody), else ``days`` (7). One finding for each part of the plan.

Why it matters
    « Charte de communication » (002): a rule of the house that nobody follows up is a wish.

Bad
    # asked on 2 November, no answer
    teams:   {vente: {family: sales}}
    actions: {salon: {when: 2027-03-18, tell: vente}}

Good
    # vente has answered "read and understood"
    teams:   {vente: {family: sales}}
    actions: {salon: {when: 2027-03-18, tell: vente}}

Source
    Alignment rule of the design notes, layer *people*; document 002.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.classes import class_of
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_recorded import ANSWERS, asks_anybody, node_exists
from passerelle.plan.rule_words import listed, say

RULE = Rule(
    id="AL-093",
    title=Text(en="Change not acknowledged", fr="Changement non lu"),
    question=Text(
        en="Have people read, in time, the changes that concern them?",
        fr="Chacun a-t-il lu à temps les changements qui le concernent\u202f?",
    ),
    why=Text(
        en="A change that was sent is not yet a change that was understood.",
        fr="Un changement envoyé n'est pas encore un changement compris.",
    ),
    severity=Severity.WARNING,
    seed=(
        "002 « La mise en place d'une charte de communication peut également aider à formaliser "
        "les bonnes pratiques »"
    ),
    needs=("text", "deeds"),
)

_EVENTS = {
    "actions": "launch",
    "promotions": "promotion",
    "budget": "budget",
    "spending": "budget",
}


def check(given: Given) -> Verdicts:
    """Yield one warning for each part of the plan that somebody has left unread for too long."""
    if given.deeds is None:
        if asks_anybody(given.plan):
            yield RULE.lacks(ANSWERS)
        return
    asked: dict[str, list[str]] = defaultdict(list)
    late: dict[str, dict[str, int]] = defaultdict(dict)
    for node, who, day in given.deeds.asked:
        asked[node].append(who)
        days = (given.today - day).days
        if node_exists(given.plan, node) and days > _limit(given, node, who):
            late[node][who] = days
    for node, waiting in late.items():
        yield _unread(given, node, waiting, _readers(given, node, asked[node]))


def _limit(given: Given, node: str, who: str) -> Decimal:
    section = node.partition("/")[0]
    events = {_EVENTS.get(section), class_of(node, "-", None, None)}
    person = given.plan.people.get(who)
    names = {who, person.team if person else who}
    days = [
        line.within_days
        for line in given.plan.charter.values()
        if line.within_days is not None
        and line.event in events
        and (not line.tell or not names.isdisjoint(line.tell))
    ]
    return Decimal(min(days)) if days else given.thresholds.number("AL-093", "days")


def _readers(given: Given, node: str, waiting: list[str]) -> int:
    """Count who was asked to read a node: those who answered and those who have not."""
    answers = given.deeds.acknowledgements if given.deeds else ()
    return len({*waiting, *(one.by for one in answers if one.about == node)})


def _unread(given: Given, node: str, late: Mapping[str, int], total: int) -> Finding:
    longest = max(late.values())
    return RULE.broken(
        spot(given, node, "tell" if node.startswith("actions/") else ""),
        say(
            "{n} of {m} have not read {x}; asked {days} days ago: {names}.",
            "{n} sur {m} n'ont pas lu {x} ; demandé il y a {days} jours : {names}.",
            n=len(late),
            m=total,
            x=node.partition("/")[2] or node,
            days=longest,
            names=listed(late),
        ),
        say(
            "Remind {names}, or speak of it at the next meeting.",
            "Relancez {names}, ou parlez-en à la prochaine réunion.",
            names=listed(late),
        ),
        late=dict(late),
        since=given.today - timedelta(days=longest),
    )
