"""``adjust``: forecast each key result, propose changes of the plan; a person accepts or refuses them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from passerelle.base.errors import NotFound, Refused, nearest
from passerelle.base.language import Text
from passerelle.plan.dump import write_plan
from passerelle.plan.kpi import catalogue
from passerelle.verbs.answer import Answer, Json
from passerelle.verbs.edit import Edited, edit
from passerelle.verbs.foresee import forecast_row, foresee, histories_of
from passerelle.verbs.house import House
from passerelle.verbs.measure import measuring, read_progress
from passerelle.verbs.memo import remembered
from passerelle.verbs.ownership import head_plan, user_of
from passerelle.verbs.progress import tell
from passerelle.verbs.publish import publish

if TYPE_CHECKING:
    from passerelle.measurement.progress import Progress
    from passerelle.records.proposals import ProposalRow


@dataclass(frozen=True, slots=True)
class Adjusted(Answer):
    """Key results with progress and forecast, and the open proposals."""

    revision: int
    forecasts: tuple[Json, ...]
    proposals: tuple[Json, ...]
    currency: str


@dataclass(frozen=True, slots=True)
class Proposals(Answer):
    """Proposals, open ones first."""

    proposals: tuple[Json, ...]


@dataclass(frozen=True, slots=True)
class Decided(Answer):
    """What was decided of a proposal, and the revision it made when accepted."""

    proposal: Json
    revision: int | None
    conflicts: tuple[Json, ...] = ()


def adjust(house: House) -> Adjusted:
    """Forecast and propose, from readings of today, and keep both."""
    from passerelle.verbs.propose import propose_all

    revision, plan = head_plan(house)
    publish(house, plan)
    number = revision.number
    context = measuring(house, plan, number)
    tell(Text(en="Reading the key results", fr="Lecture des résultats clés"))
    rows = read_progress(house, plan, context, number)
    facts = (number, context.as_of)
    histories = remembered(house, ("histories", *facts), lambda: histories_of(plan, context, rows))
    forecasts = []
    for done, (row, history) in enumerate(zip(rows, histories, strict=True)):
        tell(Text(en="Forecasting", fr="Prévision"), done, len(rows))
        body = forecast_row(row, foresee(plan, row, history))
        forecasts.append(_kept_forecast(house, number, row, body))
    tell(Text(en="Looking for better plans", fr="Recherche de meilleurs plans"))
    proposed = remembered(
        house, ("proposed", *facts), lambda: tuple(propose_all(house, plan, context))
    )
    for proposal in proposed:
        _keep(house, number, proposal)
    return Adjusted(
        revision.number, tuple(forecasts), proposals(house).proposals, house.settings.currency
    )


def proposals(house: House) -> Proposals:
    """List the proposals; open ones say what each field holds now."""
    from passerelle.records.proposals import ProposalRow

    rows = sorted(ProposalRow.objects.all(), key=lambda row: (row.status != "open", -row.pk))
    _, plan = head_plan(house)
    written: Json = write_plan(plan)
    return Proposals(
        tuple(
            {**proposal_row(row), "changes": [_beside(change, written) for change in row.changes]}
            if row.status == "open"
            else proposal_row(row)
            for row in rows
        )
    )


def _beside(change: Json, written: Json) -> Json:
    """Give a change with what the plan holds there now; None where it holds nothing."""
    held: Any = written
    path = [*str(change["node"]).split("/"), *str(change["field"]).split("/")]
    for key in (part for part in path if part):
        held = held.get(key) if isinstance(held, dict) else None
    return {**change, "before": held}


def accept(house: House, proposal: str, reason: str = "") -> Decided:
    """Accept a proposal: its changes are written into the texts, comments kept, as a revision.

    Raises:
        NotFound: there is no such proposal.
        Refused: it was decided already, or the fields changed since.
    """
    from passerelle.records.proposals import decide_proposal

    row = _open(proposal)
    why = reason or row.reason.get(house.settings.language, "")
    done: Edited = edit(house, row.changes, why, base=row.revision)
    if done.conflicts:
        return Decided(proposal_row(row), None, done.conflicts)
    decide_proposal(row, "accepted", user_of(house), at=house.clock.now())
    return Decided(proposal_row(row), done.revision)


def refuse(house: House, proposal: str, reason: str = "") -> Decided:
    """Refuse a proposal and keep why.

    Raises:
        NotFound: there is no such proposal.
        Refused: it was decided already.
    """
    from passerelle.records.conversation import Decision
    from passerelle.records.proposals import decide_proposal

    row = _open(proposal)
    decide_proposal(row, "refused", user_of(house), at=house.clock.now())
    Decision.objects.create(
        what=f"refused: {row.kind}",
        why=reason,
        about=f"proposal/{row.pk}",
        author=user_of(house),
        at=house.clock.now(),
    )
    return Decided(proposal_row(row), None)


def proposal_row(row: "ProposalRow") -> Json:
    """Give a proposal as plain JSON."""
    return {
        "id": row.pk,
        "kind": row.kind,
        "title": row.evidence.get("title") if isinstance(row.evidence, dict) else None,
        "reason": row.reason,
        "changes": row.changes,
        "expected": row.expected,
        "effect": _named(str(row.expected.get("key_result", "")).rpartition("/")[2]),
        "read_from": [
            _named(kpi)["name"]
            for kpi in (row.evidence.get("kpis", ()) if isinstance(row.evidence, dict) else ())
        ],
        "evidence": row.evidence.get("kpis", [])
        if isinstance(row.evidence, dict)
        else row.evidence,
        "revision": row.revision,
        "status": row.status,
        "decided_by": str(row.decided_by or ""),
        "at": row.at.isoformat(),
    }


def _named(kpi: str) -> Json:
    """Give what a KPI is called and its unit; one that is not in the catalogue keeps its name."""
    found = catalogue().get(kpi)
    if found is None:
        return {"name": {"en": kpi, "fr": kpi}, "unit": "count"}
    return {"name": found.name.as_json(), "unit": found.unit}


def _kept_forecast(house: House, revision: int, row: "Progress", body: Json) -> Json:
    from passerelle.records.measured import ForecastRow

    found: Any = body["forecast"] or {}
    ForecastRow.objects.create(
        key_result=f"{row.objective}/{row.key_result}",
        at=house.clock.now(),
        revision=revision,
        p10=found.get("p10"),
        p50=found.get("p50"),
        p90=found.get("p90"),
        probability=found.get("probability"),
        body=body,
    )
    return body


def _keep(house: House, revision: int, proposal: Any) -> None:  # noqa: ANN401
    from passerelle.records.proposals import Proposed, keep_proposal

    body = proposal.as_json()
    keep_proposal(
        Proposed(
            kind=body["kind"],
            changes=body["changes"],
            reason=body["reason"],
            expected=body["expected"],
            evidence={"kpis": body["evidence"], "title": body["title"]},
            revision=revision,
        ),
        at=house.clock.now(),
    )


def _open(name: str) -> "ProposalRow":
    from passerelle.records.proposals import ProposalRow

    row = ProposalRow.objects.filter(pk=int(name[:15])).first() if name.isdecimal() else None
    if row is None:
        known = [
            str(pk) for pk in ProposalRow.objects.filter(status="open").values_list("pk", flat=True)
        ]
        raise NotFound(
            Text(en=f"There is no proposal {name}.", fr=f"Il n'y a pas de proposition {name}."),
            nearest(name, known),
        )
    if row.status != "open":
        raise Refused(
            Text(
                en=f"Proposal {name} was decided already.",
                fr=f"La proposition {name} est déjà décidée.",
            ),
            Text(
                en="Run `passerelle adjust` for new ones.",
                fr="Lancez `passerelle adjust` pour de nouvelles.",
            ),
        )
    return row
