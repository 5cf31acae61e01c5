"""Who did what, chained by hashes: a line cannot be changed or taken out unseen."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.db import models, transaction

from passerelle.records.people import User

BEGINNING = "0" * 64
"""What the first line names as its previous."""


class Audit(models.Model):
    """One deed; ``digest`` covers it and the digest before it."""

    serial = models.BigAutoField(primary_key=True)
    who = models.CharField(max_length=150, blank=True)
    what = models.CharField(max_length=64)
    on = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("serial",)
        indexes = (models.Index(fields=["on"], name="audit_on"),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.who} {self.what} {self.on}"


def note(
    who: User | None,
    what: str,
    on: str,
    *,
    at: datetime,
    detail: Mapping[str, Any] | None = None,
) -> Audit:
    """Add a line to the audit trail, inside the caller's transaction if there is one.

    Args:
        who: The person, None for Passerelle itself.
        what: The verb (``record``, ``apply``, ``sign-in``...).
        on: What it was done to (``revision/3``, ``actions/soldes``).
        at: When.
        detail: More, as JSON.
    """
    with transaction.atomic():
        last = Audit.objects.select_for_update().order_by("-serial").first()
        line = Audit(
            who=who.username if who else "",
            what=what,
            on=on,
            at=at,
            detail=dict(detail or {}),
            previous=last.digest if last else BEGINNING,
        )
        line.digest = _digest(line)
        line.save(force_insert=True)
        return line


def first_broken() -> int | None:
    """Walk the chain; give the serial of the first line that was tampered with, None when whole."""
    previous = BEGINNING
    for line in Audit.objects.iterator():
        if line.previous != previous or line.digest != _digest(line):
            return line.serial
        previous = line.digest
    return None


def _digest(line: Audit) -> str:
    content = [
        line.previous,
        line.who,
        line.what,
        line.on,
        line.at.astimezone(UTC).isoformat(),
        line.detail,
    ]
    return sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
