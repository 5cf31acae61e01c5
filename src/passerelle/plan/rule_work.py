"""Work to be done, spread over working days: whose it is, and how much of it falls in each week."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from passerelle.base.period import Period
from passerelle.plan.given import Given
from passerelle.plan.lever import lever_of
from passerelle.plan.operations import Action
from passerelle.plan.organisation import Task
from passerelle.plan.rule_load import monday
from passerelle.plan.rule_presence import WORKDAYS, Presence, presence, working_days
from passerelle.plan.rule_words import label


@dataclass(frozen=True, slots=True)
class Preparation:
    """How work that has no room in a short action is spread over the weeks before it.

    ``event_days`` is the most working days of such an action, ``attended_days`` of one that somebody
    attends, such as a fair, which leaves no time in its own week; ``weeks`` is how far ahead it
    begins, not before ``today``.
    """

    event_days: int
    weeks: int
    today: date
    attended_days: int = 0

    def of(self, given: Given, action: Action) -> "Preparation":
        """Give the same for an action that somebody attends, or that nobody does."""
        return self if attended(given, action) else replace(self, attended_days=0)

    def days(self, when: Period) -> Period | None:
        """Give the days on which an action is prepared; None when it is no short one, or at once."""
        days, begins = len(working_days(when) or tuple(when)), when.start
        if self.event_days < days <= self.attended_days:
            begins = monday(begins)
        elif days > self.event_days:
            return None
        first = max(when.start - timedelta(weeks=self.weeks), self.today)
        return Period(first, begins - timedelta(days=1)) if first < begins else None


@dataclass(frozen=True, slots=True)
class Piece:
    """One action or task: person-days of work within its dates, shared evenly by its workers.

    In a week in which some of them are away, those who are there do it, each for the days on which
    they are. What has no room in a short action (more days of work than its workers have there) is
    done in its ``before``. Absences that take at most ``around`` (0..1) of its days are worked around:
    what would fall in the weeks in which nobody is there is done in the others.
    """

    node: str
    title: str
    when: Period
    work: Decimal
    workers: tuple[str, ...]
    there: Presence
    before: Preparation | None = None
    around: Decimal = Decimal(0)
    known: dict[Period, Mapping[str, Mapping[date, Decimal]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def days(self, holder: str, week: date, when: Period | None = None) -> Decimal:
        """Give the person-days of a person or team in a week, as dated or as if moved."""
        return self.loads(when or self.when).get(holder, {}).get(week, Decimal(0))

    @property
    def holders(self) -> tuple[str, ...]:
        """Name its workers and their teams, each once."""
        named = (name for one in self.workers for name in self._holders(one))
        return tuple(dict.fromkeys(named))

    def weeks(self, when: Period | None = None) -> tuple[date, ...]:
        """Give the Mondays of the weeks in which something of it is done."""
        return tuple(
            dict.fromkeys(w for some in self.loads(when or self.when).values() for w in some)
        )

    def loads(self, when: Period) -> Mapping[str, Mapping[date, Decimal]]:
        """Give the person-days of each person and team by week, as if dated ``when``."""
        if when not in self.known:
            self.known[when] = self._loads(when)
        return self.known[when]

    def _loads(self, when: Period) -> Mapping[str, Mapping[date, Decimal]]:
        found: dict[str, dict[date, Decimal]] = {}
        for days, work in self._parts(when):
            for week, part in self._spread(days).items():
                for worker, share in self._shares(week):
                    for holder in self._holders(worker):
                        weeks = found.setdefault(holder, {})
                        weeks[week] = weeks.get(week, Decimal(0)) + work * part * share
        return found

    def _spread(self, days: Period) -> Mapping[date, Decimal]:
        """Give the share (0..1) of its work in each week; none where nobody is there for a while."""
        weeks = spread(days)
        gone = {
            week: part
            for week, part in weeks.items()
            if not any(self.there.share(one, week) for one in self.workers)
        }
        away = sum(gone.values(), Decimal(0))
        if not away or away > self.around:
            return weeks
        return {week: part / (1 - away) for week, part in weeks.items() if week not in gone}

    def _parts(self, when: Period) -> Iterator[tuple[Period, Decimal]]:
        early = self.before.days(when) if self.before else None
        room = Decimal(len(working_days(when) or tuple(when)) * len(self.workers))
        if early and self.work > room:
            yield early, self.work - room
            yield when, room
        else:
            yield when, self.work

    def _shares(self, week: date) -> Iterator[tuple[str, Decimal]]:
        """Walk the workers, each with the part (0..1) of a week's work that is theirs."""
        there = {one: self.there.share(one, week) for one in self.workers}
        total = sum(there.values())
        for one, share in there.items():
            yield one, share / total if total else Decimal(1) / len(there)

    def _holders(self, worker: str) -> tuple[str, ...]:
        team = self.there.team_of.get(worker)
        return (worker, team) if team else (worker,)


@lru_cache(maxsize=4096)
def spread(when: Period) -> Mapping[date, Decimal]:
    """Give the share (0..1) of a period's working days in each week, by its Monday.

    A period of a weekend alone is spread over its days.
    """
    days = working_days(when) or tuple(when)
    counted = Counter(monday(day) for day in days)
    return {week: Decimal(count) / len(days) for week, count in counted.items()}


@lru_cache(maxsize=4096)
def parts(when: Period) -> Mapping[date, Decimal]:
    """Give, for each week of a period, the part (0..1) of a week's amount that falls in it.

    Five working days are a week; what lasts less than a week has its whole amount in its days.

    >>> [str(part) for part in parts(Period(date(2027, 3, 1), date(2027, 3, 8))).values()]
    ['1', '0.2']
    """
    counted = Counter(monday(day) for day in working_days(when) or tuple(when))
    full = min(sum(counted.values()), WORKDAYS)
    return {week: Decimal(count) / full for week, count in counted.items()}


def pieces(given: Given) -> Iterator[Piece]:
    """Walk the dated work of the plan that is not over, not done, and somebody's.

    The work of an action counts less that of its tasks, done or not, which have dates and owners of
    their own.
    """
    by_tasks: dict[str, Decimal] = {}
    there, before = presence(given.plan), _preparation(given)
    around = given.thresholds.number("AL-053", "around")
    for name, task in given.plan.tasks.items():
        if task.action and task.work:
            by_tasks[task.action] = by_tasks.get(task.action, Decimal(0)) + task.work
        if task.work and task.when and not task.done and task.when.end >= given.today:
            workers = _of_task(given, task)
            if workers:
                yield Piece(
                    f"tasks/{name}", task.title, task.when, task.work, workers, there, None, around
                )
    for name, action in given.actions.items():
        left = (action.work or Decimal(0)) - by_tasks.get(name, Decimal(0))
        if left > 0 and action.when and action.when.end >= given.today:
            workers = workers_of(given, action)
            if workers:
                title = label(name, action.title)
                ahead = before.of(given, action)
                yield Piece(
                    f"actions/{name}", title, action.when, left, workers, there, ahead, around
                )


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


def _preparation(given: Given) -> Preparation:
    number = given.thresholds.number
    names = ("event_days", "preparation_weeks", "attended_days")
    days, weeks, there = (int(number("AL-053", name)) for name in names)
    return Preparation(days, weeks, given.today, there)


def attended(given: Given, action: Action) -> bool:
    """Whether somebody must be there on the days of an action: a fair, a training."""
    lever = lever_of(action)
    return lever is not None and lever.id in given.thresholds.words("AL-053", "attended")
