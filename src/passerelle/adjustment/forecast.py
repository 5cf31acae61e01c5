"""Will a key result be reached? Its past, what is planned, and how unsure both are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from passerelle.adjustment.baseline import LITTLE, Floats, baseline
from passerelle.adjustment.readings import Aim, Effect, History
from passerelle.adjustment.three_points import draw_three
from passerelle.base.errors import UserError
from passerelle.base.language import Text

DRAWS = 4000

WISHED = 0.60
"""Probability for which the smallest change is sought."""


@dataclass(frozen=True, slots=True)
class Influence:
    """How much one input decides the result: Spearman's rank correlation, -1..1."""

    name: Text
    weight: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """Where a key result should end, with the planned actions inside.

    ``p10``, ``p50``, ``p90`` and ``needed`` are in the KPI's unit, ``probability`` in 0..1 is that
    of reaching the target. ``alone`` is the median without the planned actions, ``unaided`` the
    probability without them. ``needed`` is the
    smallest shift of the end value that brings the probability to 60 %, 0 when it is there.
    ``n`` is the number of readings used; ``label`` says how far to trust it.
    """

    key_result: str
    p10: float
    p50: float
    p90: float
    probability: float
    alone: float
    unaided: float
    n: int
    label: Text
    by: date
    matters: tuple[Influence, ...]
    needed: float

    def as_json(self) -> dict[str, object]:
        """Give the forecast as plain JSON."""
        return {
            "key_result": self.key_result,
            "p10": self.p10,
            "p50": self.p50,
            "p90": self.p90,
            "probability": self.probability,
            "alone": self.alone,
            "unaided": self.unaided,
            "n": self.n,
            "label": self.label.as_json(),
            "by": str(self.by),
            "matters": [{"name": one.name.as_json(), "weight": one.weight} for one in self.matters],
            "needed": self.needed,
        }


def forecast(
    key_result: str,
    history: History,
    aim: Aim,
    effects: Sequence[Effect] = (),
    *,
    rng: np.random.Generator,
    overlap: float = 1.0,
) -> Forecast:
    """Forecast the value of a key result on the day of its target.

    The end value is the baseline (see ``baseline``) plus each planned action's effect, drawn from
    its three points (two half normals joined at the median), times the ramp reached, when it is
    delivered. Only what an action adds after the last reading counts.

    Args:
        key_result: Its name, such as ``faire-revenir/repurchase_rate``.
        history: Its readings, oldest first, at least one.
        aim: What it asks for.
        effects: Planned actions that serve it.
        rng: Seeded generator; the same seed gives the same forecast.
        overlap: Share of the sum of effects that is not counted twice, in 0..1.

    Raises:
        UserError: There is no reading at all.
    """
    if not len(history):
        raise _no_reading(key_result)
    last = history.days[-1]
    paths = baseline(history, max(0, (aim.by - last).days), rng, DRAWS)
    added = [_draw(effect, last, aim.by, rng) * overlap for effect in effects]
    end = np.clip(paths.end + sum(added, np.zeros(DRAWS)), aim.low, aim.high)
    alone = np.clip(paths.end, aim.low, aim.high)
    p10, p50, p90 = (float(value) for value in np.quantile(end, (0.1, 0.5, 0.9)))
    inputs = [(_TREND, paths.trend), (_CHANCE, paths.chance)]
    inputs += [(effect.title, draw) for effect, draw in zip(effects, added, strict=True)]
    return Forecast(
        key_result=key_result,
        p10=p10,
        p50=p50,
        p90=p90,
        probability=float(np.mean(_reached(end, aim))),
        alone=float(np.median(alone)),
        unaided=float(np.mean(_reached(alone, aim))),
        n=len(history),
        label=_label(len(history)),
        by=aim.by,
        matters=_influences(inputs, end),
        needed=_needed(end, aim),
    )


_TREND = Text(en="the trend so far", fr="la tendance actuelle")
_CHANCE = Text(en="ups and downs as in the past", fr="des hauts et des bas comme par le passé")


def _draw(effect: Effect, last: date, by: date, rng: np.random.Generator) -> Floats:
    share = effect.share_at(by) - effect.share_at(last)
    drawn = draw_three((effect.low, effect.likely, effect.high), DRAWS, rng)
    done = rng.random(DRAWS) < effect.delivered
    return np.asarray(drawn * share * done)


def _reached(end: Floats, aim: Aim) -> Floats:
    return np.asarray(end >= aim.level if aim.direction == "up" else end <= aim.level)


def _needed(end: Floats, aim: Aim) -> float:
    if aim.direction == "up":
        return max(0.0, aim.level - float(np.quantile(end, 1 - WISHED)))
    return min(0.0, aim.level - float(np.quantile(end, WISHED)))


def _influences(inputs: list[tuple[Text, Floats]], end: Floats) -> tuple[Influence, ...]:
    """Rank the inputs by Spearman's correlation with the end value; the three that matter most."""
    ranks = _ranks(end)
    found = [
        Influence(name, float(np.corrcoef(_ranks(draw), ranks)[0, 1]))
        for name, draw in inputs
        if np.ptp(draw) > 0 and np.ptp(ranks) > 0
    ]
    return tuple(sorted(found, key=lambda one: -abs(one.weight))[:3])


def _ranks(values: Floats) -> Floats:
    """Rank values from 1, equal values sharing the mean of their ranks."""
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    return np.asarray((last - (count - 1) / 2)[place], dtype=np.float64)


def _label(n: int) -> Text:
    if n < LITTLE:
        return Text(
            en=f"little data: {n} readings, wide range on purpose",
            fr=f"peu de données : {n} relevés, fourchette large à dessein",
        )
    return Text(en=f"from {n} readings", fr=f"d'après {n} relevés")


def _no_reading(key_result: str) -> UserError:
    return UserError(
        Text(
            en=f"{key_result} has no reading yet, so nothing can be forecast.",
            fr=f"{key_result} n'a encore aucun relevé : rien ne peut être prévu.",
        ),
        Text(
            en="Import its source, then run `passerelle measure`.",
            fr="Importez sa source, puis lancez `passerelle measure`.",
        ),
    )
