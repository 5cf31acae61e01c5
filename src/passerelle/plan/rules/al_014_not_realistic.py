"""AL-014: a goal must be given the means that it takes.

What it checks
    For each objective: the days of ``work`` of the actions that serve it, against the ``days`` a
    week of those who do them from its start to its end, less absences; and their cost, against what
    the envelopes that pay for the objective leave once others are paid. For each experiment not
    decided yet: the people it needs to see the effect it names (``sees``, from ``base``; two-sided
    5 %, power 80 %), against the people of its action's segments, as a warning: counted in the data,
    else the ``size`` that the plan says.

Why it matters
    « Ce travail d'alignement entre ressources disponibles et ambitions fixées permet d'éviter les
    mauvaises surprises » (001).

Bad
    people: {ana: {title: Ana, days: 1}}
    objectives:
      o: {title: Croître, start: 2027-01-01, results: {orders: 900 -> 1000 by 2027-01-31}}
    actions: {salon: {serves: o, owner: ana, work: 12}}

Good
    people: {ana: {title: Ana, days: 4}}
    objectives:
      o: {title: Croître, start: 2027-01-01, results: {orders: 900 -> 1000 by 2027-01-31}}
    actions: {salon: {serves: o, owner: ana, work: 12}}

Source
    Alignment rule of the design notes, layer *resource*; document 001. A week that is too full is
    AL-053's, an envelope that does not hold by itself AL-060's, a missing skill AL-054's.
"""

from decimal import Decimal

from passerelle.base.finding import Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_means import Labour, funds, labour
from passerelle.plan.rule_sample import Groups
from passerelle.plan.rule_words import amount_text, listed, number_text, say
from passerelle.plan.scalars import percent

RULE = Rule(
    id="AL-014",
    title=Text(en="Not realistic (means)", fr="Irréaliste (moyens)"),
    question=Text(
        en="Has every goal the means that it takes?",
        fr="Chaque but a-t-il les moyens qu'il demande\u202f?",
    ),
    why=Text(
        en="A goal without means is only found out when it is missed.",
        fr="Un but sans moyens ne se découvre que lorsqu'il est manqué.",
    ),
    severity=Severity.ERROR,
    seed=(
        "001 « Ce travail d'alignement entre ressources disponibles et ambitions fixées permet "
        "d'éviter les mauvaises surprises »"
    ),
    needs=("text", "sizes"),
)


def check(given: Given) -> Verdicts:
    """Yield one error for each objective short of days or money, one warning for each small test."""
    yield from _labour(given)
    for name, money in funds(given):
        if money.need.amount > money.have.amount:
            yield RULE.broken(
                spot(given, f"objectives/{name}", "results"),
                say(
                    "“{o}” needs {need}; its envelopes leave {have}.",
                    "« {o} » demande {need} ; ses enveloppes laissent {have}.",
                    o=given.plan.objectives[name].title,
                    need=money.need,
                    have=money.have,
                ),
                say(
                    "Lower the goal, plan cheaper actions, or give it an envelope of {gap} more.",
                    "Baissez le but, prévoyez des actions moins chères, ou donnez-lui une enveloppe "
                    "de {gap} de plus.",
                    gap=money.need - money.have,
                ),
                need=money.need.amount,
                have=money.have.amount,
            )
    yield from _experiments(given)


def _labour(given: Given) -> Verdicts:
    unknown: dict[str, None] = {}
    for name, days in labour(given):
        if days.unknown:
            unknown |= dict.fromkeys(days.unknown)
        elif days.need > days.have:
            yield _short(given, name, days)
    if unknown:
        needs = say(
            "the days a week of {names}", "les jours par semaine de {names}", names=listed(unknown)
        )
        yield RULE.lacks(needs)


def _short(given: Given, name: str, days: Labour) -> Finding:
    return RULE.broken(
        spot(given, f"objectives/{name}", "results"),
        say(
            "“{o}” needs {need} days of work; {have} available between {d1} and {d2}.",
            "« {o} » demande {need} jours de travail ; {have} disponibles entre le {d1} et le {d2}.",
            o=given.plan.objectives[name].title,
            need=number_text(days.need, 1),
            have=number_text(days.have, 1),
            d1=days.when.start,
            d2=days.when.end,
        ),
        say(
            "Lower the goal, plan less work, share it among more people, or give it more time.",
            "Baissez le but, prévoyez moins de travail, partagez-le entre plus de personnes, ou "
            "donnez-lui plus de temps.",
        ),
        need=days.need,
        have=days.have,
    )


def _experiments(given: Given) -> Verdicts:
    unsized: dict[str, None] = {}
    for name, test in given.plan.experiments.items():
        action = given.actions.get(test.action) if test.action else None
        over = test.decided or (test.when and test.when.end < given.today)
        if over or action is None or test.base is None or test.sees is None:
            continue
        sizes = {one: _people(given, one) for one in action.segments}
        people = [size for size in sizes.values() if size is not None]
        if len(people) < len(sizes):
            unsized |= dict.fromkeys(one for one, size in sizes.items() if size is None)
            continue
        groups = Groups(test.base, test.sees, len(action.arms), action.holdout or Decimal(0))
        need = groups.needed
        if people and need is not None and need > sum(people):
            yield _too_small(given, name, groups, need, sum(people))
    if unsized:
        yield RULE.lacks(
            say(
                "how many people of the data are in {names}, or their `size`",
                "combien de personnes des données sont dans {names}, ou leur `size`",
                names=listed(unsized),
            )
        )


def _people(given: Given, segment: str) -> int | None:
    """Give how many people are in a segment: counted in the data, else as the plan says."""
    counted = (given.sizes or {}).get(segment)
    named = given.plan.segments.get(segment)
    return counted if counted is not None else named.size if named else None


def _too_small(given: Given, name: str, groups: Groups, need: int, people: int) -> Finding:
    least = groups.visible(people)
    return RULE.broken(
        spot(given, f"experiments/{name}", "sees"),
        say(
            "“{x}” needs {need} people to see {sees}; {have} are addressed.",
            "« {x} » demande {need} personnes pour voir {sees} ; {have} sont touchées.",
            x=given.plan.experiments[name].hypothesis,
            need=number_text(need),
            sees=amount_text(groups.sees * 100, "pts"),
            have=number_text(people),
        ),
        say(
            "Address more people, look for a greater effect, or decide without this test.",
            "Touchez plus de personnes, cherchez un effet plus grand, ou décidez sans ce test.",
        ),
        severity=Severity.WARNING,
        settle=percent.write(least) if least else None,
        need=need,
        have=people,
    )
