"""Changes of the plan that Passerelle proposes, and what people decided of them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal

from django.db import models, transaction

from passerelle.base.errors import Refused
from passerelle.base.language import Text
from passerelle.records.audit import note
from passerelle.records.people import User


class ProposalRow(models.Model):
    """A change of the plan that Passerelle proposes; ``digest`` keeps it from coming twice."""

    kind = models.CharField(max_length=50)
    digest = models.CharField(max_length=64, unique=True)
    changes = models.JSONField()
    reason = models.JSONField()
    expected = models.JSONField(default=dict)
    evidence = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(null=True)
    status = models.CharField(
        max_length=16,
        default="open",
        choices=(("open", "open"), ("accepted", "accepted"), ("refused", "refused")),
    )
    at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.kind} ({self.status})"


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a proposal says; all of it JSON. The same kind and changes are the same proposal."""

    kind: str
    changes: Sequence[Mapping[str, Any]]
    reason: Mapping[str, str]
    expected: Mapping[str, Any]
    evidence: Mapping[str, Any]
    revision: int | None = None


def keep_proposal(proposed: Proposed, *, at: datetime) -> ProposalRow:
    """Keep a proposal; while open its numbers are brought up to date, once decided it stays."""
    changes = [dict(change) for change in proposed.changes]
    digest = sha256(
        json.dumps([proposed.kind, changes], sort_keys=True, ensure_ascii=False).encode()
    ).hexdigest()
    fresh = {
        "reason": dict(proposed.reason),
        "expected": dict(proposed.expected),
        "evidence": dict(proposed.evidence),
        "revision": proposed.revision,
    }
    with transaction.atomic():
        row, new = ProposalRow.objects.get_or_create(
            digest=digest, defaults={"kind": proposed.kind, "changes": changes, "at": at, **fresh}
        )
        if not new and row.status == "open":
            for name, value in fresh.items():
                setattr(row, name, value)
            row.save()
    return row


def decide_proposal(
    row: ProposalRow, answer: Literal["accepted", "refused"], user: User | None, *, at: datetime
) -> ProposalRow:
    """Accept or refuse a proposal, once; the same answer again changes nothing.

    Raises:
        Refused: It was already decided the other way.
    """
    with transaction.atomic():
        moved = ProposalRow.objects.filter(pk=row.pk, status="open").update(
            status=answer, decided_by=user, decided_at=at
        )
        if moved:
            note(user, answer, f"proposal/{row.pk}", at=at)
    row.refresh_from_db()
    if row.status != answer:
        raise Refused(
            what=Text(
                en="This proposal was already decided.",
                fr="Cette proposition a déjà fait l'objet d'une décision.",
            ),
            fix=Text(
                en="Reload the page to see by whom.", fr="Rechargez la page pour voir par qui."
            ),
        )
    return row
