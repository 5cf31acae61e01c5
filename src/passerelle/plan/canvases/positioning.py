"""The positioning map: where we and our rivals stand on two axes, what each claims, at what price."""

from collections.abc import Iterator, Mapping
from math import hypot
from statistics import median

from passerelle.base.language import Text
from passerelle.plan.canvas import Canvas, Json, item
from passerelle.plan.given import Given
from passerelle.plan.rule_fold import folded
from passerelle.plan.rule_positioning import Stances

CANVAS = Canvas(
    id="positioning",
    title=Text(en="Positioning map", fr="Carte de positionnement"),
    question=Text(
        en="Where do we stand beside our rivals, and what can only we say?",
        fr="Où nous situons-nous face à nos concurrents, et que sommes-nous seuls à pouvoir dire\u202f?",
    ),
    sections=("positionings", "competitors"),
    order=40,
)

SIDE = 10
"""Largest mark of an axis."""


def draw(given: Given, options: Mapping[str, str]) -> Json:
    """Give the map on two axes, the claims side by side, and prices against the rivals' median.

    Args:
        given: The plan and what is known.
        options: ``x`` and ``y``, two of the axes; the first two by name when none is chosen.

    Returns:
        ``points`` in 0..100 with the y axis upwards, own and rivals'; each own point has its
        ``nearest`` rival and the distance in marks. ``claims`` say who else says the same;
        ``prices`` give our price, the rivals' median, the index and whether it keeps to the limits.
    """
    axes = sorted({axis for _, at in _standing(given) for axis in at})
    x, y = _chosen(axes, options)
    rivals = [_point(given, "competitors", name, x, y) for name in given.plan.competitors]
    own = [_point(given, "positionings", name, x, y) for name in given.plan.positionings]
    placed = [one for one in rivals if one["placed"]]
    for one in own:
        one["nearest"] = _nearest(one, placed) if one["placed"] else None
    return {
        "axes": axes,
        "x": x,
        "y": y,
        "own": own,
        "rivals": rivals,
        "claims": list(_claims(given)),
        "prices": list(_prices(given)),
    }


def _standing(given: Given) -> Iterator[tuple[str, Mapping[str, int]]]:
    for name, one in given.plan.positionings.items():
        yield name, one.at
    for name, rival in given.plan.competitors.items():
        yield name, rival.at


def _chosen(axes: list[str], options: Mapping[str, str]) -> tuple[str, str]:
    x = options.get("x", "") if options.get("x", "") in axes else (axes[0] if axes else "")
    rest = [one for one in axes if one != x]
    y = options.get("y", "") if options.get("y", "") in rest else (rest[0] if rest else "")
    return x, y


def _point(given: Given, section: str, name: str, x: str, y: str) -> Json:
    one = getattr(given.plan, section)[name]
    here = (one.at.get(x), one.at.get(y))
    placed = None not in here
    title = getattr(one, "title", None) or getattr(one, "benefit", None) or name
    return item(
        section,
        name,
        title,
        tier=one.tier
        or (given.plan.brand.tier if section == "positionings" and given.plan.brand else None),
        marks=list(here),
        placed=placed,
        at=dict(one.at),
        cx=f"{10 * (here[0] or 0)}",
        left=placed and here[0] > SIDE * 0.6,
        cy=f"{100 - 10 * (here[1] or 0)}",
        claims=list(getattr(one, "claims", ())),
        attributes={
            word: means.model_dump(exclude_none=True)
            for word, means in getattr(one, "attributes", {}).items()
        },
    )


def _nearest(own: Json, rivals: list[Json]) -> Json | None:
    def apart(one: Json) -> float:
        return hypot(one["marks"][0] - own["marks"][0], one["marks"][1] - own["marks"][1])

    nearest = min(rivals, key=apart, default=None)
    return (
        {"name": nearest["name"], "title": nearest["title"], "distance": round(apart(nearest), 1)}
        if nearest
        else None
    )


def _claims(given: Given) -> Iterator[Json]:
    """Walk what we say, each with the rivals who say it too."""
    said: dict[str, str] = {}
    if given.plan.brand and given.plan.brand.promise:
        said[given.plan.brand.promise] = "brand"
    said |= {
        one.benefit: f"positionings/{name}"
        for name, one in given.plan.positionings.items()
        if one.benefit
    }
    said |= {
        one.says: f"propositions/{name}"
        for name, one in given.plan.propositions.items()
        if one.says
    }
    for words, node in said.items():
        also = [
            rival.title
            for rival in given.plan.competitors.values()
            if any(_same(words, claim) for claim in rival.claims)
        ]
        yield {"says": words, "node": node, "also": also}


def _same(one: str, other: str) -> bool:
    return folded(one) == folded(other)


def _prices(given: Given) -> Iterator[Json]:
    stances = Stances(given.plan)
    for name, offer in given.plan.offers.items():
        theirs = [
            rival.prices[name].amount
            for rival in given.plan.competitors.values()
            if name in rival.prices and rival.prices[name].currency == offer.price.currency
        ]
        middle = median(theirs) if theirs else None
        index = offer.price.amount / middle if middle else None
        limits = stances.of(name).never
        low, high = limits.index_under, limits.index_over
        fits = (
            None
            if index is None
            else (low is None or index >= low) and (high is None or index <= high)
        )
        yield item(
            "offers",
            name,
            offer.title,
            price=str(offer.price),
            median=middle,
            index=index,
            low=low,
            high=high,
            fits=fits,
        )
