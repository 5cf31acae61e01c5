"""People who use Passerelle, their role, and the one-use links by which they sign in."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models, transaction

from passerelle.base.errors import NotAllowed
from passerelle.base.language import Text

LINK_LASTS = timedelta(minutes=30)
"""How long a sign-in link may be used."""


class Role(models.TextChoices):
    """What a person does here; ``permissions.py`` says what each role may do."""

    STRATEGIST = "strategist", "Strategist"
    CAMPAIGN_MANAGER = "campaign_manager", "Campaign manager"
    ANALYST = "analyst", "Analyst"
    SALES = "sales", "Sales"
    READER = "reader", "Reader"
    ADMINISTRATOR = "administrator", "Administrator"


ROLE_NAMES = {
    "strategist": Text(en="Strategist", fr="Stratège"),
    "campaign_manager": Text(en="Campaign manager", fr="Responsable de campagne"),
    "analyst": Text(en="Analyst", fr="Analyste"),
    "sales": Text(en="Sales", fr="Commercial"),
    "reader": Text(en="Reader", fr="Lecteur"),
    "administrator": Text(en="Administrator", fr="Administrateur"),
}
"""The roles as readers see them."""


class UserManager(BaseUserManager["User"]):
    """Makes users."""

    def create_user(
        self,
        username: str,
        password: str | None = None,
        **fields: Any,  # noqa: ANN401
    ) -> "User":
        """Make a user; without a password they can only sign in by link."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who signs in.

    ``team`` and ``person`` name the plan's teams and people, so that "who must be told" and
    "who answers" meet. ``language`` is ``en``, ``fr`` or empty (the browser's).
    """

    username = models.CharField(max_length=150, unique=True)
    email = models.EmailField(blank=True)
    name = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=32, choices=Role.choices, default=Role.READER)
    team = models.CharField(max_length=100, blank=True)
    person = models.CharField(max_length=100, blank=True)
    language = models.CharField(max_length=2, blank=True)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    class Meta:
        ordering = ("username",)
        constraints = (
            models.CheckConstraint(
                name="user_role_is_known", condition=models.Q(role__in=Role.values)
            ),
        )

    def __str__(self) -> str:
        return self.name or self.username


class SignInLink(models.Model):
    """A link that signs one person in, once, within 30 minutes; only its hash is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"sign-in link of {self.user_id} until {self.until:%Y-%m-%d %H:%M}"


def create_sign_in_link(user: User, *, at: datetime) -> str:
    """Make a link for ``user`` and give its token, which is shown once and stored nowhere."""
    token = secrets.token_urlsafe(32)
    SignInLink.objects.create(user=user, digest=_digest(token), made_at=at, until=at + LINK_LASTS)
    return token


def use_sign_in_link(token: str, *, at: datetime) -> User:
    """Spend a link and say whose it was; of two callers at once, one succeeds.

    Raises:
        NotAllowed: The link is unknown, spent or too old, or its owner may no longer sign in.
    """
    with transaction.atomic():
        spent = SignInLink.objects.filter(
            digest=_digest(token), used_at=None, until__gt=at, user__is_active=True
        ).update(used_at=at)
        if spent:
            return User.objects.get(links__digest=_digest(token))
    raise NotAllowed(
        what=Text(
            en="This sign-in link was already used, or is older than 30 minutes.",
            fr="Ce lien de connexion a déjà servi, ou date de plus de 30 minutes.",
        ),
        fix=Text(
            en="Ask an administrator for a new one; `passerelle serve` prints one when it starts.",
            fr="Demandez-en un nouveau à un administrateur\u202f; `passerelle serve` en affiche un "
            "à son démarrage.",
        ),
    )


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
