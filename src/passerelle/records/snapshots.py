"""Audiences frozen for a send: who, why, on what day, by which question."""

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import models


class SnapshotRow(models.Model):
    """One frozen audience; ``people`` is the compressed JSON list of person ids, in order."""

    segment = models.CharField(max_length=200)
    action = models.CharField(max_length=200, blank=True)
    revision = models.PositiveIntegerField(null=True)
    as_of = models.DateTimeField()
    sql = models.TextField(blank=True)
    why = models.JSONField(default=dict)
    size = models.PositiveIntegerField()
    people = models.BinaryField()
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("-as_of", "-pk")

    def __str__(self) -> str:
        return f"{self.segment} on {self.as_of:%Y-%m-%d}: {self.size}"


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked to find the people of a snapshot."""

    segment: str
    as_of: datetime
    action: str = ""
    revision: int | None = None
    sql: str = ""
    why: Mapping[str, Any] | None = None


def keep_snapshot(people: Sequence[str], question: Question) -> SnapshotRow:
    """Keep a frozen audience; the same people for the same question are kept once."""
    packed = json.dumps(list(people), ensure_ascii=False).encode()
    about = [question.segment, question.action, question.revision, question.as_of.isoformat()]
    return SnapshotRow.objects.get_or_create(
        digest=sha256(json.dumps(about).encode() + packed).hexdigest(),
        defaults={
            "segment": question.segment,
            "action": question.action,
            "revision": question.revision,
            "as_of": question.as_of,
            "sql": question.sql,
            "why": dict(question.why or {}),
            "size": len(people),
            "people": zlib.compress(packed),
        },
    )[0]


def people_of(snapshot: SnapshotRow) -> tuple[str, ...]:
    """Give the person ids of a snapshot, in the order they were frozen."""
    return tuple(json.loads(zlib.decompress(bytes(snapshot.people))))
