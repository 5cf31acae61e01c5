"""The conversation: who must know, who has read, who objects, who approved, what was decided."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from django.db import models, transaction

from passerelle.base.errors import NotAllowed, Refused
from passerelle.base.language import Text
from passerelle.records.audit import note
from passerelle.records.people import User
from passerelle.records.revisions import Revision


class Acknowledgement(models.Model):
    """A team or a person is asked to read something; they read it or object."""

    about = models.CharField(max_length=200)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT)
    team = models.CharField(max_length=100, blank=True)
    person = models.CharField(max_length=100, blank=True)
    answer = models.CharField(
        max_length=16, blank=True, choices=(("read", "read"), ("objection", "objection"))
    )
    comment = models.TextField(blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("asked_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["about", "revision", "team", "person"], name="asked_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.team or self.person} on {self.about}: {self.answer or 'asked'}"


class Approval(models.Model):
    """Someone approved what a revision does to one node (``""``: to all it touches).

    ``seat`` is the role in which they did: ``sales``, ``strategy``, ``owner:<person>``…; empty for
    an approval that names none.
    """

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="approvals")
    node = models.CharField(max_length=200, blank=True)
    klass = models.CharField(max_length=16)
    approver = models.ForeignKey(User, on_delete=models.PROTECT)
    role = models.CharField(max_length=32)
    seat = models.CharField(max_length=120, blank=True, default="")
    at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["revision", "node", "klass", "approver", "seat"],
                condition=models.Q(voided_at=None),
                name="approved_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.approver} approved {self.klass} of {self.revision}"


class Comment(models.Model):
    """Something said about a node, a revision, a proposal or a reading."""

    about = models.CharField(max_length=200, db_index=True)
    author = models.ForeignKey(User, on_delete=models.PROTECT)
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.author} on {self.about}"


class Decision(models.Model):
    """What was decided, why, on what evidence, what was expected, and what came of it."""

    what = models.TextField()
    why = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    expected = models.TextField(blank=True)
    about = models.CharField(max_length=200, blank=True)
    author = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True)
    at = models.DateTimeField()
    verdict = models.TextField(blank=True)
    verdict_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return self.what[:80]


def ask_to_read(
    about: str, revision: Revision, *, at: datetime, team: str = "", person: str = ""
) -> Acknowledgement:
    """Ask a team or a person to read ``about``; asking again changes nothing."""
    return Acknowledgement.objects.get_or_create(
        about=about, revision=revision, team=team, person=person, defaults={"asked_at": at}
    )[0]


def to_read(user: User) -> list[Acknowledgement]:
    """Give what ``user`` is asked to read and has not answered, alone or with their team."""
    return list(_asked(user).filter(answer="").select_related("revision"))


def answer_reading(
    asked: Acknowledgement,
    user: User,
    answer: Literal["read", "objection"],
    *,
    at: datetime,
    comment: str = "",
) -> Acknowledgement:
    """Write down that ``user`` has read, or objects; a later answer replaces an earlier one.

    Raises:
        NotAllowed: Neither they nor their team were asked.
        Refused: An objection says nothing.
    """
    if not _asked(user).filter(pk=asked.pk).exists():
        raise NotAllowed(
            what=Text(
                en=f"This asks {asked.team or asked.person} to read, not you.",
                fr=f"Cette lecture est demandée à {asked.team or asked.person}, pas à vous.",
            ),
            fix=Text(
                en="Ask an administrator to set your team or name.",
                fr="Demandez à un administrateur de renseigner votre équipe ou votre nom.",
            ),
        )
    if answer == "objection" and not comment.strip():
        raise Refused(
            what=Text(en="The objection says nothing.", fr="L'objection est vide."),
            fix=Text(
                en="Write what must change, in a sentence.",
                fr="Écrivez en une phrase ce qui doit changer.",
            ),
        )
    with transaction.atomic():
        asked.answer, asked.comment, asked.answered_by = answer, comment.strip(), user
        asked.answered_at = at
        asked.save()
        note(user, answer, asked.about, at=at, detail={"revision": asked.revision.number})
    return asked


def approve(
    revision: Revision,
    klass: str,
    approver: User,
    *,
    at: datetime,
    node: str = "",
    seat: str = "",
) -> Approval:
    """Write down an approval; approving again changes nothing."""
    with transaction.atomic():
        made, new = Approval.objects.get_or_create(
            revision=revision,
            node=node,
            klass=klass,
            approver=approver,
            seat=seat,
            voided_at=None,
            defaults={"role": approver.role, "at": at},
        )
        if new:
            note(approver, "approve", f"revision/{revision.number}", at=at, detail={"node": node})
    return made


def void_approvals(nodes: Iterable[str], *, at: datetime) -> int:
    """Take back the standing approvals of the nodes that a later edit touched; say how many.

    An approval of the revision as a whole (node ``""``) falls with any edit.
    """
    touched = set(nodes)
    if not touched:
        return 0
    return Approval.objects.filter(voided_at=None, node__in=touched | {""}).update(voided_at=at)


def standing_approvals(since: int = 0) -> list[Approval]:
    """Give the approvals still valid, of revisions after number ``since``."""
    return list(
        Approval.objects.filter(voided_at=None, revision__number__gt=since).select_related(
            "approver", "revision"
        )
    )


def _asked(user: User) -> models.QuerySet[Acknowledgement]:
    mine = models.Q(pk__in=())
    if user.team:
        mine |= models.Q(team=user.team)
    if user.person:
        mine |= models.Q(person=user.person)
    return Acknowledgement.objects.filter(mine)
