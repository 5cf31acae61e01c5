"""AL-071: an action must not start before those that it needs have ended.

What it checks
    Actions that are not over and that name others in ``needs``: the first day of each against the
    last day of those it needs; the last day itself is early enough. Chains of ``needs`` that come
    back to where they began have no first: AL-004 speaks of them.

Why it matters
    « établir un calendrier d'exécution pour coordonner toutes les actions » (004): what comes too
    early is done twice.

Bad
    actions:
      tissage:  {when: 2027-02-01..2027-03-31}
      lancement: {when: 2027-03-18..2027-03-20, needs: tissage}

Good
    actions:
      tissage:  {when: 2027-02-01..2027-03-31}
      lancement: {when: 2027-04-01..2027-04-03, needs: tissage}

Source
    Alignment rule of the design notes, layer *calendar*; document 004.
"""

from collections import defaultdict

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.base.period import Period
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_window import first_open
from passerelle.plan.rule_words import label, listed, say
from passerelle.plan.schedule import Reversed, reversed_needs

RULE = Rule(
    id="AL-071",
    title=Text(en="Dependency reversed", fr="Dépendance inversée"),
    question=Text(
        en="Does every action start after those that it needs?",
        fr="Chaque action commence-t-elle après celles dont elle a besoin\u202f?",
    ),
    why=Text(
        en="What starts before its ground is laid is done twice.",
        fr="Ce qui commence avant que le terrain soit prêt se fait deux fois.",
    ),
    severity=Severity.ERROR,
    seed="004 « établir un calendrier d'exécution pour coordonner toutes les actions »",
)


def check(given: Given) -> Verdicts:
    """Yield one error for each action that starts too early, loops apart."""
    early: dict[str, list[Reversed]] = defaultdict(list)
    for one in reversed_needs(given):
        early[one.action].append(one)
    for name, found in early.items():
        when = given.actions[name].when
        if when and when.end >= given.today:
            yield _early(given, name, when, max(found, key=lambda one: one.end))
    undated = _undated(given)
    if undated:
        yield RULE.lacks(say("the days of {names}", "les jours de {names}", names=listed(undated)))


def _early(given: Given, name: str, when: Period, worst: Reversed) -> Finding:
    moved = first_open(given, name, worst.end)
    settle = str(moved) if moved else None
    return RULE.broken(
        spot(given, f"actions/{name}", "when"),
        say(
            "{b} starts on {start}, before {a} is delivered on {end}.",
            "{b} commence le {start}, avant que {a} soit livrée le {end}.",
            b=label(name, given.actions[name].title),
            start=when.start,
            a=label(worst.needs, given.actions[worst.needs].title),
            end=worst.end,
        ),
        _fix(settle),
        settle=settle,
        needs=worst.needs,
        days=(worst.end - when.start).days,
    )


def _fix(settle: str | None) -> Text:
    if settle:
        return say(
            "Move it to {settle} at the earliest, or bring forward what it needs.",
            "Déplacez-la au plus tôt au {settle}, ou avancez ce dont elle a besoin.",
            settle=settle,
        )
    return say(
        "Move it, or bring forward what it needs.",
        "Déplacez-la, ou avancez ce dont elle a besoin.",
    )


def _undated(given: Given) -> list[str]:
    """Name what dated actions to come need, and that has no day."""
    return list(
        dict.fromkeys(
            other
            for action in given.actions.values()
            if action.when and action.when.end >= given.today
            for other in action.needs
            if other in given.actions and given.actions[other].when is None
        )
    )
