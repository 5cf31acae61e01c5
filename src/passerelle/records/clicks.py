"""Clicks on the links of messages, kept at once and published to the warehouse before a question."""

from datetime import datetime

from django.db import models


class ClickRow(models.Model):
    """One click; ``person`` is empty unless the person consented to tracking at that moment."""

    person = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=200)
    target = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.code} {self.at:%Y-%m-%d %H:%M}"


def keep_click(target: str, code: str, person: str | None, *, at: datetime) -> ClickRow:
    """Keep one click; it is on disk when this returns."""
    return ClickRow.objects.create(person=person or "", code=code, target=target, at=at)
