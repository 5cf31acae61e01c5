"""``difference``: two revisions side by side, by what they mean; and how each change takes effect."""

from dataclasses import dataclass

from passerelle.base.finding import Finding
from passerelle.plan.check import check as check_plan
from passerelle.plan.diff import Change, diff
from passerelle.plan.effect import HOW, how
from passerelle.plan.load import read_plan
from passerelle.plan.model import Plan
from passerelle.verbs.answer import Answer, Json, plain
from passerelle.verbs.check import given_text
from passerelle.verbs.facts import day_in
from passerelle.verbs.house import House
from passerelle.verbs.names_of import title_of
from passerelle.verbs.ownership import head_plan

GROUPS = ("people", "money", "dates", "promises", "goals")


@dataclass(frozen=True, slots=True)
class Difference(Answer):
    """What changes from ``before`` to ``after``.

    ``lines`` are grouped by people, money, dates, promises, goals; ``changes`` are the fields, each
    with its class and how it takes effect; ``appeared`` and ``settled`` are findings that only one
    of the two raises, by text alone.
    """

    before: int
    after: int
    klass: str
    lines: Json
    changes: tuple[Json, ...]
    appeared: tuple[Json, ...]
    settled: tuple[Json, ...]


def difference(house: House, before: int = 0, after: int = 0) -> Difference:
    """Compare two revisions; 0 stands for what is in force, then for head.

    Raises:
        NotFound: there is no such revision.
    """
    from passerelle.records import revisions

    head, head_text = head_plan(house)
    new = revisions.revision(after) if after else head
    in_force = revisions.applied()
    old = revisions.revision(before) if before else in_force
    was = read_plan(old.texts) if old else Plan()
    now = head_text if new.number == head.number else read_plan(new.texts)
    found = diff(was, now, day_in(house))
    first, last = _findings(house, was), _findings(house, now)
    return Difference(
        old.number if old else 0,
        new.number,
        found.klass,
        {group: plain(found.summary.get(group, ())) for group in GROUPS},
        tuple(_row(now, was, change) for change in found.changes),
        tuple(one.as_json() for key, one in last.items() if key not in first),
        tuple(one.as_json() for key, one in first.items() if key not in last),
    )


def _findings(house: House, plan: Plan) -> dict[tuple[str, str, str], Finding]:
    result = check_plan(given_text(house, plan))
    return {(one.rule, one.node, one.field): one for one in result.findings}


def _row(now: Plan, was: Plan, change: Change) -> Json:
    section, _, name = change.node.partition("/")
    there = now if not name or name in getattr(now, section, {}) else was
    effect = how(change)
    return {
        "node": change.node,
        "title": title_of(there, change.node),
        "field": change.field,
        "before": plain(change.before),
        "after": plain(change.after),
        "klass": change.klass,
        "how": effect,
        "how_words": HOW[effect].as_json(),
    }
