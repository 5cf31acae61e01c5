"""One constraint of a market put to one action: whose it is, and what it says."""

from dataclasses import dataclass
from typing import NamedTuple

from passerelle.base.language import Text
from passerelle.plan.analysis import Constraint
from passerelle.plan.given import Given
from passerelle.plan.operations import Action
from passerelle.plan.rule_words import label, say


class Asked(NamedTuple):
    """One constraint put to one action."""

    id: str
    constraint: Constraint
    name: str
    action: Action

    @property
    def title(self) -> str:
        """The action as people name it."""
        return label(self.name, self.action.title)

    def market(self, given: Given) -> str:
        """Name the market that demands it."""
        return given.plan.markets[self.constraint.market].title

    @property
    def sentence(self) -> Text:
        """What is demanded, of which kind it is, and where that stands."""
        rule = self.constraint
        return say(
            "{says} ({kind}{source})",
            "{says} ({kind}{source})",
            says=rule.says.rstrip("."),
            kind=_KINDS[rule.kind],
            source=f", {rule.source}" if rule.source else "",
        )


class Unspoken(NamedTuple):
    """A constraint on languages, those in which an action exists, and those that lack."""

    asked: Asked
    there: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass
class Lacks:
    """What could not be decided, by kind, for one sentence in the end; and what nobody declares."""

    markets: list[str]
    languages: list[str]
    texts: list[str]
    unmet: dict[str, list[Asked]]
    unspoken: dict[str, list[Unspoken]]


_KINDS = {
    "language": Text(en="language", fr="langue"),
    "legal": Text(en="law", fr="loi"),
    "technical": Text(en="technique", fr="technique"),
}
