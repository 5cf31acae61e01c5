"""Where a plan stands: what each ceiling holds, what each battle gets, how long is left, who answers."""

from datetime import date

from passerelle.plan.given import Given
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan
from passerelle.plan.picture import picture

PLAN = """
year: {period: 2027, budget: 10 000 EUR}
markets: {fr: {title: Linge, growth: 1 / 3 / 5 %}}
segments: {s: {rank: 1}, t: {rank: 2}}
objectives:
  o: {title: Revenir, priority: 1, owner: marie, market: fr, results: {orders: 1 -> 2 by 2027-12-31}}
  p: {title: Gagner, priority: 2, start: 2027-03-01, results: {new_customers: {target: 1 -> 2 by 2027-10-31, owner: paul}}}
campaigns: {c: {title: Toute l'année, budget: 4 000 EUR}}
actions:
  a: {for: s, serves: o, cost: 1 000 EUR, by: email, when: 2027-02-01, leads: 1 / 2 / 8}
  b: {for: [s, t], serves: p, cost: 3 000 EUR, by: social, campaign: c, when: 2027-12-01..2028-01-05}
budget: {m: {amount: 5 000 EUR, channels: social}}
teams: {vente: {title: Vente, family: sales, handles: 20 leads a week, receives: 10 leads a week}}
people: {marie: {title: Directrice}, paul: {title: Chef}}
"""


def _said(text: str = PLAN) -> dict[str, list[str]]:
    given = Given(read_plan({"plan.yaml": text}), date(2027, 1, 12), catalogue())
    return {group: [one.en for one in lines] for group, lines in picture(given).items()}


def test_says_how_full_each_ceiling_is() -> None:
    """The year, its envelopes, each envelope, each campaign."""
    money = _said()["money"]

    assert "The year's actions: €4,000 of €10,000 (40%)" in money
    assert "m (for social): €3,000 of €5,000 (60%)" in money
    assert "Toute l'année: €3,000 of €4,000 (75%)" in money


def test_says_what_each_battle_gets() -> None:
    """By priority and by rank; one that gets more than the one before it is pointed at."""
    money = _said()["money"]

    assert "priority 1, Revenir: €1,000 (25%)" in money
    assert "priority 2, Gagner: €3,000 (75%), more than the one before it" in money
    assert "rank 1, s: €2,500 (62%)" in money
    assert "rank 2, t: €1,500 (38%)" in money


def test_says_the_load_of_sales() -> None:
    """Leads of today and of the plan at their highest, against what the team handles."""
    assert _said()["people"] == [
        "Vente receives 10 leads a week, the plan adds up to 8: 90% of the 20 that it handles"
    ]


def test_says_how_long_is_left_and_what_is_outside() -> None:
    """The plan's year, and actions that are not wholly in it."""
    assert _said()["dates"] == [
        "the plan runs from 1 Jan 2027 to 31 Dec 2027, 353 days left",
        "partly or wholly outside it: b",
    ]


def test_says_who_answers_and_on_which_market() -> None:
    """Each key result has an owner, its own or the objective's; the market's growth is said."""
    goals = _said()["goals"]

    assert "Revenir: Linge itself should grow 3% a year" in goals
    assert "Gagner: from 1 Mar 2027 to 31 Oct 2027" in goals
    assert any(one.endswith("Directrice answers for it") for one in goals)
    assert any(one.endswith("Chef answers for it") for one in goals)


def test_an_empty_plan_stands_nowhere() -> None:
    """Nothing is said of what is not there."""
    assert _said("") == {}


def test_says_how_a_figure_of_our_own_is_read() -> None:
    """Unit, direction, who types it, what it follows; and the exceptions that were accepted."""
    said = _said(
        """
metrics:
  part: {title: Part, unit: share, direction: up, phase: strategic, owner: m, driven_by: [leads], through: 60 %}
objectives: {o: {title: O, results: {part: {target: 1 % -> 2 %, source: panel}}}}
people: {m: {title: Directrice}}
waivers: {w: {rule: AL-030, on: a, reason: fin de série, approved_by: m, until: 2027-04-30}}
"""
    )

    assert "Part: a share, strategic, better when higher" in said["goals"]
    assert "Part: read from panel" in said["goals"]
    assert "Part: typed by Directrice" in said["goals"]
    assert (
        "Part: follows leads, through which 60% of revenue goes; on no named market"
        in said["goals"]
    )
    assert said["promises"] == [
        "AL-030 is waived on a until 30 Apr 2027 by Directrice: fin de série"
    ]
