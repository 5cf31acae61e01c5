"""The plan's revisions: what was written, by whom, why; which is agreed and which is in force.

A revision never changes. ``head`` is what the team agreed to write, ``applied`` is what is in
force. History is a line: each revision has one parent, and a parent has one child.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import models, transaction

from passerelle.base.errors import NotFound, Refused
from passerelle.base.language import Text
from passerelle.records.audit import note
from passerelle.records.people import User

HEAD = "head"
APPLIED = "applied"


class Revision(models.Model):
    """The texts of a plan at one moment; ``texts`` maps relative path to text."""

    number = models.PositiveIntegerField(unique=True)
    parent = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="child"
    )
    texts = models.JSONField()
    digest = models.CharField(max_length=64, db_index=True)
    author = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True)
    at = models.DateTimeField()
    reason = models.TextField(blank=True)
    klass = models.CharField(max_length=16)
    summary = models.JSONField(default=dict)

    class Meta:
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"revision {self.number}"


class Pointer(models.Model):
    """Where ``head`` or ``applied`` stands now."""

    name = models.CharField(max_length=16, primary_key=True)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, null=True)

    def __str__(self) -> str:
        return f"{self.name} at {self.revision_id}"


class InForce(models.Model):
    """One move of ``applied``: from ``since`` on, this revision was in force."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT)
    since = models.DateTimeField(db_index=True)
    author = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ("since", "pk")

    def __str__(self) -> str:
        return f"{self.revision} in force since {self.since:%Y-%m-%d %H:%M}"


class StaleBase(Refused):
    """Someone wrote first; ``current`` is where the pointer stands now (None: nowhere)."""

    def __init__(self, base: int | None, current: Revision | None) -> None:
        self.base = base
        self.current = current
        now = current.number if current else 0
        who = str(current.author) if current and current.author else "?"
        super().__init__(
            what=Text(
                en=f"Your change starts from revision {base or 0}; {who} recorded {now} since.",
                fr=f"Votre modification part de la révision {base or 0}\u202f; "
                f"{who} a enregistré la {now} depuis.",
            ),
            fix=Text(
                en="Merge your change with the current revision and record it again.",
                fr="Fusionnez votre modification avec la révision actuelle, puis enregistrez-la.",
            ),
        )


@dataclass(frozen=True, slots=True)
class Change:
    """What is recorded beside the texts.

    ``klass`` is the class of change (cosmetic, additive, operational, budget, strategic),
    ``summary`` what the diff says of it, as JSON.
    """

    reason: str
    klass: str
    at: datetime
    author: User | None = None
    summary: Mapping[str, Any] | None = None


def digest_of(texts: Mapping[str, str]) -> str:
    """Give the SHA-256 of the texts, in hex; the order of the files has no meaning."""
    return sha256(json.dumps(dict(texts), sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def head() -> Revision | None:
    """Give the revision that the team agreed to write, None before the first."""
    return _pointed(HEAD)


def applied() -> Revision | None:
    """Give the revision in force, None before the first apply."""
    return _pointed(APPLIED)


def revision(number: int) -> Revision:
    """Find a revision by number.

    Raises:
        NotFound: There is none of that number.
    """
    found = Revision.objects.filter(number=number).first()
    if found is None:
        last = head()
        known = f"1..{last.number}" if last else "-"
        raise NotFound(
            what=Text(
                en=f"There is no revision {number}.", fr=f"Il n'y a pas de révision {number}."
            ),
            fix=Text(en=f"Known revisions: {known}.", fr=f"Révisions connues\u202f: {known}."),
        )
    return found


def texts_at(number: int) -> dict[str, str]:
    """Give the plan texts of a revision (relative path -> text).

    Raises:
        NotFound: There is none of that number.
    """
    return dict(revision(number).texts)


def revision_on(moment: datetime) -> Revision | None:
    """Say which revision was in force at ``moment``, None before the first apply."""
    row = InForce.objects.filter(since__lte=moment).select_related("revision").last()
    return row.revision if row else None


def record(texts: Mapping[str, str], base: int | None, change: Change) -> Revision:
    """Write a revision on top of ``base`` and move head to it.

    Texts equal to head's are no revision: head comes back, so that a call repeated after a kill
    changes nothing.

    Args:
        texts: All texts of the plan, relative path -> text.
        base: Number of the revision that the caller started from; None for the first one.
        change: Reason, class, author, time and summary.

    Raises:
        StaleBase: head is no longer ``base``; it carries the current head, to merge with.
    """
    with transaction.atomic():
        pointer = _locked(HEAD)
        current = pointer.revision
        if current and current.digest == digest_of(texts):
            return current
        if (current.number if current else None) != base:
            raise StaleBase(base, current)
        made = Revision.objects.create(
            number=current.number + 1 if current else 1,
            parent=current,
            texts=dict(texts),
            digest=digest_of(texts),
            author=change.author,
            at=change.at,
            reason=change.reason,
            klass=change.klass,
            summary=dict(change.summary or {}),
        )
        pointer.revision = made
        pointer.save()
        note(change.author, "record", f"revision/{made.number}", at=change.at)
        return made


def move_applied(
    number: int, *, was: int | None, at: datetime, author: User | None = None
) -> Revision:
    """Put a revision in force; moving to the one in force changes nothing.

    Args:
        number: The revision to put in force; every recorded one is head or its ancestor.
        was: Number of the revision in force when the preview was made (None: none was).
        at: When.
        author: Who applies.

    Raises:
        NotFound: There is no such revision.
        StaleBase: Another apply came first; it carries what is in force now.
    """
    with transaction.atomic():
        pointer = _locked(APPLIED)
        wanted = revision(number)
        current = pointer.revision
        if current and current.number == number:
            return wanted
        if (current.number if current else None) != was:
            raise StaleBase(was, current)
        pointer.revision = wanted
        pointer.save()
        InForce.objects.create(revision=wanted, since=at, author=author)
        note(author, "apply", f"revision/{number}", at=at)
        return wanted


def _pointed(name: str) -> Revision | None:
    pointer = Pointer.objects.filter(name=name).select_related("revision__author").first()
    return pointer.revision if pointer else None


def _locked(name: str) -> Pointer:
    """Hold the pointer until the transaction ends (SQLite: IMMEDIATE already holds it all)."""
    Pointer.objects.get_or_create(name=name, defaults={"revision": None})
    return (
        Pointer.objects.select_for_update(of=("self",))
        .select_related("revision__author")
        .get(name=name)
    )
