"""Who has a part in an objective, by its own roles and those of what it is made of; who sells."""

from collections.abc import Iterator

from passerelle.plan.given import Given
from passerelle.plan.organisation import Raci
from passerelle.plan.rule_find import find


def involved_in(given: Given, objective: str) -> Iterator[str]:
    """Walk the people, teams and partners with a part in an objective, some of them twice.

    Owners, and the responsible, accountable and consulted, of the objective, of those above and
    below it, and of the actions that serve it or those below it; owners of these actions' tasks.
    """
    below = tuple(given.below(objective)) if objective in given.plan.objectives else ()
    for name in dict.fromkeys((*below, *given.above(objective))):
        node = given.plan.objectives[name]
        owners = (result.owner for result in node.results.values())
        yield from (one for one in (node.owner, node.of, *owners) if one)
        yield from _roles(node.raci)
    serving = {action for name in below for action in given.serving.get(name, ())}
    for name in serving:
        action = given.actions[name]
        yield from (action.owner,) if action.owner else ()
        yield from _roles(action.raci)
    for task in given.plan.tasks.values():
        if task.owner and (task.action in serving or not set(task.serves).isdisjoint(below)):
            yield task.owner


def _roles(raci: Raci | None) -> tuple[str, ...]:
    return (*raci.responsible, *raci.accountable, *raci.consulted) if raci else ()


def is_sales(given: Given, name: str) -> bool:
    """Whether a team, or the team of a person, is of the family *sales*."""
    person = given.plan.people.get(name)
    team = find(given.plan.teams, person.team if person else name)
    return team is not None and team.family == "sales"
