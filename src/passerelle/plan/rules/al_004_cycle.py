"""AL-004: goals, KPIs, actions and segments must not depend on themselves.

What it checks
    ``within`` between objectives, ``driven_by`` and ``made_of`` between KPIs, ``needs`` between
    actions, segments named in segments, and ``extends`` in each section, each for a loop.

Why it matters
    A tree that loops has no top: no target can be handed down, no order of work exists.

Bad
    objectives:
      part: {title: Gagner de la part, within: image}
      image: {title: Soigner l'image, within: part}

Good
    objectives:
      part: {title: Gagner de la part}
      image: {title: Soigner l'image, within: part}

Source
    Model integrity, needed for the cascade of document 002; it cannot be waived.
"""

from collections.abc import Iterator, Mapping, Sequence

from passerelle.base.finding import Enforcement, Finding, Severity
from passerelle.base.language import Text
from passerelle.plan.extends import extendable
from passerelle.plan.given import Given
from passerelle.plan.rule import Rule, Verdicts, spot
from passerelle.plan.rule_refs import members
from passerelle.plan.rule_tree import drivers, kpi_id, own_names
from passerelle.plan.rule_words import say

RULE = Rule(
    id="AL-004",
    title=Text(en="Cycle in objectives", fr="Cycle d'objectifs"),
    question=Text(
        en="Is every tree free of loops?",
        fr="Chaque arbre est-il sans boucle\u202f?",
    ),
    why=Text(
        en="A tree that loops has no top: no target can be handed down.",
        fr="Un arbre qui boucle n'a pas de sommet : aucune cible ne peut se décliner.",
    ),
    severity=Severity.ERROR,
    seed="002 « doit se traduire en buts opérationnels concrets »",
    enforcement=Enforcement.HARD,
)

Graph = Mapping[str, Sequence[str]]


def check(given: Given) -> Verdicts:
    """Yield one error for each loop, at its first node in the alphabet."""
    plan = given.plan
    within = {name: (node.within,) for name, node in plan.objectives.items() if node.within}
    needs = {name: node.needs for name, node in plan.actions.items()}
    inside = {name: tuple(members(node.who)) for name, node in plan.segments.items()}
    for section, field, graph in (
        ("objectives", "within", within),
        ("actions", "needs", needs),
        ("segments", "who", inside),
    ):
        for loop in loops(graph):
            yield _looping(given, f"{section}/{loop[0]}", field, loop)
    for section in extendable():
        nodes = getattr(plan, section)
        above = {name: (node.extends,) for name, node in nodes.items() if node.extends}
        for loop in loops(above):
            yield _looping(given, f"{section}/{loop[0]}", "extends", loop)
    yield from _kpis(given)


def _kpis(given: Given) -> Verdicts:
    names = own_names(given)
    for loop in loops(drivers(given)):
        own, below = names[loop[0]], (*loop, loop[0])[1]
        linked = [kpi for kpi in given.plan.metrics[own].made_of if kpi_id(given, kpi) == below]
        field = f"made_of/{linked[0]}" if linked else "driven_by"
        yield _looping(given, f"metrics/{own}", field, loop)


def _looping(given: Given, node: str, field: str, loop: Sequence[str]) -> Finding:
    return RULE.broken(
        spot(given, node, field),
        say(
            "{loop} depend on each other; such a tree must not loop.",
            "{loop} dépendent l'un de l'autre ; un tel arbre ne doit pas boucler.",
            loop=" → ".join([*loop, loop[0]]),
        ),
        say(
            "Remove `{field}` from one of them.",
            "Retirez `{field}` de l'un d'eux.",
            field=field,
        ),
        loop=loop,
    )


def loops(graph: Graph) -> Iterator[tuple[str, ...]]:
    """Walk the loops of a graph that a depth-first walk closes, each starting at its first name."""
    done: set[str] = set()
    for start in sorted(graph):
        yield from _from(start, graph, done)


def _from(start: str, graph: Graph, done: set[str]) -> Iterator[tuple[str, ...]]:
    path: list[str] = []
    on_path: set[str] = set()
    stack = [(start, False)]
    while stack:
        name, leaving = stack.pop()
        if leaving:
            path.pop()
            on_path.discard(name)
        elif name in on_path:
            loop = path[path.index(name) :]
            first = loop.index(min(loop))
            yield tuple(loop[first:] + loop[:first])
        elif name not in done:
            done.add(name)
            on_path.add(name)
            path.append(name)
            stack.append((name, True))
            stack.extend((child, False) for child in reversed(graph.get(name, ())))
