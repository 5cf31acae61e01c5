"""AL-076: what costs money or promises something says when, and to whom.

What it checks
    Actions, running cost apart, that say what they cost, bring, sell or hand to sales: each has days
    (``when``); a warning. While no action of the plan is dated yet, it is not checked. And in a plan
    with segments, actions that go by a channel: each is for somebody (``for``). A warning where the
    channel reaches people by name (``AL-070 channels``), a remark elsewhere, and there only when most
    actions that go by a channel say it.

Why it matters
    « établir un calendrier d'exécution pour coordonner toutes les actions » (004): what has no day
    is in no week, no budget month and no one's work; rules on time say nothing of it.

Bad
    segments: {fideles: {}}
    actions:
      lettre: {for: fideles, by: email, when: 2027-03-02}
      salon: {for: fideles, by: event, cost: 6 500 EUR}

Good
    segments: {fideles: {}}
    actions:
      lettre: {for: fideles, by: email, when: 2027-03-02}
      salon: {for: fideles, by: event, cost: 6 500 EUR, when: 2027-03-18}

Source
    Layer *calendar*; document 004. A day or a name deleted by mistake is the slip that nothing else
    notices: what is not written cannot clash.
"""

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.operations import Action
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_titles import channel_title
from passerelle.plan.rule_words import label, listed, say
from passerelle.plan.workload import contacts

RULE = Rule(
    id="AL-076",
    title=Text(en="Action without days or people", fr="Action sans date ni public"),
    question=Text(
        en="Does everything that costs or promises something say when, and to whom?",
        fr="Tout ce qui coûte ou promet quelque chose dit-il quand, et pour qui\u202f?",
    ),
    why=Text(
        en="What has no day is in no week, no month and no one's work.",
        fr="Ce qui n'a pas de date n'est dans aucune semaine, aucun mois, aucun emploi du temps.",
    ),
    severity=Severity.WARNING,
    seed="004 « établir un calendrier d'exécution pour coordonner toutes les actions »",
)


def check(given: Given) -> Verdicts:
    """Yield one finding for each action that counts and has no day, or reaches nobody."""
    yield from _undated(given)
    yield from _for_nobody(given)


def _undated(given: Given) -> Verdicts:
    undated = {
        name: action
        for name, action in given.work.items()
        if action.when is None and _counts(action)
    }
    if undated and not any(action.when for action in given.work.values()):
        names = (label(name, action.title) for name, action in undated.items())
        yield RULE.lacks(
            say("the days (`when`) of {x}", "les jours (`when`) de {x}", x=listed(names))
        )
        return
    for name, action in undated.items():
        yield RULE.broken(
            spot(given, f"actions/{name}", "when"),
            say(
                "{a} has no day, and {what}.",
                "{a} n'a pas de date, et {what}.",
                a=label(name, action.title),
                what=_what(action),
            ),
            say(
                "Write its first and last day in `when`.",
                "Écrivez son premier et son dernier jour dans `when`.",
            ),
        )


def _counts(action: Action) -> bool:
    paid = bool(action.cost and action.cost.amount)
    return paid or bool(action.brings or action.sells or action.leads)


def _what(action: Action) -> Text:
    """Say what the action costs, else that it promises something."""
    if action.cost and action.cost.amount:
        return say("costs {cost}", "coûte {cost}", cost=action.cost)
    return say("is to bring something", "doit apporter quelque chose")


def _for_nobody(given: Given) -> Verdicts:
    going = {name: by for name, action in given.work.items() if (by := action.by)}
    told = [name for name in going if given.work[name].segments]
    for name, by in going.items() if given.plan.segments else ():
        action = given.work[name]
        by_name = contacts(given, action)
        if action.segments or not (by_name or 2 * len(told) > len(going)):
            continue
        yield RULE.broken(
            spot(given, f"actions/{name}", "for"),
            say(
                "{a} goes by {by}, and nothing says to whom.",
                "{a} passe par {by}, et rien ne dit pour qui.",
                a=label(name, action.title),
                by=channel_title(given, by),
            ),
            say(
                "Name in `for` the segments that it is for.",
                "Nommez dans `for` les segments à qui elle s'adresse.",
            ),
            severity=Severity.WARNING if by_name else Severity.INFO,
        )
