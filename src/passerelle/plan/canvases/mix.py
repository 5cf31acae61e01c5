"""The marketing mix: what strategy allows, what operations chose, in 4P or 7P, and as customers see it (4C)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from passerelle.base.language import Text
from passerelle.plan.canvas import Canvas, Json, item
from passerelle.plan.given import Given
from passerelle.plan.lever import lever_of
from passerelle.plan.mix import Choice, Policy
from passerelle.plan.rule_money import in_currency, main_currency

CANVAS = Canvas(
    id="mix",
    title=Text(en="Marketing mix", fr="Mix marketing"),
    question=Text(
        en="Does what we do in each P keep to what the strategy allows?",
        fr="Ce que nous faisons dans chaque P tient-il dans ce que permet la stratégie\u202f?",
    ),
    sections=("policies", "choices"),
    order=50,
)

FOUR = ("product", "price", "place", "promotion")
SEVEN = (*FOUR, "people", "process", "evidence")

CUSTOMER = {
    "product": "customer",
    "people": "customer",
    "evidence": "customer",
    "price": "cost",
    "place": "convenience",
    "process": "convenience",
    "promotion": "communication",
}
"""The C that customers see for each P: their want, its cost to them, how easy, what they hear."""


def draw(given: Given, options: Mapping[str, str]) -> Json:  # noqa: ARG001 (every canvas takes them)
    """Give each P with its policies, its choices, its actions and their money; then the four C.

    Seven P are shown as soon as the plan sells a service or speaks of one of the last three.
    A choice says whether it ``fits``: allowed, refused, or None where no policy speaks of it.
    """
    ps = SEVEN if _is_service(given) else FOUR
    weights = in_currency(given.actions, main_currency(given.plan))
    rows = [_row(given, p, weights) for p in ps]
    return {"ps": rows, "cs": _four_c(rows), "currency": main_currency(given.plan)}


def _is_service(given: Given) -> bool:
    spoken = {one.p for one in given.plan.policies.values()}
    spoken |= {one.p for one in given.plan.choices.values()}
    services = any(offer.kind == "service" for offer in given.plan.offers.values())
    return services or bool(spoken & set(SEVEN[4:]))


def _row(given: Given, p: str, weights: Mapping[str, Decimal]) -> Json:
    policies = {name: one for name, one in given.plan.policies.items() if one.p == p}
    choices = {name: one for name, one in given.plan.choices.items() if one.p == p}
    actions = [name for name, action in given.work.items() if _p_of(action) == p]
    brand = given.plan.brand
    return {
        "p": p,
        "means": getattr(brand.means, p, None) if brand else None,
        "policies": [
            item("policies", name, one.says or name, allows=list(one.allows), refuses=list(one.refuses),
                 offers=list(one.offers), extends=one.extends,
                 inherited=sorted(given.plan.inherited(f"policies/{name}")))
            for name, one in policies.items()
        ],
        "choices": [
            item("choices", name, one.chosen, offers=list(one.offers), fits=fits(one, policies))
            for name, one in choices.items()
        ],
        "actions": [item("actions", name, given.actions[name].title or name) for name in actions],
        "money": sum((weights.get(name, Decimal(0)) for name in actions), Decimal(0)),
    }  # fmt: skip


def fits(choice: Choice, policies: Mapping[str, Policy]) -> bool | None:
    """Whether a choice keeps to the policies of its P that cover its offers; None when none speaks."""
    covering = [
        one
        for one in policies.values()
        if not one.offers or not choice.offers or set(one.offers) & set(choice.offers)
    ]
    said = choice.chosen.casefold()
    if any(said in {word.casefold() for word in one.refuses} for one in covering):
        return False
    allowing = [one for one in covering if one.allows]
    if not allowing:
        return None
    return any(said in {word.casefold() for word in one.allows} for one in allowing)


def _p_of(action: Any) -> str:  # noqa: ANN401
    lever = lever_of(action)
    return lever.p if lever else "promotion"


def _four_c(rows: list[Json]) -> list[Json]:
    found: dict[str, Json] = {}
    for row in rows:
        c = CUSTOMER[row["p"]]
        held = found.setdefault(
            c, {"c": c, "ps": [], "said": [], "actions": 0, "money": Decimal(0)}
        )
        held["ps"].append(row["p"])
        held["said"] += [one["title"] for one in row["choices"]] or (
            [row["means"]] if row["means"] else []
        )
        held["actions"] += len(row["actions"])
        held["money"] += row["money"]
    return list(found.values())
