"""Drafts: each change of a form is kept as it is typed, per person and topic."""

from datetime import datetime
from typing import Any

from django.db import models

from passerelle.records.people import User


class Draft(models.Model):
    """One field that someone is changing; ``base`` is the revision they started from."""

    author = models.ForeignKey(User, on_delete=models.CASCADE, related_name="drafts")
    topic = models.CharField(max_length=200)
    node = models.CharField(max_length=200)
    field = models.CharField(max_length=200, blank=True)
    value = models.JSONField(null=True)
    base = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("topic", "node", "field")
        constraints = (
            models.UniqueConstraint(
                fields=["author", "topic", "node", "field"], name="one_draft_per_field"
            ),
        )

    def __str__(self) -> str:
        return f"{self.topic}: {self.node}/{self.field}"


def save_drafts(
    author: User, topic: str, values: dict[tuple[str, str], Any], *, base: int | None, at: datetime
) -> None:
    """Keep what ``author`` typed; ``values`` maps (node, field) to a JSON value.

    The base of a field stays that of its first keystroke: it is what a merge needs.
    """
    for (node, field), value in values.items():
        Draft.objects.update_or_create(
            author=author,
            topic=topic,
            node=node,
            field=field,
            defaults={"value": value, "at": at},
            create_defaults={"value": value, "at": at, "base": base},
        )


def drafts(author: User, topic: str) -> list[Draft]:
    """Give what ``author`` typed and did not record yet."""
    return list(Draft.objects.filter(author=author, topic=topic))


def discard_drafts(author: User, topic: str) -> int:
    """Forget a topic's drafts, once recorded or given up; say how many fields there were."""
    return Draft.objects.filter(author=author, topic=topic).delete()[0]
