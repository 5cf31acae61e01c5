"""Task sheets: actions that people carry out, with what they cost and brought."""

from dataclasses import dataclass, fields
from datetime import date, datetime

from django.db import models, transaction

from passerelle.base.money import Money
from passerelle.records.audit import note
from passerelle.records.people import User


class TaskSheet(models.Model):
    """One action that Passerelle cannot carry out itself; one sheet per action."""

    action = models.CharField(max_length=200, unique=True)
    title = models.CharField(max_length=300)
    owner = models.CharField(max_length=100, blank=True)
    brief = models.TextField(blank=True)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    tracking_link = models.TextField(blank=True)
    revision = models.PositiveIntegerField(null=True)
    made_at = models.DateTimeField()
    cost = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    result = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("start", "action")

    def __str__(self) -> str:
        return self.title


@dataclass(frozen=True, slots=True)
class Brief:
    """What a task sheet tells its owner."""

    action: str
    title: str
    owner: str = ""
    brief: str = ""
    start: date | None = None
    end: date | None = None
    tracking_link: str = ""
    revision: int | None = None


def make_task_sheet(brief: Brief, *, at: datetime) -> TaskSheet:
    """Make the sheet of an action or bring it up to date; what its owner reported is kept."""
    told = {field.name: getattr(brief, field.name) for field in fields(brief)}
    return TaskSheet.objects.update_or_create(
        action=told.pop("action"),
        defaults={**told, "withdrawn_at": None},
        create_defaults={**told, "made_at": at},
    )[0]


def report_task(
    sheet: TaskSheet, user: User, *, at: datetime, cost: Money | None, result: str, done: bool
) -> TaskSheet:
    """Write down what an action cost and brought; ``done`` closes it, else it stays open."""
    with transaction.atomic():
        sheet.cost = cost.amount if cost else None
        sheet.currency = cost.currency if cost else ""
        sheet.result = result.strip()
        sheet.done_at = at if done else None
        sheet.save()
        note(user, "report", f"actions/{sheet.action}", at=at, detail={"done": done})
    return sheet
