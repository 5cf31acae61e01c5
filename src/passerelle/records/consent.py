"""The consent ledger: what each person agreed to, when, by which words; and who is left alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import models, transaction
from django.db.models import Q

from passerelle.base.errors import Bug

UNSUBSCRIBED = "unsubscribed"
"""The one reason of a suppression that a new consent lifts; bounces and complaints stay."""


class ConsentEvent(models.Model):
    """One consent given or withdrawn; rows are added and never changed.

    ``purpose`` is ``email``, ``sms``, ``tracking``…; an empty ``channel`` covers every channel.
    ``text_version`` names the words that the person read, ``source`` the form or file it came by.
    """

    person = models.CharField(max_length=200)
    purpose = models.CharField(max_length=64)
    channel = models.CharField(max_length=32, blank=True)
    granted = models.BooleanField()
    text_version = models.CharField(max_length=64, blank=True)
    source = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("at", "pk")
        indexes = (models.Index(fields=("person", "purpose", "at"), name="consent_person"),)

    def __str__(self) -> str:
        verb = "granted" if self.granted else "withdrawn"
        return f"{self.person}: {self.purpose} {verb} {self.at:%Y-%m-%d}"

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # as Django has it
        """Add the event; a written event cannot be changed."""
        if not self._state.adding:
            raise Bug("a consent event is never changed; add another one")
        super().save(*args, **kwargs)

    def delete(self, *_: object, **__: object) -> tuple[int, dict[str, int]]:
        """Refuse: proof of consent is kept."""
        raise Bug("a consent event is never deleted one by one")


class Suppression(models.Model):
    """A person or an address that must not be written to; in force until ``lifted_at``.

    ``address_hash`` (see :func:`hash_of`) outlives the person's own data, so that an erased
    address brought back by an import is still left alone. An empty ``channel`` is every channel.
    """

    person = models.CharField(max_length=200, blank=True)
    address_hash = models.CharField(max_length=64, blank=True)
    channel = models.CharField(max_length=32, blank=True)
    reason = models.CharField(max_length=64)
    since = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("since", "pk")
        indexes = (
            models.Index(fields=("person",), name="suppression_person"),
            models.Index(fields=("address_hash",), name="suppression_address"),
        )

    def __str__(self) -> str:
        return f"{self.person or self.address_hash[:8]}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Proof:
    """How a consent was given: the words read, where, by whom it was written down."""

    text_version: str = ""
    source: str = ""
    actor: str = ""
    channel: str = ""


NO_PROOF = Proof()


def hash_of(address: str) -> str:
    """Hash an address (SHA-256, hexadecimal) after trimming it and lowering its case."""
    return sha256(address.strip().lower().encode()).hexdigest()


def grant(person: str, purpose: str, *, at: datetime, proof: Proof = NO_PROOF) -> ConsentEvent:
    """Write down a consent; it lifts the suppression that an earlier unsubscription left."""
    with transaction.atomic():
        in_force = Suppression.objects.filter(
            person=person, reason=UNSUBSCRIBED, lifted_at=None, channel__in=("", purpose)
        )
        in_force.update(lifted_at=at)
        return _add(person, purpose, True, at, proof)


def withdraw(person: str, purpose: str, *, at: datetime, proof: Proof = NO_PROOF) -> ConsentEvent:
    """Write down that a consent is taken back."""
    return _add(person, purpose, False, at, proof)


def record_consents(events: Iterable[ConsentEvent]) -> int:
    """Add many events in one transaction; those already known are left out.

    Known is: same person, purpose, channel, answer and time.

    Returns:
        How many were new.
    """
    wanted = list(events)
    with transaction.atomic():
        people = {event.person for event in wanted}
        known = {
            (e.person, e.purpose, e.channel, e.granted, e.at)
            for some in _chunks(sorted(people))
            for e in ConsentEvent.objects.filter(person__in=some)
        }
        fresh = {
            (e.person, e.purpose, e.channel, e.granted, e.at): e
            for e in wanted
            if (e.person, e.purpose, e.channel, e.granted, e.at) not in known
        }
        ConsentEvent.objects.bulk_create(fresh.values(), batch_size=2_000)
    return len(fresh)


def consent_at(person: str, purpose: str, at: datetime, channel: str = "") -> bool:
    """Whether the person's consent was in force at a moment; no event means no consent.

    Args:
        person: The customer id.
        purpose: What the consent is for.
        at: The moment, with its time zone; events at that very moment count.
        channel: Also count events of this channel; empty counts only those of every channel.
    """
    return consents_at([person], purpose, at, channel).get(person, False)


def consents_at(
    people: Sequence[str], purpose: str, at: datetime, channel: str = ""
) -> Mapping[str, bool]:
    """Answer :func:`consent_at` for many people; those without any event are absent."""
    rows = (
        ConsentEvent.objects.filter(
            person__in=people, purpose=purpose, at__lte=at, channel__in={"", channel}
        )
        .order_by("at", "pk")
        .values_list("person", "granted")
    )
    return dict(rows)


def suppress(
    reason: str, *, at: datetime, person: str = "", address: str = "", channel: str = ""
) -> Suppression:
    """Stop writing to a person, an address, or both; the same suppression is kept once."""
    if not person and not address:
        raise Bug("a suppression names a person or an address")
    return Suppression.objects.get_or_create(
        person=person,
        address_hash=hash_of(address) if address else "",
        channel=channel,
        reason=reason,
        lifted_at=None,
        defaults={"since": at},
    )[0]


def suppressed(addresses: Mapping[str, str], channel: str) -> frozenset[str]:
    """Give the people among ``addresses`` (person to address) who must not be written to now."""
    by_hash = {hash_of(address): person for person, address in addresses.items() if address}
    rows = Suppression.objects.filter(
        Q(person__in=list(addresses)) | Q(address_hash__in=list(by_hash)),
        lifted_at=None,
        channel__in=("", channel),
    ).values_list("person", "address_hash")
    hit: set[str] = set()
    for person, address_hash in rows:
        hit |= {person, by_hash.get(address_hash, "")}
    return frozenset(hit & addresses.keys())


def _add(person: str, purpose: str, granted: bool, at: datetime, proof: Proof) -> ConsentEvent:  # noqa: FBT001
    return ConsentEvent.objects.create(
        person=person,
        purpose=purpose,
        granted=granted,
        at=at,
        channel=proof.channel,
        text_version=proof.text_version,
        source=proof.source,
        actor=proof.actor,
    )


def _chunks(values: Sequence[str], size: int = 5_000) -> Iterable[Sequence[str]]:
    return (values[start : start + size] for start in range(0, len(values), size))
