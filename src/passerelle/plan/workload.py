"""Who and what is busy, week by week: people and teams, contacts with the people of a segment."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from operator import attrgetter

from passerelle.base.period import Period
from passerelle.plan.given import Given
from passerelle.plan.operations import Action
from passerelle.plan.rule_load import Week, load, monday
from passerelle.plan.rule_work import pieces

LOOK_AHEAD = 4
"""Weeks in which a free window is looked for: what moves farther is planned anew, not moved."""


def presses(given: Given, action: Action) -> bool:
    """Whether people of a segment are bound to notice it: it contacts them, or lowers the price.

    Channels that contact people are data (``AL-070 channels``). A page or a poster waits for whoever
    comes; a public price reduction that is meant for a segment is heard of on any channel.
    """
    return contacts(given, action) or bool(
        action.promotion and action.promotion.visibility == "public"
    )


def public_prices(given: Given) -> Mapping[str, tuple[Period, ...]]:
    """Give, by action, the days of the public price reductions that it announces in ``promotions``."""
    found: dict[str, list[Period]] = defaultdict(list)
    for promotion in given.plan.promotions.values():
        public = promotion.discount.visibility == "public" and promotion.mechanism == "price"
        if public and promotion.action:
            found[promotion.action].append(promotion.when)
    return {name: tuple(periods) for name, periods in found.items()}


def contacts(given: Given, action: Action) -> bool:
    """Whether an action reaches each person by name: a letter, a call, a message."""
    return action.by in given.thresholds.words("AL-070", "channels")


@dataclass(frozen=True, slots=True)
class Pressure:
    """Contacts that each person of a segment gets in a week, and the actions they come from."""

    segment: str
    week: date
    actions: tuple[str, ...]

    @property
    def contacts(self) -> int:
        """How many: an action counts once, in the week in which it starts."""
        return len(self.actions)


def pressure(given: Given) -> tuple[Pressure, ...]:
    """Give the contacts by segment and week, in order of time, of all actions that are not over."""
    found: dict[tuple[date, str], list[str]] = defaultdict(list)
    for name, action in live(given):
        if action.when and contacts(given, action):
            for segment in dict.fromkeys(action.segments):
                found[monday(action.when.start), segment].append(name)
    return tuple(
        Pressure(segment, week, tuple(names)) for (week, segment), names in sorted(found.items())
    )


def live(given: Given) -> Iterator[tuple[str, Action]]:
    """Walk the dated actions that are not over, running cost apart."""
    for name, action in given.work.items():
        if action.when and action.when.end >= given.today:
            yield name, action


def running_with(windows: Mapping[str, Period]) -> dict[str, list[str]]:
    """Give, for each window, those that started before it or with it and have not ended.

    Each pair that overlaps is named once, at the one that starts later; of two that start on one
    day, at the later of the text.
    """
    found: dict[str, list[str]] = {}
    still: dict[str, date] = {}
    for name, window in sorted(windows.items(), key=lambda one: one[1].start):
        still = {other: end for other, end in still.items() if end >= window.start}
        found[name] = list(still)
        still[name] = window.end
    return found


def free_window(
    window: Period,
    busy: Iterable[Period],
    last: date | None,
    starts: Iterable[date] = (),
    fits: Callable[[Period], bool] | None = None,
) -> Period | None:
    """Give the first later window of the same length that touches no busy one.

    Args:
        window: The window as it is.
        busy: Periods to stay clear of.
        last: The day on which it must have ended, when there is one.
        starts: Mondays of weeks in which it may not start.
        fits: What else it must satisfy.

    Returns:
        None when there is none within four weeks.
    """
    taken, length = set(starts), timedelta(days=window.days - 1)
    latest = window.start + timedelta(weeks=LOOK_AHEAD)
    if last:
        latest = min(latest, last - length)
    start = _open_week(window.start + timedelta(days=1), taken)
    waiting = deque(sorted(busy, key=attrgetter("start")))
    while start <= latest:
        while waiting and waiting[0].start <= start + length:
            one = waiting.popleft()
            if one.end >= start:
                start = _open_week(one.end + timedelta(days=1), taken)
        moved = Period(start, start + length)
        if start <= latest and (fits is None or fits(moved)):
            return moved
        start = _open_week(start + timedelta(days=1), taken)
    return None


def people_by_week(given: Given) -> dict[str, dict[date, Decimal]]:
    """Give the person-days of each person and team by week, Mondays in order."""
    found: dict[str, dict[date, Decimal]] = defaultdict(dict)
    for piece in pieces(given):
        for holder, some in piece.loads(piece.when).items():
            weeks = found[holder]
            for week, days in some.items():
                weeks[week] = weeks.get(week, Decimal(0)) + days
    return {holder: dict(sorted(weeks.items())) for holder, weeks in sorted(found.items())}


def leads_by_week(given: Given) -> dict[date, Week]:
    """Give the leads that actions which are not over bring to sales by week, likely and high."""
    lag = int(given.thresholds.number("AL-050", "handover_days"))
    return dict(sorted(load(dict(live(given)), lag).items()))


def _open_week(start: date, taken: set[date]) -> date:
    while monday(start) in taken:
        start = monday(start) + timedelta(weeks=1)
    return start
