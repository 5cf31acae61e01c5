"""Approvals: which the change between what is in force and head asks for, who gave them, who can."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from passerelle.base.errors import Fault, NotAllowed, NotFound, Refused, nearest
from passerelle.base.language import Text
from passerelle.plan.approvals import Needed, needed
from passerelle.plan.brief import person_text, team_text
from passerelle.plan.diff import diff
from passerelle.plan.load import read_plan
from passerelle.plan.model import Plan
from passerelle.plan.rule_catalogue import thresholds_of
from passerelle.verbs.answer import Answer, Json, plain
from passerelle.verbs.facts import day_in
from passerelle.verbs.house import House
from passerelle.verbs.ownership import head_plan, user_of

if TYPE_CHECKING:
    from passerelle.records.people import User
    from passerelle.records.revisions import Revision

SEATS = {
    "owner": Text(en="its owner", fr="son responsable"),
    "sales": Text(en="sales", fr="la vente"),
    "finance": Text(en="finance", fr="la finance"),
    "strategy": Text(en="strategy", fr="la stratégie"),
    "operations": Text(en="operations", fr="l'opérationnel"),
}
"""In which role an approval is given."""

ROLES = {
    "strategy": "strategist",
    "operations": "campaign_manager",
    "sales": "sales",
}
"""Roles of Passerelle that take a seat without being named in the plan."""


@dataclass(frozen=True, slots=True)
class Approvals(Answer):
    """What is asked of whom for ``revision``.

    ``alone`` says that fewer than two people can sign in, so that nothing waits for another.
    """

    revision: int
    applied: int | None
    klass: str
    needed: tuple[Json, ...]
    missing: int
    alone: bool


def approvals(house: House) -> Approvals:
    """Say which approvals the change in waiting asks for and which it has."""
    from passerelle.records import revisions

    revision, plan = head_plan(house)
    in_force = revisions.applied()
    rows = approval_rows(house, revision, in_force, plan)
    changed = diff(read_plan(in_force.texts), plan, day_in(house)).klass if in_force else ""
    return Approvals(
        revision.number,
        in_force.number if in_force else None,
        changed,
        rows,
        sum(not row["given"] for row in rows),
        is_alone(),
    )


def approve(house: House, revision: int, seat: str = "") -> Approvals:
    """Approve what head does, in one seat or in all that the actor may take.

    Args:
        house: The workspace, seen by whoever approves.
        revision: The revision that they have looked at; an older one is refused.
        seat: ``sales``, ``finance``, ``strategy``, ``operations``, ``owner:<person>``; empty for
            all of theirs.

    Raises:
        NotFound: there is no such revision, or nothing asks for that seat.
        Refused: somebody wrote since; look again.
        NotAllowed: none of the seats is the actor's.
    """
    from passerelle.records import revisions
    from passerelle.records.conversation import approve as write_approval

    seen = revisions.revision(revision)
    head, plan = head_plan(house)
    if seen.number != head.number:
        raise _moved_on(seen.number, head.number)
    user = user_of(house)
    wanted = _wanted(house, head, revisions.applied(), plan)
    if seat and seat not in {one.key for one in wanted}:
        raise NotFound(
            Text(en=f"No change asks for '{seat}'.", fr=f"Aucun changement ne demande « {seat} »."),
            nearest(seat, [one.key for one in wanted]),
        )
    mine = [one for one in wanted if seat in {"", one.key} and may_take(user, one)]
    if not mine and (wanted or seat):
        raise _not_yours(plan, wanted)
    for one in mine:
        for node in one.nodes:
            write_approval(head, one.klass, user, at=house.clock.now(), node=node, seat=one.key)
    return approvals(house)


def approval_rows(
    house: House, revision: "Revision", in_force: "Revision | None", plan: Plan
) -> tuple[Json, ...]:
    """Give each approval that is asked for: in which seat, for what, who gave it, who can."""
    wanted = _wanted(house, revision, in_force, plan)
    if not wanted:
        return ()
    since = in_force.number if in_force else 0
    given, authors, user = _given(since), _authors(since), user_of(house)
    return tuple(_row(plan, one, given, authors, user) for one in wanted)


def refuse_unapproved(
    house: House, revision: "Revision", in_force: "Revision | None", plan: Plan
) -> None:
    """Let a change pass that has all approvals, or say which it waits for.

    Raises:
        Refused: an approval is missing, and somebody else is here to give it.
    """
    if in_force is None or is_alone():
        return
    missing = [row for row in approval_rows(house, revision, in_force, plan) if not row["given"]]
    if not missing:
        return
    fault = Refused(
        Text(
            en=f"{len(missing)} approval(s) are missing.",
            fr=f"Il manque {len(missing)} approbation(s).",
        ),
        Text(
            en="Ask them to open the preview and approve, or run "
            f"`passerelle approve {revision.number} --seat …` for them.",
            fr="Demandez-leur d'ouvrir l'aperçu et d'approuver, ou lancez "
            f"`passerelle approve {revision.number} --seat …` pour eux.",
        ),
    )
    fault.faults = (*fault.faults, *(_missing_fault(row) for row in missing))
    fault.args = (fault.read("en"),)
    raise fault


def is_alone() -> bool:
    """Whether fewer than two people can sign in: then nobody waits for another."""
    from passerelle.records.people import User

    return User.objects.filter(is_active=True).exclude(username="terminal").count() < 2  # noqa: PLR2004


def may_take(user: "User", one: Needed) -> bool:
    """Whether a user may give an approval: by person, by team, by role, or as administrator."""
    named = (user.person and user.person in one.people) or (user.team and user.team in one.teams)
    by_role = user.role == ROLES.get(one.seat) and not user.team
    return bool(named or by_role or user.role == "administrator")


def _wanted(
    house: House, revision: "Revision", in_force: "Revision | None", plan: Plan
) -> tuple[Needed, ...]:
    if in_force is None or in_force.number == revision.number:
        return ()
    before = read_plan(in_force.texts)
    changes = diff(before, plan, day_in(house)).changes
    return needed(before, plan, changes, thresholds_of(house.settings.thresholds))


Given = Mapping[tuple[str, str], str]
"""Who approved, by (seat, node)."""

Authors = Mapping[str, "tuple[User | None, ...]"]
"""Who wrote each node since what is in force."""


def _given(since: int) -> Given:
    from passerelle.records.conversation import standing_approvals

    return {(row.seat, row.node): str(row.approver) for row in standing_approvals(since)}


def _authors(since: int) -> Authors:
    from passerelle.records import revisions

    found: dict[str, dict[User | None, None]] = {}
    for row in revisions.Revision.objects.select_related("author").filter(number__gt=since):
        for change in row.summary.get("changes", ()):
            found.setdefault(change["node"], {})[row.author] = None
    return {node: tuple(users) for node, users in found.items()}


def _row(plan: Plan, one: Needed, given: Given, authors: Authors, user: "User") -> Json:
    by = {node: _by(one, node, given, authors) for node in one.nodes}
    names = [person_text(plan, name) for name in one.people] if one.seat == "owner" else []
    names += [team_text(plan, name) for name in one.teams]
    return {
        "seat": one.key,
        "title": SEATS[one.seat].as_json(),
        "klass": one.klass,
        "nodes": list(one.nodes),
        "who": [plain(name) for name in names],
        "why": one.why.as_json(),
        "given": all(by.values()),
        "by": sorted({name for name in by.values() if name}),
        "mine": may_take(user, one),
    }


def _by(one: Needed, node: str, given: Given, authors: Authors) -> str:
    """Name who approved a node: who said so, or who alone wrote it in a seat that is theirs."""
    if (one.key, node) in given:
        return given[one.key, node]
    wrote = [user for user in authors.get(node, ()) if user is not None]
    own = [user for user in wrote if user.role != "administrator" and may_take(user, one)]
    return str(own[0]) if own and len(own) == len(authors[node]) else ""


def _missing_fault(row: Json) -> Fault:
    who = {lang: ", ".join(name[lang] for name in row["who"]) for lang in ("en", "fr")}
    nodes = ", ".join(row["nodes"])
    return Fault(
        Text(
            en=f"Missing: {row['title']['en']} ({who['en']}) on {nodes}. {row['why']['en']}",
            fr=f"Il manque\u202f: {row['title']['fr']} ({who['fr']}) sur {nodes}. {row['why']['fr']}",
        ),
        Text(
            en=f"`passerelle approve REVISION --seat {row['seat']}`, or the button of the preview.",
            fr=f"`passerelle approve RÉVISION --seat {row['seat']}`, ou le bouton de l'aperçu.",
        ),
    )


def _moved_on(seen: int, head: int) -> Refused:
    return Refused(
        Text(
            en=f"You looked at revision {seen}; {head} was recorded since.",
            fr=f"Vous avez regardé la révision {seen}\u202f; la {head} a été enregistrée depuis.",
        ),
        Text(
            en="Look at the preview again, then approve.",
            fr="Regardez de nouveau l'aperçu, puis approuvez.",
        ),
    )


def _not_yours(plan: Plan, wanted: tuple[Needed, ...]) -> NotAllowed:
    names = sorted({name for one in wanted for name in (*one.people, *one.teams)})
    texts = [
        person_text(plan, name) if name in plan.people else team_text(plan, name) for name in names
    ]
    return NotAllowed(
        Text(
            en="None of the approvals of this change is yours to give.",
            fr="Aucune des approbations de ce changement n'est la vôtre.",
        ),
        Text(
            en=f"They belong to: {', '.join(one.en for one in texts) or '–'}.",
            fr=f"Elles reviennent à\u202f: {', '.join(one.fr for one in texts) or '–'}.",
        ),
    )
