"""``check``: what the rules say of the plan texts alone; no records, no warehouse, no network."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from passerelle.base.finding import Finding
from passerelle.base.language import Text
from passerelle.plan.check import Check
from passerelle.plan.given import Given
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan
from passerelle.plan.model import Plan
from passerelle.plan.rule_catalogue import thresholds_of
from passerelle.verbs.answer import Answer, Json
from passerelle.verbs.check_once import check_once
from passerelle.verbs.house import House


@dataclass(frozen=True, slots=True)
class Checked(Answer):
    """Findings gravest first, what could not be checked, and the alignment figure."""

    findings: tuple[Finding, ...]
    not_checked: tuple[Any, ...]
    held: tuple[str, ...]
    alignment: Json
    blocking: int
    unrecorded: Text | None = None
    revision: int | None = None
    by_rule: Json = field(default_factory=dict)

    @property
    def code(self) -> int:
        """1 when a finding blocks, else 0."""
        return 1 if self.blocking else 0


def check(house: House) -> Checked:
    """Check the files of the workspace.

    Raises:
        InputErrors: a text cannot be read; every fault is given with its place.
    """
    plan = house.plan_on_disk
    return checked(check_once(given_text(house, plan)), unrecorded=_unrecorded(house))


def check_revision(house: House, revision: int) -> Checked:
    """Check the texts of a recorded revision, as ``check`` does those on disk.

    Raises:
        NotFound: there is no such revision.
    """
    from passerelle.records import revisions

    plan = read_plan(revisions.texts_at(revision))
    return checked(check_once(given_text(house, plan)), revision=revision)


def given_text(house: House, plan: Plan) -> Given:
    """Give the rules what text alone can say."""
    return Given(
        plan=plan,
        today=date.fromisoformat(house.workspace.today),
        catalogue=catalogue(),
        templates=_templates(house),
        **rule_settings(house),
    )


def _templates(house: House) -> dict[str, str]:
    """Read the templates of messages, each under its file name, with and without its ending."""
    folder = house.folder / "templates"
    found: dict[str, str] = {}
    for file in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if file.is_file():
            name = file.relative_to(folder)
            text = file.read_text(encoding="utf-8", errors="replace")
            found |= {name.as_posix(): text, name.with_suffix("").as_posix(): text}
    return found


def rule_settings(house: House) -> dict[str, Any]:
    """The workspace's own thresholds and enforcement, over the defaults."""
    settings = house.settings
    return {
        "thresholds": thresholds_of({**settings.thresholds, "enforcement": settings.enforcement})
    }


def checked(
    result: Check, *, unrecorded: Text | None = None, revision: int | None = None
) -> Checked:
    """Turn a check into a verb's answer."""
    counts: Json = {}
    for finding in result.findings:
        counts[finding.rule] = counts.get(finding.rule, 0) + 1
    return Checked(
        findings=result.findings,
        not_checked=result.not_checked,
        held=result.held,
        alignment=result.alignment.as_json(),
        blocking=sum(finding.blocks for finding in result.findings),
        unrecorded=unrecorded,
        revision=revision,
        by_rule=counts,
    )


def _unrecorded(house: House) -> Text | None:
    """Say how far the files are from the recorded head, from the small note left beside the records."""
    from passerelle.verbs.head_note import read_note

    note = read_note(house.workspace)
    if note is None:
        return None
    changed = note.differs_from(house.texts())
    if not changed:
        return None
    count = len(changed)
    return Text(
        en=f"Unrecorded: {count} file(s) differ from revision {note.revision}: {', '.join(changed)}.",
        fr=f"Non enregistré : {count} fichier(s) diffèrent de la révision {note.revision} : {', '.join(changed)}.",
    )
