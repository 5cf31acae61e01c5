"""``bonuses``: what the bonus schemes would pay; a simulation, Passerelle never pays anything."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from passerelle.base.errors import NotFound, UserError, nearest
from passerelle.base.language import Text
from passerelle.plan.attainment import attainment
from passerelle.plan.attainment import kept as kept_of
from passerelle.plan.bonus import payout
from passerelle.plan.brief import person_text, team_text
from passerelle.plan.given import Given
from passerelle.plan.model import Plan
from passerelle.plan.strategy import Bonus
from passerelle.verbs.answer import Answer, Json, plain
from passerelle.verbs.facts import deeds_known
from passerelle.verbs.house import House
from passerelle.verbs.ownership import head_plan

MOST = Decimal(10)
"""The largest attainment that can be typed: ten times the target."""

YES, NO = {"yes", "oui", "true"}, {"no", "non", "false"}

NOTE = Text(
    en="A simulation: nothing is paid, nothing is recorded.",
    fr="Une simulation\u202f: rien n'est versé, rien n'est enregistré.",
)


@dataclass(frozen=True, slots=True)
class Bonuses(Answer):
    """What each scheme of head would pay.

    ``objectives`` and ``guardrails`` are what is rewarded and what must be kept, each with where its
    figure comes from: ``typed``, ``forecast``, ``reading``, or nothing while it is not known.
    """

    revision: int
    note: Text
    schemes: tuple[Json, ...]
    objectives: tuple[Json, ...]
    guardrails: tuple[Json, ...]


def bonuses(
    house: House, attained: dict[str, str] | None = None, kept: dict[str, str] | None = None
) -> Bonuses:
    """Simulate the bonus schemes of head.

    Args:
        house: The workspace.
        attained: Attainments typed by someone, per cent by objective: ``{"vendre": "90"}``; the
            others come from forecasts and readings.
        kept: Guardrails that someone takes for kept or not, ``yes`` or ``no`` by objective.

    Raises:
        NotFound: no scheme rewards, or is guarded by, an objective of that name.
        UserError: a number cannot be read, or is not between 0 and 1000.
    """
    revision, plan = head_plan(house)
    schemes = plan.bonuses.values()
    rewarded = tuple(dict.fromkeys(one for scheme in schemes for one in scheme.rewards))
    guarding = tuple(dict.fromkeys(one for scheme in schemes for one in scheme.guardrails))
    given = deeds_known(house, plan)
    shares = _shares(given, rewarded, _filled(attained, rewarded))
    answers = _answers(given, guarding, _filled(kept, guarding))
    known = {name: one for name, (one, _) in shares.items() if one is not None}
    holds = {name: one for name, (one, _) in answers.items() if one is not None}
    return Bonuses(
        revision.number,
        NOTE,
        tuple(scheme(plan, name, one, known, holds) for name, one in plan.bonuses.items()),
        tuple(
            {"name": name, "title": _title(plan, name), "attained": plain(share), "basis": basis}
            for name, (share, basis) in shares.items()
        ),
        tuple(
            {"name": name, "title": _title(plan, name), "kept": held, "basis": basis}
            for name, (held, basis) in answers.items()
        ),
    )


def _filled(typed: Mapping[str, str] | None, names: tuple[str, ...]) -> dict[str, str]:
    """Keep what was typed.

    Raises:
        NotFound: it names nothing that counts.
    """
    found = {name: str(text).strip() for name, text in (typed or {}).items() if str(text).strip()}
    for name in found:
        if name not in names:
            raise NotFound(
                Text(
                    en=f"No bonus scheme counts '{name}'.",
                    fr=f"Aucun système de prime ne compte «\u202f{name}\u202f».",
                ),
                nearest(name, names),
            )
    return found


def _shares(
    given: Given, names: Iterable[str], typed: Mapping[str, str]
) -> dict[str, tuple[Decimal | None, str]]:
    found: dict[str, tuple[Decimal | None, str]] = {}
    for name in names:
        worked = attainment(given, name)
        if name in typed:
            found[name] = _percent(typed[name]), "typed"
        else:
            found[name] = (worked.share, worked.basis) if worked else (None, "")
    return found


def _answers(
    given: Given, names: Iterable[str], typed: Mapping[str, str]
) -> dict[str, tuple[bool | None, str]]:
    found: dict[str, tuple[bool | None, str]] = {}
    for name in names:
        worked = kept_of(given, name)
        if name in typed:
            found[name] = _yes(typed[name]), "typed"
        else:
            found[name] = worked, "" if worked is None else "reading"
    return found


def scheme(
    plan: Plan, name: str, one: Bonus, known: Mapping[str, Decimal], holds: Mapping[str, bool]
) -> Json:
    """Simulate one scheme: whose it is, what it would pay and why, and what counts.

    Args:
        plan: The plan.
        name: The scheme's id.
        one: The scheme.
        known: How far each objective was reached, >= 0, 1 when just reached; one that is missing is
            not known.
        holds: Whether each guardrail is kept.
    """
    made = payout(one, known, holds)
    whose = one.of or ""
    return {
        "name": name,
        "title": one.title or name,
        "of": plain((team_text if whose in plan.teams else person_text)(plan, whose)),
        "pays": plain(one.pays),
        "threshold": plain(one.threshold),
        "cap": plain(one.cap),
        "amount": plain(made.amount),
        "share": plain(made.share),
        "why": plain(made.why),
        "parts": [
            {
                "objective": part.objective,
                "title": _title(plan, part.objective),
                "weight": plain(part.weight),
                "attained": plain(part.attained),
                "counts": plain(part.counts),
            }
            for part in made.parts
        ],
        "guardrails": list(one.guardrails),
    }


def _title(plan: Plan, name: str) -> str:
    found = plan.objectives.get(name)
    return found.title if found else name


def _percent(text: str) -> Decimal:
    """Read an attainment in per cent: ``90``, ``90,5 %``.

    Raises:
        UserError: it is no number, or out of range.
    """
    bare = text.replace("%", "").replace("\u202f", "").replace(" ", "").replace(",", ".")
    try:
        share = Decimal(bare) / 100
        if 0 <= share <= MOST:
            return share
    except InvalidOperation:
        pass
    raise UserError(
        Text(
            en=f"'{text}' is no attainment.",
            fr=f"«\u202f{text}\u202f» n'est pas un taux d'atteinte.",
        ),
        Text(
            en="Type a percentage from 0 to 1000: 90.",
            fr="Saisissez un pourcentage de 0 à 1000\u202f: 90.",
        ),
    )


def _yes(text: str) -> bool:
    """Read yes or no.

    Raises:
        UserError: it is neither.
    """
    word = text.casefold()
    if word not in YES | NO:
        raise UserError(
            Text(
                en=f"'{text}' is neither yes nor no.",
                fr=f"«\u202f{text}\u202f» n'est ni oui ni non.",
            ),
            Text(en="Type yes or no.", fr="Saisissez oui ou non."),
        )
    return word in YES
