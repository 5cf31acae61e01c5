"""``home``: both halves side by side, the links between them, and what needs the reader."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from passerelle.base.errors import PasserelleError
from passerelle.base.finding import Finding, Severity
from passerelle.plan.check import Check
from passerelle.plan.effective import effective
from passerelle.plan.given import Given
from passerelle.plan.handout.goal_words import goal_text
from passerelle.plan.model import Plan
from passerelle.plan.rule_titles import kpi_title
from passerelle.plan.rule_words import label
from passerelle.verbs.answer import Answer, Json, plain
from passerelle.verbs.carriers import carried
from passerelle.verbs.check_once import check_once
from passerelle.verbs.compass import compass, expiring, learned
from passerelle.verbs.facts import day_in, deeds_known
from passerelle.verbs.house import House
from passerelle.verbs.ownership import head_plan, settle, user_of

SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Home(Answer):
    """The bridge of the ship: course, engine, links, the alignment figure, and what waits."""

    name: str
    today: str
    head: int
    applied: int | None
    alignment: Json
    course: tuple[Json, ...]
    engine: tuple[Json, ...]
    links: tuple[Json, ...]
    needs: tuple[Json, ...]
    soon: tuple[Json, ...]
    latest: tuple[Json, ...]
    broken_file: Any = None
    compass: Json = field(default_factory=dict)
    expiring: tuple[Json, ...] = ()
    learned: tuple[Json, ...] = ()


def home(house: House) -> Home:
    """Give the home page of the actor."""
    from passerelle.records import revisions

    broken = _broken(house)
    revision, plan = head_plan(house)
    applied = revisions.applied()
    given = deeds_known(house, plan)
    result = check_once(given)
    health = _health(result)
    return Home(
        name=house.settings.name,
        today=house.workspace.today,
        head=revision.number,
        applied=applied.number if applied else None,
        alignment=result.alignment.as_json(),
        course=tuple(_course(given, health)),
        engine=tuple(_engine(house, given, health)),
        links=tuple(_links(plan, health)),
        needs=tuple(_needs(house, result, revision.number, applied.number if applied else None)),
        soon=tuple(_soon(plan, day_in(house))),
        latest=tuple(_latest()),
        broken_file=plain(broken.faults) if broken else None,
        compass=compass(given),
        expiring=expiring(given),
        learned=learned(given),
    )


def _broken(house: House) -> Any:  # noqa: ANN401
    """Give the faults of a file that does not parse; head stays, the page says where."""
    try:
        settle(house)
    except PasserelleError as fault:
        return fault if hasattr(fault, "faults") else None
    return None


def _health(result: Check) -> dict[str, str]:
    """The gravest open finding of each node: ``bad``, ``watch``, or nothing."""
    found: dict[str, str] = {}
    for finding in result.findings:
        if finding.waived_by or finding.severity is Severity.INFO:
            continue
        level = "bad" if finding.severity is Severity.ERROR else "watch"
        if found.get(finding.node) != "bad":
            found[finding.node] = level
    return found


def _by_priority(plan: Plan) -> list[str]:
    """Order the objectives: by priority, those without one last, else as they are written."""
    last = len(plan.objectives) + 1
    return sorted(plan.objectives, key=lambda name: plan.objectives[name].priority or last)


def _course(given: Given, health: dict[str, str]) -> Iterator[Json]:
    """Walk the objectives by priority, each with the last forecast of its key results."""
    from passerelle.records.measured import ForecastRow

    rows = ForecastRow.objects.order_by("key_result", "at").values_list("key_result", "body")
    latest = dict(rows.iterator())
    for name in _by_priority(given.plan):
        yield _objective_row(given, name, latest, health)


def _objective_row(
    given: Given, name: str, forecasts: Mapping[str, Any], health: dict[str, str]
) -> Json:
    plan = given.plan
    objective = plan.objectives[name]
    results = [
        {
            "metric": metric,
            "title": plain(kpi_title(given, result.metric or metric)),
            "target": plain(goal_text(result.target, given.due(result))),
            "forecast": forecasts.get(f"{name}/{metric}"),
            "owner": _owner(plan, result.owner or objective.owner),
        }
        for metric, result in objective.results.items()
    ]
    return {
        "objective": name,
        "title": objective.title,
        "owner": objective.owner,
        "priority": objective.priority,
        "level": objective.level,
        "within": objective.within,
        "results": results,
        "health": health.get(f"objectives/{name}", "good"),
    }


def _owner(plan: Plan, name: str | None) -> Json | None:
    """Give who answers for a key result: how to name them, and their address."""
    if name is None:
        return None
    person = plan.people.get(name)
    return {
        "name": label(name, person.title if person else None),
        "email": person.email if person else None,
    }


def _engine(house: House, given: Given, health: dict[str, str]) -> Iterator[Json]:
    """Walk the actions, each with how it is carried out and its last send."""
    today, sends = day_in(house), _last_sends()
    ways = {row.name: row.by for row in carried(given.plan)}
    for name in given.plan.actions:
        yield {
            **_action_row(given, name, today),
            "by": ways.get(name, "run"),
            "health": health.get(f"actions/{name}", "good"),
            "send": sends.get(name),
        }


def _action_row(given: Given, name: str, today: date) -> Json:
    action = given.actions[name]
    spent = given.deeds.spent.get(name) if given.deeds else None
    return {
        "action": name,
        "title": action.title or name,
        "channel": action.by,
        "when": str(action.when) if action.when else None,
        "state": _state(action.when, today),
        "cost": plain(action.cost.amount) if action.cost else None,
        "spent": plain(spent.amount) if spent else None,
        "owner": action.owner,
        "serves": list(action.serves),
        "segments": list(action.segments),
    }


def _state(when: Any, today: date) -> str:  # noqa: ANN401
    if when is None:
        return "undated"
    if when.end < today:
        return "over"
    return "running" if when.start <= today else "coming"


def _last_sends() -> dict[str, Json]:
    """Give the last send of each action that has one."""
    from passerelle.records.delivery import Send, counts

    latest = {send.action: send for send in Send.objects.order_by("made_at")}
    return {
        name: {"id": send.pk, "state": str(send.state), "counts": dict(counts(send))}
        for name, send in latest.items()
    }


def _links(plan: Plan, health: dict[str, str]) -> Any:  # noqa: ANN401
    for name, raw in plan.actions.items():
        for objective in effective(plan, raw).serves:
            if objective in plan.objectives:
                worst = {
                    health.get(f"actions/{name}", "good"),
                    health.get(f"objectives/{objective}", "good"),
                }
                level = "bad" if "bad" in worst else "watch" if "watch" in worst else "good"
                yield {"objective": objective, "action": name, "health": level}


def _needs(house: House, result: Check, head: int, applied: int | None) -> Any:  # noqa: ANN401
    """What waits for the actor: findings that block, texts to read, a revision to apply, proposals."""
    from passerelle.records.conversation import to_read
    from passerelle.records.proposals import ProposalRow

    blocking: list[Finding] = [finding for finding in result.findings if finding.blocks]
    if blocking:
        yield {
            "kind": "blocking",
            "count": len(blocking),
            "rules": sorted({f.rule for f in blocking}),
        }
    for row in to_read(user_of(house)):
        yield {"kind": "read", "about": row.about, "count": 1}
    if applied != head:
        yield {"kind": "apply", "count": 1, "revision": head}
    open_ones = ProposalRow.objects.filter(status="open").count()
    if open_ones:
        yield {"kind": "proposals", "count": open_ones}


def _soon(plan: Plan, today: date) -> Any:  # noqa: ANN401
    for name, action in plan.actions.items():
        if action.when and today <= action.when.start <= today + SOON:
            yield {
                "day": action.when.start.isoformat(),
                "action": name,
                "title": action.title or name,
                "what": "starts",
            }
        if action.when and today <= action.when.end <= today + SOON and action.when.days > 1:
            yield {
                "day": action.when.end.isoformat(),
                "action": name,
                "title": action.title or name,
                "what": "ends",
            }


def _latest() -> Any:  # noqa: ANN401
    from passerelle.records.revisions import Revision

    for row in Revision.objects.select_related("author").order_by("-number")[:5]:
        yield {
            "number": row.number,
            "author": str(row.author or ""),
            "at": row.at.isoformat(),
            "reason": row.reason,
            "klass": row.klass,
            "changes": row.summary.get("changes", [])[:3],
        }
