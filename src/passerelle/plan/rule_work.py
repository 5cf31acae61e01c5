"""Work to be done, spread over working days: whose it is, and how much of it falls in each week."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from passerelle.base.period import Period
from passerelle.plan.given import Given
from passerelle.plan.operations import Action
from passerelle.plan.organisation import Task
from passerelle.plan.rule_load import monday
from passerelle.plan.rule_presence import working_days
from passerelle.plan.rule_words import label


@dataclass(frozen=True, slots=True)
class Piece:
    """One action or task: person-days of work within its dates, shared evenly by its workers.

    ``shares`` gives the part (0..1) of each person, and of each team with that of its people.
    """

    node: str
    title: str
    when: Period
    work: Decimal
    shares: Mapping[str, Decimal]

    def days(self, holder: str, week: date, when: Period | None = None) -> Decimal:
        """Give a holder's person-days in a week, as dated or as if moved to ``when``."""
        part = spread(when or self.when).get(week, Decimal(0))
        return self.work * self.shares.get(holder, Decimal(0)) * part


@lru_cache(maxsize=4096)
def spread(when: Period) -> Mapping[date, Decimal]:
    """Give the share (0..1) of a period's working days in each week, by its Monday.

    A period of a weekend alone is spread over its days.
    """
    days = working_days(when) or tuple(when)
    counted = Counter(monday(day) for day in days)
    return {week: Decimal(count) / len(days) for week, count in counted.items()}


def pieces(given: Given) -> Iterator[Piece]:
    """Walk the dated work of the plan that is not over, not done, and somebody's.

    The work of an action counts less that of its tasks, which have dates and owners of their own.
    """
    by_tasks: dict[str, Decimal] = {}
    for name, task in given.plan.tasks.items():
        if task.action and task.work:
            by_tasks[task.action] = by_tasks.get(task.action, Decimal(0)) + task.work
        if task.work and task.when and not task.done and task.when.end >= given.today:
            workers = _of_task(given, task)
            if workers:
                yield _piece(given, f"tasks/{name}", task.title, task.when, task.work, workers)
    for name, action in given.actions.items():
        left = (action.work or Decimal(0)) - by_tasks.get(name, Decimal(0))
        if left > 0 and action.when and action.when.end >= given.today:
            workers = workers_of(given, action)
            if workers:
                title = label(name, action.title)
                yield _piece(given, f"actions/{name}", title, action.when, left, workers)


def workers_of(given: Given, action: Action) -> tuple[str, ...]:
    """Name the people and teams who do an action: the responsible of its roles, else its owner."""
    named = action.raci.responsible if action.raci else ()
    ours = [one for one in named if one in given.plan.people or one in given.plan.teams]
    if ours:
        return tuple(dict.fromkeys(ours))
    return (action.owner,) if action.owner in given.plan.people and not named else ()


def _of_task(given: Given, task: Task) -> tuple[str, ...]:
    if task.owner:
        return (task.owner,) if task.owner in given.plan.people else ()
    action = given.actions.get(task.action or "")
    return workers_of(given, action) if action else ()


def _piece(
    given: Given,
    node: str,
    title: str,
    when: Period,
    work: Decimal,
    workers: tuple[str, ...],
) -> Piece:
    part = Decimal(1) / len(workers)
    shares: dict[str, Decimal] = {}
    for one in workers:
        person = given.plan.people.get(one)
        for holder in dict.fromkeys((one, (person.team if person else None) or one)):
            shares[holder] = shares.get(holder, Decimal(0)) + part
    return Piece(node, title, when, work, shares)
