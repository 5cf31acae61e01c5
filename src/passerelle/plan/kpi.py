"""The catalogue of KPIs: what each one is called, counts, says and does not say.

One small file each, in ``plan/kpis``: being there is being registered. How a KPI is computed
stands in ``measurement/kpis``, under the same name; one ``by_hand`` is typed, never computed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from passerelle.base.errors import Bug
from passerelle.base.language import Text

Unit = Literal["share", "money", "count", "score", "ratio", "days", "hours"]
Direction = Literal["up", "down", "context"]
Phase = Literal["strategic", "operational", "meta"]
Kind = Literal["simple", "ratio", "derived"]
Rollup = Literal["sum", "parts", "distinct", "last", "recompute"]


@dataclass(frozen=True, slots=True)
class Kpi:
    """One indicator, as people should read it.

    ``unit`` ``share`` is a number in 0..1 shown as a percentage, ``score`` one in points.
    ``latency_days`` is how long it takes to show the effect of an action; ``freshness_days`` how
    old a reading may be. ``rollup`` says how parts make a whole: ``sum`` adds, ``parts`` adds
    numerators and denominators apart (never the ratios), ``distinct`` counts people once,
    ``last`` keeps the state of the last day, ``recompute`` starts again from the rows.
    ``by_hand``: no table of ours holds it, a person types it with its source.
    """

    id: str
    en: str
    fr: str
    unit: Unit
    direction: Direction
    phase: Phase
    kind: Kind
    rollup: Rollup
    latency_days: int
    freshness_days: int
    numerator: Text
    denominator: Text | None
    says: Text
    does_not_say: Text
    needs: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    by_hand: bool = False

    @property
    def name(self) -> Text:
        """Its name in both languages."""
        return Text(en=self.en, fr=self.fr)

    def as_json(self) -> dict[str, object]:
        """Give the definition as plain JSON."""
        return {
            "id": self.id,
            "name": self.name.as_json(),
            "unit": self.unit,
            "direction": self.direction,
            "phase": self.phase,
            "kind": self.kind,
            "rollup": self.rollup,
            "latency_days": self.latency_days,
            "freshness_days": self.freshness_days,
            "numerator": self.numerator.as_json(),
            "denominator": self.denominator.as_json() if self.denominator else None,
            "says": self.says.as_json(),
            "does_not_say": self.does_not_say.as_json(),
            "needs": list(self.needs),
            "also": list(self.also),
            "by_hand": self.by_hand,
        }


class Catalogue(Mapping[str, Kpi]):
    """KPIs by id; a synonym finds the same KPI, and walking gives each one once, in order of id."""

    def __init__(self, kpis: Mapping[str, Kpi]) -> None:
        self._kpis = dict(sorted(kpis.items()))
        self._also = {name: kpi.id for kpi in kpis.values() for name in kpi.also}

    def __getitem__(self, name: str) -> Kpi:
        return self._kpis[self._also.get(name, name)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._kpis)

    def __len__(self) -> int:
        return len(self._kpis)


def read_kpi(name: str, text: str) -> Kpi:
    """Read one definition.

    Args:
        name: Its id: the name of the file.
        text: YAML with the fields of ``Kpi``; sentences as ``{en: ..., fr: ...}``.

    Raises:
        Bug: When the definition is incomplete or holds an unknown key.
    """
    raw: dict[str, Any] = yaml.load(text, Loader=_LOADER)  # noqa: S506  a safe loader, chosen below
    for key in ("numerator", "denominator", "says", "does_not_say"):
        raw[key] = Text(**raw[key]) if raw.get(key) else None
    for key in ("needs", "also"):
        raw[key] = tuple(raw.get(key, ()))
    try:
        return Kpi(id=name, **raw)
    except TypeError as wrong:
        raise Bug(f"plan/kpis/{name}.yaml: {wrong}") from wrong


@cache
def catalogue() -> Mapping[str, Kpi]:
    """Give all KPIs that Passerelle knows, read once from ``plan/kpis``."""
    folder = files("passerelle.plan").joinpath("kpis")
    found = {
        file.name.removesuffix(".yaml"): file.read_text(encoding="utf-8")
        for file in folder.iterdir()
        if file.name.endswith(".yaml")
    }
    return Catalogue({name: read_kpi(name, text) for name, text in found.items()})


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
