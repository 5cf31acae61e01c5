"""What concerns a team or a person: what they answer for, and what they carry out with others."""

from passerelle.plan.given import Given


def members(given: Given, team: str) -> frozenset[str]:
    """Name the people of a team."""
    return frozenset(name for name, one in given.plan.people.items() if one.team == team)


def of_team(given: Given, team: str, owner: str | None, action: str = "") -> bool:
    """Whether a team, or someone of it, owns a thing or works on the action of that name."""
    those = members(given, team) | {team}
    return owner in those or bool(those & _workers(given, action))


def of_person(given: Given, who: str, owner: str | None, action: str = "") -> bool:
    """Whether a person owns a thing or works on the action of that name."""
    return owner == who or who in _workers(given, action)


def _workers(given: Given, action: str) -> frozenset[str]:
    raci = given.actions[action].raci if action in given.actions else None
    return frozenset((*raci.accountable, *raci.responsible)) if raci else frozenset()
