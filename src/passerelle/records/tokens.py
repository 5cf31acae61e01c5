"""Tokens by which a person's own programs call the API: shown once, kept as a hash, revocable."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import models

from passerelle.records.people import User

PREFIX = "pas_"
"""How every token begins, so that scanners of leaked secrets can know it."""

NOTICED = timedelta(minutes=5)
"""The last use is written down once in this time, not at each call."""


class ApiToken(models.Model):
    """A token of one person; it may do what its owner's role may do, while they may sign in."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "pk")

    def __str__(self) -> str:
        return f"token {self.name} of {self.user_id}"


def create_token(user: User, name: str, *, at: datetime) -> tuple[ApiToken, str]:
    """Make a token for ``user``; give its row, and the token itself, which is stored nowhere."""
    token = PREFIX + secrets.token_urlsafe(32)
    row = ApiToken.objects.create(user=user, name=name, digest=_digest(token), made_at=at)
    return row, token


def owner_of(token: str, *, at: datetime) -> User | None:
    """Say whose token this is; None when it is unknown or revoked, or its owner may not sign in."""
    rows = ApiToken.objects.filter(
        digest=_digest(token), revoked_at=None, user__is_active=True
    ).select_related("user")
    row = rows.first()
    if row is None:
        return None
    if row.used_at is None or at - row.used_at > NOTICED:
        ApiToken.objects.filter(pk=row.pk).update(used_at=at)
    return row.user


def revoke_token(user: User, number: int, *, at: datetime) -> bool:
    """Revoke one of the user's own tokens; False when they have none of that number in force."""
    rows = ApiToken.objects.filter(pk=number, user=user, revoked_at=None)
    return bool(rows.update(revoked_at=at))


def _digest(token: str) -> str:
    return sha256(token.encode(errors="replace")).hexdigest()
