"""``preview``: what apply would do, in people, money, dates, promises, goals and checks."""

import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from passerelle.base.errors import NotFound
from passerelle.base.finding import Finding
from passerelle.base.language import Text
from passerelle.plan.check import Check
from passerelle.plan.check import check as check_plan
from passerelle.plan.diff import ChangeSet, diff
from passerelle.plan.given import Given
from passerelle.plan.load import read_plan
from passerelle.plan.model import Plan
from passerelle.plan.picture import picture
from passerelle.verbs.answer import Answer, Json, plain
from passerelle.verbs.approvals import approval_rows
from passerelle.verbs.audience import moment_of, naive
from passerelle.verbs.carriers import Carried, carried
from passerelle.verbs.facts import day_in, given_all
from passerelle.verbs.house import House
from passerelle.verbs.ownership import head_plan
from passerelle.verbs.progress import tell
from passerelle.verbs.publish import publish
from passerelle.verbs.reading_requests import ask_readers
from passerelle.verbs.stock import stock_lines

if TYPE_CHECKING:
    from passerelle.records.revisions import Revision


@dataclass(frozen=True, slots=True)
class Preview(Answer):
    """What apply would do; ``state`` says which texts it was made from, ``stands`` where the plan stands."""

    revision: int
    applied: int | None
    klass: str
    reason: str
    lines: Json
    sends: tuple[Json, ...]
    tasks: tuple[Json, ...]
    readers: tuple[Json, ...]
    findings: tuple[Finding, ...]
    not_checked: tuple[Any, ...]
    alignment: Json
    blocked: tuple[Finding, ...]
    state: str
    made_at: datetime
    saved_as: str
    stands: Json = field(default_factory=dict)
    approvals: tuple[Json, ...] = ()

    @property
    def code(self) -> int:
        """1 when something blocks, as ``check`` does."""
        return 1 if self.blocked else 0


def preview(house: House, reason: str = "") -> Preview:
    """Show what putting head in force would do, and ask those who must read it.

    Raises:
        InputErrors: no revision exists yet and the files cannot be read.
    """
    from passerelle.records import revisions

    revision, plan = head_plan(house)
    in_force = revisions.applied()
    before = read_plan(in_force.texts) if in_force else Plan()
    tell(Text(en="Publishing the records", fr="Publication des registres"))
    publish(house, plan)
    changed = diff(before, plan, day_in(house))
    readers = ask_readers(house, revision, plan, changed if in_force else ChangeSet(()), before)
    tell(Text(en="Checking the rules", fr="Vérification des règles"))
    given = given_all(house, plan)
    result = check_plan(given)
    made = _preview(house, revision, in_force, changed, result, plan, reason, readers)
    asked = approval_rows(house, revision, in_force, plan)
    made = replace(made, stands=_stands(house, given), approvals=asked)
    _save(house, made)
    return made


def _stands(house: House, given: Given) -> Json:
    """Say where the plan stands: load, money, offers, dates, goals."""
    found: Json = dict(picture(given))
    found["promises"] = (*found.get("promises", ()), *stock_lines(house, given.plan))
    return {group: plain(found[group]) for group in GROUPS if found.get(group)}


@dataclass(frozen=True, slots=True)
class Saved(Answer):
    """A preview as it was saved."""

    body: Json

    def as_json(self) -> Json:
        """Give the preview itself."""
        return self.body


def saved_preview(house: House, revision: int) -> Saved:
    """Read a preview that was saved, also a stale one.

    Raises:
        NotFound: that revision was never previewed.
    """
    path = house.workspace.folder / f".passerelle/previews/preview-{revision}.json"
    try:
        return Saved(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as fault:
        raise NotFound(
            Text(
                en=f"Revision {revision} was never previewed.",
                fr=f"La révision {revision} n'a jamais eu d'aperçu.",
            ),
            Text(en="Run `passerelle preview`.", fr="Lancez `passerelle preview`."),
        ) from fault


def _preview(  # noqa: PLR0913 (the parts of one picture)
    house: House,
    revision: "Revision",
    in_force: "Revision | None",
    changed: ChangeSet,
    result: Check,
    plan: Plan,
    reason: str,
    readers: tuple[Json, ...],
) -> Preview:
    sends = tuple(
        _send_line(house, row, plan)
        for row in carried(plan)
        if row.by == "send" and _coming(house, row)
    )
    tasks = tuple(
        _task_line(row) for row in carried(plan) if row.by == "task" and _coming(house, row)
    )
    blocked = tuple(finding for finding in result.findings if finding.blocks)
    return Preview(
        revision=revision.number,
        applied=in_force.number if in_force else None,
        klass=changed.klass,
        reason=reason or revision.reason,
        lines=_lines(changed, sends, result),
        sends=sends,
        tasks=tasks,
        readers=readers,
        findings=result.findings,
        not_checked=result.not_checked,
        alignment=result.alignment.as_json(),
        blocked=blocked,
        state=state_of(revision, in_force),
        made_at=house.clock.now(),
        saved_as=f".passerelle/previews/preview-{revision.number}.json",
    )


def state_of(revision: "Revision", in_force: "Revision | None") -> str:
    """Name what a preview is made from: the texts, and the revision in force."""
    return sha256(f"{revision.digest}:{in_force.number if in_force else 0}".encode()).hexdigest()[
        :12
    ]


def reach_of(house: House, row: Carried, plan: Plan) -> Any:  # noqa: ANN401
    """Say whom one action reaches now, with its holdout and the weekly cap."""
    from passerelle.audience.compile import compile_segments
    from passerelle.audience.reach import reach

    moment = naive(moment_of(house))
    people = compile_segments(house.warehouse, plan.segments, row.action.segments, moment)
    held = (row.name, row.action.holdout) if row.action.holdout else None
    return reach(
        house.warehouse,
        people,
        row.action.by or "",
        moment,
        holdout=held,
        cap=house.settings.contacts_per_week,
    )


def _coming(house: House, row: Carried) -> bool:
    return row.action.when is not None and not row.is_over(day_in(house))


def _send_line(house: House, row: Carried, plan: Plan) -> Json:
    found = reach_of(house, row, plan)
    return {
        "action": row.name,
        "segments": list(row.action.segments),
        "channel": row.action.by,
        "when": str(row.action.when),
        "owner": row.action.owner,
        "matched": found.matched,
        "reachable": found.reachable,
        "reasons": found.reasons,
        "state": _state_of(row.name),
        "cost": plain(row.action.cost.amount) if row.action.cost else None,
    }


def _state_of(action: str) -> str:
    """Where the send of an action stands; empty while it has none."""
    from passerelle.records.delivery import Send

    send = Send.objects.filter(key=f"{action}/1").first()
    return str(send.state) if send else ""


def _task_line(row: Carried) -> Json:
    return {
        "action": row.name,
        "channel": row.action.by,
        "when": str(row.action.when),
        "owner": row.action.owner,
        "cost": plain(row.action.cost.amount) if row.action.cost else None,
    }


def _lines(changed: ChangeSet, sends: tuple[Json, ...], result: Check) -> Json:
    """Group what changes under the six headings; people and checks also say what is, not only what changes."""
    lines: Json = {group: list(found) for group, found in changed.summary.items()}
    lines.setdefault("people", []).extend(_people(sends))
    lines["checks"] = [_checks(result)]
    return {group: plain(lines.get(group, [])) for group in GROUPS}


GROUPS = ("people", "money", "dates", "promises", "goals", "checks")


def _people(sends: tuple[Json, ...]) -> list[Text]:
    return [
        Text(
            en=f"{row['action']}: {row['matched']:,} match, "
            f"{row['reachable']:,} reachable by {row['channel']}",
            fr=f"{row['action']}\u202f: {_fr(row['matched'])} concernés, "
            f"{_fr(row['reachable'])} joignables par {row['channel']}",
        )
        for row in sends
    ]


def _fr(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")


def _checks(result: Check) -> Text:
    blocking = sum(finding.blocks for finding in result.findings)
    total = len(result.findings)
    return Text(
        en=f"{total} findings, {blocking} blocking; {len(result.not_checked)} rules not checked",
        fr=f"{total} constats, dont {blocking} bloquants\u202f; {len(result.not_checked)} règles non vérifiées",
    )


def _save(house: House, made: Preview) -> None:
    """Keep the preview; the one that a revision was applied from is never written over."""
    path = house.workspace.folder / made.saved_as
    if made.applied == made.revision and path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(made.as_json(), ensure_ascii=False, indent=1), encoding="utf-8")
    beside.replace(path)
