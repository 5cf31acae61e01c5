"""What people call a part that sentences name: its title where the plan or the catalogue has one."""

from collections.abc import Iterable

from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.rule_find import find
from passerelle.plan.rule_words import label, listed


def channel_title(given: Given, name: str | None) -> str:
    """Name a channel to a reader: by its title, or as it is typed where the plan gives it none."""
    known = find(given.plan.channels, name)
    return label(name or "", known.title if known else None)


def channel_titles(given: Given, names: Iterable[str]) -> Text:
    """List channels as people call them."""
    return listed(channel_title(given, name) for name in names)


def kpi_title(given: Given, name: str) -> Text:
    """Name a KPI to a reader: by its title, or as it is typed where nobody knows it."""
    metric = given.metric(name)
    return metric.title if metric else Text(en=name, fr=name)


def person_title(given: Given, name: str) -> str:
    """Name a person, a team or a partner to a reader: by its title, or as it is typed."""
    plan = given.plan
    known = plan.people.get(name) or plan.teams.get(name) or plan.partners.get(name)
    return label(name, known.title if known else None)
