"""Sentences that name nobody and tell nobody else's money, for what leaves the house."""

import re

from passerelle.plan.given import Given
from passerelle.plan.handout.team import of_team

_MONEY = re.compile(r"\d[\d\s.,\u00a0\u202f]*(?:€|EUR|\$|USD|CAD|CHF|GBP|£)|(?:€|\$|£)\s?\d")


class Discreet:
    """Says whether words may be shown to a team: they hold no person of the plan, and no amount but its own."""

    def __init__(self, given: Given) -> None:
        people = given.plan.people
        said = {
            word for key, one in people.items() for word in (one.title or key, one.email) if word
        }
        self._said = _any_of(said)
        self._any = _any_of(said | set(people))

    def names_someone(self, words: str) -> bool:
        """Whether words hold the title, the name in the plan or the address of a person."""
        return bool(self._any and self._any.search(words))

    def without_people(self, words: str) -> str:
        """Put an ellipsis for each title and address of a person."""
        return self._said.sub("…", words) if self._said else words

    def holds_money(self, words: str) -> bool:
        """Whether words hold an amount of money."""
        return bool(_MONEY.search(words))


def nodes_of(given: Given, team: str) -> frozenset[str]:
    """Name the parts of the plan that a team answers for: its actions, objectives, tasks and itself."""
    plan = given.plan
    found = {f"teams/{team}"}
    found |= {
        f"actions/{name}"
        for name, one in given.actions.items()
        if of_team(given, team, one.owner, name)
    }
    found |= {
        f"objectives/{name}"
        for name, one in plan.objectives.items()
        if one.of == team or of_team(given, team, one.owner)
    }
    found |= {
        f"tasks/{name}" for name, one in plan.tasks.items() if of_team(given, team, one.owner)
    }
    return frozenset(found)


def _any_of(words: set[str]) -> re.Pattern[str] | None:
    held = "|".join(re.escape(one) for one in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{held})(?!\w)", re.IGNORECASE) if held else None
