"""Levers: each in one P, judged on KPIs that exist; found by name, by channel, or by a discount."""

import pytest

from passerelle.plan.kpi import catalogue
from passerelle.plan.lever import lever_of, levers
from passerelle.plan.mix import P
from passerelle.plan.operations import Action


@pytest.mark.parametrize("name", levers())
def test_a_lever_stands_in_one_p_and_is_judged_on_what_exists(name: str) -> None:
    """Both names are written, and the KPIs are those of the catalogue."""
    lever = levers()[name]
    assert lever.p in P.__args__
    assert lever.kpis
    assert all(kpi in catalogue() for kpi in lever.kpis)
    assert lever.title.en
    assert lever.title.fr


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"lever": "seo", "by": "email"}, "seo"),
        ({"by": "email"}, "email"),
        ({"by": "email", "promotion": "10 % public"}, "promotion"),
        ({"lever": "press", "promotion": "10 % public"}, "press"),
        ({"by": "carrier pigeon"}, None),
        ({}, None),
    ],
)
def test_the_lever_of_an_action(said: dict[str, str], found: str | None) -> None:
    """What it names comes first; a discount is a lever of price; an unknown word is none."""
    lever = lever_of(Action.model_validate(said))
    assert (lever.id if lever else None) == found
