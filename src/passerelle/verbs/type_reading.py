"""``read``: type a figure that no source holds, with its day, its sample and where it comes from."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from passerelle.base.errors import Refused, UserError
from passerelle.base.language import Text
from passerelle.plan.kpi import Kpi
from passerelle.plan.model import Plan
from passerelle.verbs.answer import Answer, Json
from passerelle.verbs.facts import day_in
from passerelle.verbs.house import House
from passerelle.verbs.measure import kpi_words, measuring
from passerelle.verbs.ownership import head_plan, user_of
from passerelle.verbs.publish import publish

if TYPE_CHECKING:
    from passerelle.records.measured import ReadingRow

BOUNDS = {"share": (Decimal(0), Decimal(1)), "score": (Decimal(-100), Decimal(100))}
"""What a figure of a unit can be at all; other units are 0 or more."""

EXACT = Decimal("0.00000001")


@dataclass(frozen=True, slots=True)
class Read(Answer):
    """The figure as it counts from now on, and those typed before for the same day."""

    reading: Json
    kpi: Json
    replaced: tuple[Json, ...]


def type_reading(  # noqa: PLR0913  each is one box of the form
    house: House,
    kpi: str,
    value: str,
    on: str = "",
    n: int = 0,
    source: str = "",
    comment: str = "",
) -> Read:
    """Write down a figure that a person read somewhere; a later one for the same day replaces it.

    Args:
        house: The workspace.
        kpi: A KPI typed by hand, of the catalogue or of the plan.
        value: In the KPI's unit; a percentage for a share: ``12,5`` or ``12.5 %``.
        on: The day it holds for, today when empty.
        n: How many answers it rests on; gives a share its interval.
        source: Where it comes from; the plan's own words for it when empty.
        comment: Anything else.

    Raises:
        NotFound: there is no such KPI.
        Refused: the KPI is computed.
        UserError: the value, the day or the sample cannot be, or no source is named.
    """
    from passerelle.measurement.kpi import definition
    from passerelle.measurement.kpi import measure as measure_one

    _, plan = head_plan(house)
    found = definition(measuring(house, plan), kpi)
    if not found.by_hand:
        raise _computed(found)
    day = _day(house, on)
    replaced = tuple(_row_json(row) for row in _same_day(found.id, day))
    body = _body(found, _number(value, found), n, source or _source_in(plan, found.id), comment)
    _keep(house, found, day, body)
    publish(house, plan)
    reading: Any = measure_one(measuring(house, plan), found.id, _only(day)).as_json()
    return Read({**reading, "sql": ""}, kpi_words(found), replaced)


def _only(day: date) -> Any:  # noqa: ANN401
    from passerelle.base.period import Period

    return Period(day, day)


def _keep(house: House, kpi: Kpi, day: date, body: Json) -> None:
    from django.db import transaction

    from passerelle.records.audit import note
    from passerelle.records.measured import ReadingRow
    from passerelle.records.revisions import head

    user, now, revision = user_of(house), house.clock.now(), head()
    with transaction.atomic():
        last = ReadingRow.objects.filter(kpi=kpi.id, start=day, end=day).order_by("as_of").last()
        if last is not None and last.as_of >= now:
            now = last.as_of + timedelta(microseconds=1)
        ReadingRow.objects.create(
            kpi=kpi.id,
            start=day,
            end=day,
            as_of=now,
            revision=revision.number if revision else None,
            value=Decimal(body["value"]).quantize(EXACT),
            body={**body, "who": user.username},
        )
        detail = {name: body[name] for name in ("value", "n", "source", "comment")}
        note(user, "type-reading", f"kpis/{kpi.id}", at=now, detail={**detail, "day": str(day)})


def _body(kpi: Kpi, value: Decimal, n: int, source: str, comment: str) -> Json:
    from passerelle.measurement.interval import wilson

    if n < 0:
        raise UserError(
            Text(en=f"A sample of {n} cannot be.", fr=f"Un échantillon de {n} est impossible."),
            Text(
                en="Write how many people answered.", fr="Écrivez combien de personnes ont répondu."
            ),
        )
    if not source.strip():
        raise UserError(
            Text(en="A figure typed by hand needs its source.", fr="Un chiffre saisi à la main a besoin de sa source."),
            Text(
                en='Add --source "who measured it, and how".',
                fr="Ajoutez --source « qui l'a mesuré, et comment ».",
            ),
        )  # fmt: skip
    bounds = wilson(value * n, Decimal(n)) if kpi.unit == "share" and n else None
    low, high = bounds or (None, None)
    return {
        "typed": True,
        "value": f"{value:f}",
        "low": None if low is None else f"{low:f}",
        "high": None if high is None else f"{high:f}",
        "n": n,
        "unit": kpi.unit,
        "source": source.strip(),
        "comment": comment.strip(),
    }


def _number(text: str, kpi: Kpi) -> Decimal:
    plain = text.strip().replace("\u202f", "").replace("\u00a0", "").replace(" ", "")
    plain = plain.removesuffix("%").replace(",", ".")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        value = Decimal("NaN")
    if kpi.unit == "share":
        value = value / 100
    low, high = BOUNDS.get(kpi.unit, (Decimal(0), Decimal("Infinity")))
    if not value.is_finite() or not low <= value <= high:
        raise UserError(
            Text(
                en=f"'{text}' is no figure for {kpi.en}.",
                fr=f"« {text} » n'est pas un chiffre pour {kpi.fr}.",
            ),
            _expected(kpi),
        )
    return value


def _expected(kpi: Kpi) -> Text:
    if kpi.unit == "share":
        return Text(
            en="Write a percentage from 0 to 100, such as 12.5.",
            fr="Écrivez un pourcentage de 0 à 100, par exemple 12,5.",
        )
    if kpi.unit == "score":
        return Text(
            en="Write points from -100 to 100, such as 42.",
            fr="Écrivez des points de -100 à 100, par exemple 42.",
        )
    return Text(
        en="Write a number of 0 or more, such as 1250.50.",
        fr="Écrivez un nombre positif ou nul, par exemple 1250,50.",
    )


def _day(house: House, text: str) -> date:
    today = day_in(house)
    try:
        found = date.fromisoformat(text) if text else today
    except ValueError as fault:
        raise UserError(
            Text(en=f"'{text}' is not a day.", fr=f"« {text} » n'est pas un jour."),
            Text(en="Write it as 2026-11-23.", fr="Écrivez-le ainsi : 2026-11-23."),
        ) from fault
    if found > today:
        raise UserError(
            Text(en=f"{found} has not come yet.", fr=f"Le {found} n'est pas encore venu."),
            Text(en="Write the day that was measured.", fr="Écrivez le jour qui a été mesuré."),
        )
    return found


def _source_in(plan: Plan, name: str) -> str:
    """Give the source that the plan names for this KPI, of the metric or of a key result."""
    metric = plan.metrics.get(name)
    if metric and metric.source:
        return metric.source
    results = (
        result.source
        for objective in plan.objectives.values()
        for own, result in objective.results.items()
        if (result.metric or own) == name and result.source
    )
    return next(results, "")


def _same_day(kpi: str, day: date) -> "list[ReadingRow]":
    from passerelle.records.measured import ReadingRow

    rows = ReadingRow.objects.filter(kpi=kpi, start=day, end=day, body__typed=True)
    return list(rows.order_by("-as_of"))


def _row_json(row: "ReadingRow") -> Json:
    return {**row.body, "day": row.end.isoformat(), "at": row.as_of.isoformat()}


def _computed(kpi: Kpi) -> Refused:
    needs = ", ".join(need.replace("|", " / ") for need in kpi.needs)
    return Refused(
        Text(
            en=f"{kpi.en} is computed (from: {needs}), so it is not typed.",
            fr=f"{kpi.fr} est calculé (à partir de : {needs}), il ne se saisit donc pas.",
        ),
        Text(
            en=f"Run `passerelle measure {kpi.id}`; a wrong figure is repaired in its source.",
            fr=f"Lancez `passerelle measure {kpi.id}` ; un chiffre faux se corrige dans sa source.",
        ),
    )
