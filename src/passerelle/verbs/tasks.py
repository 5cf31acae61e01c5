"""``tasks``: what people do themselves, with owner, brief, dates, link, cost and result."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from passerelle.base.errors import NotFound, UserError, nearest
from passerelle.base.language import Text
from passerelle.base.money import Money
from passerelle.verbs.answer import Answer, Json
from passerelle.verbs.house import House
from passerelle.verbs.ownership import user_of

if TYPE_CHECKING:
    from passerelle.records.tasks import TaskSheet


@dataclass(frozen=True, slots=True)
class Tasks(Answer):
    """Task sheets of the revision in force, by start; ``mine`` are the actor's."""

    sheets: tuple[Json, ...]
    mine: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskDone(Answer):
    """What its owner reported."""

    sheet: Json


def tasks(house: House) -> Tasks:
    """List the task sheets."""
    from passerelle.records.tasks import TaskSheet

    user = user_of(house)
    rows = [row for row in TaskSheet.objects.all() if row.withdrawn_at is None]
    mine = tuple(row.action for row in rows if row.owner and row.owner == user.person)
    return Tasks(tuple(sheet_row(row) for row in rows), mine)


def task_done(
    house: House, action: str, cost: str = "", result: str = "", *, done: bool = True
) -> TaskDone:
    """Report what an action of people cost and brought.

    Raises:
        NotFound: there is no such sheet.
        UserError: the cost is no amount.
    """
    from passerelle.records.tasks import TaskSheet, report_task

    sheet = TaskSheet.objects.filter(action=action).first()
    if sheet is None:
        known = TaskSheet.objects.values_list("action", flat=True)
        raise NotFound(
            Text(
                en=f"There is no task sheet for {action}.",
                fr=f"Il n'y a pas de fiche de tâche pour {action}.",
            ),
            nearest(action, known),
        )
    amount = Money(_amount(cost), house.settings.currency) if cost else None
    report_task(sheet, user_of(house), cost=amount, result=result, at=house.clock.now(), done=done)
    sheet.refresh_from_db()
    return TaskDone(sheet_row(sheet))


def sheet_row(row: "TaskSheet") -> Json:
    """Give a sheet as plain JSON."""
    return {
        "action": row.action,
        "title": row.title,
        "owner": row.owner,
        "brief": row.brief,
        "start": row.start.isoformat() if row.start else None,
        "end": row.end.isoformat() if row.end else None,
        "link": row.tracking_link,
        "cost": float(row.cost) if row.cost is not None else None,
        "currency": row.currency,
        "result": row.result,
        "done": row.done_at is not None,
    }


def _amount(text: str) -> Decimal:
    plain = (
        text.replace("\u202f", "")
        .replace("\u00a0", "")
        .replace(" ", "")
        .replace(",", ".")
        .rstrip("€EURO")
    )
    try:
        amount = Decimal(plain)
    except InvalidOperation as fault:
        raise UserError(
            Text(en=f"'{text}' is no amount.", fr=f"« {text} » n'est pas un montant."),
            Text(en="Write it as 1 250.50.", fr="Écrivez-le ainsi : 1 250,50."),
        ) from fault
    if amount < 0:
        raise UserError(
            Text(en="A cost is not negative.", fr="Un coût n'est pas négatif."),
            Text(en="Write what was paid.", fr="Écrivez ce qui a été payé."),
        )
    return amount
