"""What is due: sends queued at their action's start after a hold, task sheets for what people do."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from passerelle.base.errors import Fault, InputErrors
from passerelle.base.language import Text
from passerelle.plan.model import Plan
from passerelle.verbs.answer import Json
from passerelle.verbs.audience import moment_of, naive
from passerelle.verbs.carriers import Carried, carried
from passerelle.verbs.facts import day_in
from passerelle.verbs.house import House
from passerelle.verbs.progress import tell

if TYPE_CHECKING:
    from passerelle.activation.enqueue import Recipient
    from passerelle.activation.render import Renderer
    from passerelle.activation.template import Compiled
    from passerelle.audience.freeze import Snapshot
    from passerelle.base.finding import Finding

BY_THE_PLAN = "plan"
"""``stopped_by`` of a send whose action left the plan while it was under way."""


def queue_due(house: House, plan: Plan, revision: int) -> tuple[Json, ...]:
    """Queue the sends whose action has begun; give those that are new.

    A send that has begun to leave goes on as it was: its people are those of its snapshot.

    Raises:
        InputErrors: a message uses a word that the brand never uses; the others are queued.
    """
    from passerelle.activation.render import Renderer

    _withdraw_others(house, plan)
    due = [
        row for row in carried(plan) if row.by == "send" and _is_due(house, row) and not _begun(row)
    ]
    if not due:
        return ()
    forbidden = _forbidden(house, plan, {row.node for row in due})
    with Renderer() as renderer:
        made = [
            _queue(house, plan, row, revision, renderer)
            for row in due
            if row.node not in {finding.node for finding in forbidden}
        ]
    if forbidden:
        raise InputErrors([Fault(one.message, one.fix, one.place) for one in forbidden])
    return tuple(row for row in made if row)


def _forbidden(house: House, plan: Plan, nodes: set[str]) -> "list[Finding]":
    """Find what messages say in words that the brand never uses: a template may have changed since apply."""
    from passerelle.plan.check import check
    from passerelle.verbs.check import given_text

    found = check(given_text(house, plan)).findings
    return [one for one in found if one.rule == "AL-035" and one.node in nodes and one.blocks]


def _withdraw_others(house: House, plan: Plan) -> None:
    """Take back what the plan no longer asks for; what has begun to leave is stopped when its action is gone."""
    from passerelle.activation.enqueue import withdraw
    from passerelle.records.delivery import Send, SendState, stop

    sent = {row.name: row for row in carried(plan) if row.by == "send"}
    for one in Send.objects.exclude(state__in=(SendState.FINISHED, SendState.STOPPED)):
        row = sent.get(one.action)
        if row is not None and _is_due(house, row):
            continue
        if not withdraw(one, clock=house.clock) and row is None:
            stop(one.pk, by=BY_THE_PLAN, at=house.clock.now())


def make_task_sheets(house: House, plan: Plan, revision: int) -> tuple[Json, ...]:
    """Make or bring up to date the sheets of what people carry out; give those that are new."""
    from passerelle.records.tasks import TaskSheet, make_task_sheet
    from passerelle.verbs.briefs import brief_of

    known = set(TaskSheet.objects.filter(withdrawn_at=None).values_list("action", flat=True))
    wanted = [row for row in carried(plan) if row.by == "task" and not row.is_over(day_in(house))]
    for row in wanted:
        make_task_sheet(brief_of(house, plan, row, revision), at=house.clock.now())
    gone = known - {row.name for row in carried(plan) if row.by == "task"}
    TaskSheet.objects.filter(action__in=gone).update(withdrawn_at=house.clock.now())
    return tuple(
        {"action": row.name, "owner": row.action.owner} for row in wanted if row.name not in known
    )


def compiled_messages(house: House, row: Carried, renderer: "Renderer") -> "dict[str, Compiled]":
    """Compile the message of each arm of an action; the empty name is for everyone.

    Raises:
        InputErrors: a template is wrong; file and line are given.
    """
    from passerelle.activation.template import compile_template, read_template

    folder = house.folder / "templates"
    named = dict(row.action.arms) or {"": row.action.message or ""}
    subject = row.action.subject or row.action.says or row.name
    return {
        arm: compile_template(
            read_template(folder, name, subject, house.settings.language), renderer
        )
        for arm, name in named.items()
    }


def people_data(house: House, ids: list[str]) -> dict[str, Json]:
    """Give what a template may say of each person; what is not known is absent."""
    import pyarrow as pa

    house.warehouse.replace("asked_people", pa.table({"person": pa.array(ids, pa.string())}))
    rows = house.warehouse.rows(
        "SELECT customer_id, email, first_name, last_name, city, country, language FROM customers "
        "JOIN asked_people ON person = customer_id"
    )
    names = ("email", "first_name", "last_name", "city", "country", "language")
    return {
        row[0]: {name: value for name, value in zip(names, row[1:], strict=True) if value}
        for row in rows
    }


def _is_due(house: House, row: Carried) -> bool:
    today = day_in(house)
    return row.has_begun(today) and not row.is_over(today)


def _begun(row: Carried) -> bool:
    from passerelle.records.delivery import Send, SendState

    send = Send.objects.filter(key=f"{row.name}/1").first()
    if send is None:
        return False
    if send.state in (SendState.RUNNING, SendState.FINISHED, SendState.STOPPED):
        return True
    return bool(send.deliveries.filter(attempt__gt=0).exists())


def _queue(
    house: House, plan: Plan, row: Carried, revision: int, renderer: "Renderer"
) -> Json | None:
    from passerelle.activation.enqueue import Order, enqueue
    from passerelle.audience.freeze import freeze
    from passerelle.records.delivery import Policy

    tell(Text(en=f"Freezing the audience of {row.name}", fr=f"Audience de {row.name} figée"))
    settings = house.settings
    snapshot = freeze(
        house.warehouse, plan.segments, row.name, row.action, naive(moment_of(house)),
        revision=revision, cap=settings.contacts_per_week,
    )  # fmt: skip
    if not snapshot.who:
        return None
    now = house.clock.now()
    order = Order(
        action=row.name,
        code=row.action.tracking or row.name,
        messages=compiled_messages(house, row, renderer),
        revision=revision,
        starts_at=_opening(row, settings.timezone),
        hold_until=now + timedelta(seconds=settings.hold_seconds),
        domain=_domain(settings.sending.sender),
        policy=Policy(settings.sending.policy),
        weekly_cap=settings.contacts_per_week,
        snapshot=_described(snapshot),
    )
    done = enqueue(order, _recipients(house, snapshot), clock=house.clock)
    if done.outcome not in ("created", "replaced"):
        return None
    return {
        "action": row.name,
        "send": done.send.pk,
        "queued": done.queued,
        "left_out": done.left_out,
        "due_at": done.send.due_at.isoformat(),
    }


def _opening(row: Carried, zone: str) -> datetime:
    """The first moment of the action's first day: what is due today may leave today, after its hold."""
    start = row.action.when.start if row.action.when else None
    if start is None:
        msg = f"{row.name} has no day"
        raise ValueError(msg)
    return datetime.combine(start, time(), ZoneInfo(zone)).astimezone(UTC)


def _domain(sender: str) -> str:
    address = sender.rpartition("<")[2].rstrip(">").strip()
    return address.rpartition("@")[2] or "passerelle.invalid"


def _described(snapshot: "Snapshot") -> dict[str, Any]:
    return {
        "segment": snapshot.segment,
        "as_of": snapshot.as_of.isoformat(),
        "why": snapshot.why,
        "sql": snapshot.sql,
        "revision": snapshot.revision,
        "matched": len(snapshot.who),
        "reasons": snapshot.reasons,
    }


def _recipients(house: House, snapshot: "Snapshot") -> "Iterator[Recipient]":
    from passerelle.activation.enqueue import Recipient

    known = people_data(house, [chosen.person for chosen in snapshot.who])
    for chosen in snapshot.who:
        data = known.get(chosen.person, {})
        address = str(data.pop("email", ""))
        yield Recipient(chosen.person, address, chosen.reason, chosen.arm, data)
