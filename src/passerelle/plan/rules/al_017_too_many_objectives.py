"""AL-017: few goals at once, each read on a few figures.

What it checks
    Among objectives that are still open: at most ``most_strategic_count`` (5) strategic ones, at
    most ``most_a_person_count`` (3) of one owner, and in each objective at most
    ``most_results_count`` (5) key results, limits to keep apart: warnings. An objective with fewer
    than ``least_results_count`` (2) key results, limits counted, gets a note; one without any is
    AL-012's.

Why it matters
    Strategy is « choisir ses batailles et éviter de s'éparpiller » (001).

Bad
    objectives:
      a: {title: A, owner: ana}
      b: {title: B, owner: ana}
      c: {title: C, owner: ana}
      d: {title: D, owner: ana}

Good
    objectives:
      a: {title: A, owner: ana}
      b: {title: B, owner: ana}
      c: {title: C, owner: ana}

Source
    Alignment rule of the design notes, layer *focus*; document 001.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from passerelle.base.finding import Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_words import label, say
from passerelle.plan.strategy import Objective

RULE = Rule(
    id="AL-017",
    title=Text(en="Too many objectives", fr="Trop d'objectifs"),
    question=Text(
        en="Are there few enough goals to stay focused?",
        fr="Y a-t-il assez peu de buts pour rester concentré\u202f?",
    ),
    why=Text(
        en="Ten priorities are none: people choose among them by themselves.",
        fr="Dix priorités n'en font aucune : chacun choisit de son côté.",
    ),
    severity=Severity.WARNING,
    seed="001 « Segmenter, c'est choisir ses batailles et éviter de s'éparpiller »",
)


def check(given: Given) -> Verdicts:
    """Yield one finding for too many strategic objectives, for each overloaded owner, each list."""
    active = {
        name: objective
        for name, objective in given.plan.objectives.items()
        if (given.ends(objective) or given.today) >= given.today
    }
    yield from _strategic(given, active)
    yield from _owners(given, active)
    for name, objective in active.items():
        yield from _results(given, name, objective)


def _strategic(given: Given, active: Mapping[str, Objective]) -> Verdicts:
    most = given.thresholds.number("AL-017", "most_strategic_count")
    names = [name for name, objective in active.items() if objective.level == "strategic"]
    if len(names) > most:
        last = _last(active, names)
        yield RULE.broken(
            spot(given, f"objectives/{last}", "level"),
            say(
                "{n} strategic objectives are open at once; focus drops above {most}.",
                "{n} objectifs stratégiques sont ouverts à la fois ; au-delà de {most}, "
                "l'attention se disperse.",
                n=len(names),
                most=most,
            ),
            say(
                "Keep the first {most}; make “{o}” operational, or postpone it.",
                "Gardez les {most} premiers ; faites de « {o} » un objectif opérationnel, ou "
                "remettez-le.",
                most=most,
                o=active[last].title,
            ),
            settle="operational" if len(names) == most + 1 else None,
            objectives=names,
        )


def _owners(given: Given, active: Mapping[str, Objective]) -> Verdicts:
    most = given.thresholds.number("AL-017", "most_a_person_count")
    owned: dict[str, list[str]] = defaultdict(list)
    for name, objective in active.items():
        if objective.owner:
            owned[objective.owner].append(name)
    for owner, names in owned.items():
        if len(names) <= most:
            continue
        last = _last(active, names)
        person = given.plan.people.get(owner)
        yield RULE.broken(
            spot(given, f"objectives/{last}", "owner"),
            say(
                "{n} open objectives for {owner}; focus drops above {most}.",
                "{n} objectifs ouverts pour {owner} ; au-delà de {most}, l'attention se disperse.",
                n=len(names),
                owner=label(owner, person.title if person else None),
                most=most,
            ),
            say(
                "Give “{o}” to someone else, or postpone it.",
                "Confiez « {o} » à quelqu'un d'autre, ou remettez-le.",
                o=active[last].title,
            ),
            objectives=names,
        )


def _results(given: Given, name: str, objective: Objective) -> Verdicts:
    every = len(objective.results)
    goals = sum(not result.target.is_guardrail for result in objective.results.values())
    most = given.thresholds.number("AL-017", "most_results_count")
    least = given.thresholds.number("AL-017", "least_results_count")
    if goals > most:
        yield RULE.broken(
            spot(given, f"objectives/{name}", "results"),
            say(
                "“{o}” has {n} key results; focus drops above {most}.",
                "« {o} » a {n} résultats clés ; au-delà de {most}, l'attention se disperse.",
                o=objective.title,
                n=goals,
                most=most,
            ),
            say(
                "Keep the {most} that prove it best.",
                "Gardez les {most} qui le prouvent le mieux.",
                most=most,
            ),
        )
    elif 0 < every < least:
        yield RULE.broken(
            spot(given, f"objectives/{name}", "results"),
            say(
                "“{o}” is read on one figure alone.",
                "« {o} » ne se lit que sur un chiffre.",
                o=objective.title,
            ),
            say(
                "Add a second key result, or a limit to keep, so that it cannot be reached the "
                "wrong way.",
                "Ajoutez un second résultat clé, ou une limite à tenir, pour qu'il ne puisse "
                "s'atteindre de travers.",
            ),
            severity=Severity.INFO,
        )


def _last(active: Mapping[str, Objective], names: Sequence[str]) -> str:
    """Name the objective that comes last: by priority, those without one after the others."""
    order = {name: active[name].priority for name in names}
    ranks = {name: Decimal("Infinity") if rank is None else rank for name, rank in order.items()}
    return max(reversed(names), key=lambda name: ranks[name])
