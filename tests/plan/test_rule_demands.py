"""Which actions turn outwards, and which a market's demand is about."""

from datetime import date

import pytest

from passerelle.plan.given import Given
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan
from passerelle.plan.rule_demands import channels_by_action, concerns, outward

PLAN = read_plan(
    {
        "plan.yaml": """
offers: {box: {title: Box, price: 25 EUR}, noel: {title: Noël, extends: box, price: 29 EUR}, the: {title: Thé, price: 9 EUR}}
channels: {site: {family: own}, boutique: {family: own}}
markets: {q: {title: Q}}
constraints:
  tous: {says: Tous, market: q, kind: legal}
  box: {says: Box, market: q, kind: legal, offers: box}
  boutique: {says: Boutique, market: q, kind: legal, channels: boutique}
actions:
  noel: {by: site, offers: noel}
  the: {by: boutique, offers: the}
  film: {title: Film}
  formation: {lever: training, for: s, by: boutique, says: Venez}
  module: {lever: Développement, by: site, for: s}
  embauche: {title: Deux personnes, lever: hiring}
  lettre: {message: a.mjml}
  depliant: {title: Dépliant}
media: {m: {action: film, channel: boutique}}
contents: {c: {title: C, action: depliant}}
"""
    }
)


def test_a_training_and_a_hiring_turn_inwards() -> None:
    """What sells or shows nothing is left out; a content or a media line is enough to be in."""
    found = outward(Given(PLAN, date(2026, 11, 26), catalogue()))

    assert found == {"noel", "the", "film", "lettre", "depliant"}


@pytest.mark.parametrize(
    ("action", "about"),
    [
        ("noel", {"tous", "box"}),
        ("the", {"tous", "boutique"}),
        ("film", {"tous", "boutique"}),
        ("lettre", {"tous"}),
    ],
)
def test_a_demand_may_be_about_some_offers_or_channels(action: str, about: set[str]) -> None:
    """An offer that extends the named one counts; so does the channel of a media line."""
    channels = channels_by_action(PLAN).get(action, frozenset())

    assert {
        name
        for name, one in PLAN.constraints.items()
        if concerns(PLAN, one, PLAN.actions[action], channels)
    } == about
