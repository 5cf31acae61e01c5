"""``apply``: put the previewed revision in force, queue what is due after a hold, make the task sheets.

It sends nothing itself. A second apply says "no change"; killed at any point and run again it
converges, because each of its steps changes nothing when repeated.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from passerelle.base.errors import Fault, Refused
from passerelle.base.finding import Finding
from passerelle.base.language import LANGUAGES, Text
from passerelle.plan.alignment import align_parts
from passerelle.plan.check import check as check_plan
from passerelle.plan.diff import diff
from passerelle.plan.load import read_plan
from passerelle.plan.model import Plan
from passerelle.verbs.answer import Answer, Json
from passerelle.verbs.approvals import refuse_unapproved
from passerelle.verbs.carriers import carried
from passerelle.verbs.check import given_text
from passerelle.verbs.due import make_task_sheets, queue_due
from passerelle.verbs.facts import day_in, given_all
from passerelle.verbs.house import House
from passerelle.verbs.ownership import FIRST, ON_DISK, head_plan, user_of
from passerelle.verbs.preview import reach_of, state_of
from passerelle.verbs.progress import tell
from passerelle.verbs.publish import publish

if TYPE_CHECKING:
    from passerelle.records.revisions import Revision


@dataclass(frozen=True, slots=True)
class Applied(Answer):
    """What apply did; ``changed`` is False when the revision was in force and nothing was due."""

    revision: int
    before: int | None
    klass: str
    changed: bool
    queued: tuple[Json, ...]
    tasks: tuple[Json, ...]
    hold_seconds: int


class Blocked(Refused):
    """Findings stop the apply; each is given with its place and repair."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(
            Text(
                en=f"{len(findings)} finding(s) block this apply.",
                fr=f"{len(findings)} constat(s) bloquent l'application.",
            ),
            Text(
                en="Repair each, or record a waiver where the rule allows one; then preview again.",
                fr="Corrigez chacun, ou enregistrez une dérogation là où la règle l'admet ; puis refaites l'aperçu.",
            ),
        )
        self.findings = findings
        self.faults = (*self.faults, *(Fault(_headed(f), f.fix, f.place) for f in findings))
        self.args = (self.read("en"),)


def apply(house: House, reason: str = "") -> Applied:
    """Put head in force as it was previewed.

    Raises:
        Refused: no preview, a stale one (the text says why), blocking findings, a strategic change
            without a reason, a missing approval, or another apply came first. Nothing was done.
    """
    from passerelle.records import revisions

    revision, plan = head_plan(house)
    before = revisions.applied()
    tell(Text(en="Looking at the preview", fr="Examen de l'aperçu"))
    publish(house, plan)
    if before is None or before.number != revision.number:
        _may_apply(house, revision, before, plan, reason)
        _keep_reason(house, revision, reason)
        revisions.move_applied(
            revision.number,
            was=before.number if before else None,
            at=house.clock.now(),
            author=user_of(house),
        )
    _note_alignment(house, revision, plan)
    tell(Text(en="Queueing what is due", fr="Mise en file de ce qui est dû"))
    queued = queue_due(house, plan, revision.number)
    tasks = make_task_sheets(house, plan, revision.number)
    old = read_plan(before.texts) if before else Plan()
    moved = before is None or before.number != revision.number
    return Applied(
        revision.number,
        before.number if before else None,
        diff(old, plan).klass,
        moved or bool(queued) or bool(tasks),
        queued,
        tasks,
        house.settings.hold_seconds,
    )


def _may_apply(
    house: House, revision: "Revision", before: "Revision | None", plan: Plan, reason: str
) -> None:
    saved = _refuse_stale(house, revision, before, plan)
    changed = diff(read_plan(before.texts) if before else Plan(), plan, day_in(house))
    said = reason or _said(saved)
    if before is not None and changed.klass == "strategic" and not said:
        raise Refused(
            Text(
                en="This change is strategic and gives no reason.",
                fr="Ce changement est stratégique et sans raison.",
            ),
            Text(
                en="Say why with --reason: the people affected will read it.",
                fr="Dites pourquoi avec --reason : les personnes concernées le liront.",
            ),
        )
    result = check_plan(given_all(house, plan))
    blocked = tuple(
        one for one in result.findings if one.blocks and not (said and one.rule == NO_REASON)
    )
    if blocked:
        raise Blocked(blocked)
    refuse_unapproved(house, revision, before, plan)


NO_REASON = "AL-092"
"""The rule that asks for a reason: one given now answers it."""


def _refuse_stale(
    house: House, revision: "Revision", before: "Revision | None", plan: Plan
) -> Json:
    """Give the preview that was saved.

    Raises:
        Refused: there is none, or it no longer shows what apply would do.
    """
    path = house.workspace.folder / f".passerelle/previews/preview-{revision.number}.json"
    if not path.exists():
        raise _stale(Text(en="head was never previewed", fr="la tête n'a jamais été vue en aperçu"))
    saved: Json = json.loads(path.read_text(encoding="utf-8"))
    if saved["state"] != state_of(revision, before):
        raise _stale(
            Text(
                en="the texts or the revision in force differ",
                fr="les textes ou la révision en vigueur diffèrent",
            )
        )
    age = house.clock.now() - datetime.fromisoformat(saved["made_at"])
    if age > timedelta(hours=house.settings.preview_hours):
        raise _stale(
            Text(
                en=f"it is older than {house.settings.preview_hours} hours",
                fr=f"il a plus de {house.settings.preview_hours} heures",
            )
        )
    _refuse_moved_reach(house, saved["sends"], plan)
    return saved


def _said(saved: Json) -> str:
    """Give the reason that a person gave; the words we write ourselves are none."""
    ours = {text.read(language) for text in (FIRST, ON_DISK) for language in LANGUAGES}
    return "" if saved["reason"] in ours else str(saved["reason"])


def _keep_reason(house: House, revision: "Revision", reason: str) -> None:
    """Keep why this revision is put in force, where decisions are read."""
    from passerelle.records.conversation import Decision

    if reason:
        what = Text(
            en=f"revision {revision.number} put in force",
            fr=f"révision {revision.number} mise en vigueur",
        )
        Decision.objects.get_or_create(
            about=f"revision/{revision.number}",
            why=reason,
            defaults={
                "what": what.read(house.settings.language),
                "author": user_of(house),
                "at": house.clock.now(),
            },
        )


def _refuse_moved_reach(house: House, seen: list[Json], plan: Plan) -> None:
    """Refuse when an audience is no longer of the size that people agreed to."""
    then = {row["action"]: int(row["reachable"]) for row in seen}
    for row in carried(plan):
        if row.name not in then:
            continue
        now = int(reach_of(house, row, plan).reachable)
        moved = abs(Decimal(now - then[row.name])) / max(then[row.name], 1)
        if moved > house.settings.reach_drift:
            raise _stale(
                Text(
                    en=f"the audience of {row.name} went from {then[row.name]:,} to {now:,}",
                    fr=f"l'audience de {row.name} est passée de {then[row.name]} à {now}",
                )
            )


def _stale(why: Text) -> Refused:
    return Refused(
        Text(en="The preview is stale.", fr="L'aperçu est périmé."),
        Text(
            en="Run `passerelle preview`, read it, then apply.",
            fr="Lancez `passerelle preview`, lisez-le, puis appliquez.",
        ),
        why=Text(en=f"Because {why.en}.", fr=f"En effet, {why.fr}."),
    )


def _headed(finding: Finding) -> Text:
    message = finding.message
    return Text(en=f"{finding.rule} {message.en}", fr=f"{finding.rule} {message.fr}")


def _note_alignment(house: House, revision: "Revision", plan: Plan) -> None:
    """Note the alignment figures of what is in force, once each time that it changes."""
    from passerelle.records.measured import AlignmentReading

    last = AlignmentReading.objects.last()
    if last is not None and last.revision == revision.number:
        return
    given = given_text(house, plan)
    result = check_plan(given)
    figures = {"": result.alignment, **align_parts(given, result.findings)}
    now = house.clock.now()
    AlignmentReading.objects.bulk_create(
        AlignmentReading(
            scope=scope,
            revision=revision.number,
            at=now,
            aligned=figure.follows,
            total=figure.total,
            floor=figure.percent,
            currency=figure.unit[:3],
        )
        for scope, figure in figures.items()
    )
