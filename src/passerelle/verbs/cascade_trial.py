"""Numbers that someone tries in a cascade, read as they were typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from passerelle.base.errors import Fault, InputErrors
from passerelle.base.language import Text
from passerelle.plan.rule_words import say

FARTHEST = Decimal(100)
"""Largest change that can be tried: a hundred times as much again."""


@dataclass(frozen=True, slots=True)
class Trial:
    """Numbers that someone moved; None or absent is as planned."""

    changes: Mapping[str, Decimal]
    spreads: Mapping[str, Decimal]
    through: Decimal | None
    growth: Decimal | None
    growth_spread: Decimal | None
    required: Decimal | None

    @classmethod
    def read(
        cls,
        changes: Mapping[str, str],
        spreads: Mapping[str, str],
        through: str,
        growth: str,
        growth_spread: str,
        required: str,
    ) -> "Trial":
        """Read typed per cent; what is empty is as planned.

        Raises:
            InputErrors: a number cannot be read, or cannot be.
        """
        typed = _Typed()
        trial = cls(
            _known({kpi: typed.share(kpi, text) for kpi, text in changes.items()}),
            _known({kpi: typed.spread(kpi, text) for kpi, text in spreads.items()}),
            typed.part("through", through),
            typed.share("growth", growth),
            typed.spread("growth_spread", growth_spread),
            typed.share("required", required),
        )
        if typed.faults:
            raise InputErrors(typed.faults)
        return trial

    @property
    def any(self) -> bool:
        """Whether any number is tried."""
        rest = (self.through, self.growth, self.growth_spread, self.required)
        return bool(self.changes or self.spreads) or any(one is not None for one in rest)


def _known(numbers: Mapping[str, Decimal | None]) -> dict[str, Decimal]:
    return {name: number for name, number in numbers.items() if number is not None}


@dataclass
class _Typed:
    """Reads typed numbers, and collects those that cannot be read."""

    faults: list[Fault] = field(default_factory=list)

    def share(self, name: str, text: str) -> Decimal | None:
        """Read per cent as a change above -100 %."""
        return self._between(name, text, Decimal(-1), FARTHEST)

    def spread(self, name: str, text: str) -> Decimal | None:
        """Read points of per cent, 0 or more."""
        return self._between(name, text, Decimal(0), FARTHEST)

    def part(self, name: str, text: str) -> Decimal | None:
        """Read a share of 0 to 100 %."""
        return self._between(name, text, Decimal(0), Decimal(1))

    def _between(self, name: str, text: str, low: Decimal, high: Decimal) -> Decimal | None:
        bare = text.replace("\u202f", "").replace("\u00a0", "").strip().rstrip("%").strip()
        if not bare:
            return None
        try:
            value = Decimal(bare.replace(",", ".").replace("−", "-")) / 100
        except ArithmeticError:
            value = Decimal("NaN")
        if value.is_finite() and low <= value <= high and (low >= 0 or value > low):
            return value
        self.faults.append(Fault(_not_a_number(name, text), _write_one(low, high)))
        return None


def _not_a_number(name: str, text: str) -> Text:
    return say(
        "“{text}” is no percentage that {name} can have.",
        "« {text} » n'est pas un pourcentage possible pour {name}.",
        text=text[:40],
        name=name,
    )


def _write_one(low: Decimal, high: Decimal) -> Text:
    return say(
        "Write a number of per cent from {low} to {high}, such as 12.5.",
        "Écrivez un nombre de pour cent, de {low} à {high}, comme 12,5.",
        low=int(low * 100),
        high=int(high * 100),
    )
