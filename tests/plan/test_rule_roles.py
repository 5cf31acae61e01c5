"""Who has a part in an objective."""

from datetime import date

from passerelle.plan.given import Given
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan
from passerelle.plan.rule_roles import involved_in

PLAN = """
objectives:
  top: {title: Top, owner: chef, raci: {informed: tous}}
  o: {title: O, within: top, of: web, results: {orders: {target: 1 -> 2, owner: ana}}, raci: {responsible: leo}}
  sous: {title: Sous, within: o, raci: {accountable: zoe, consulted: avocat}}
  autre: {title: Autre, within: top, owner: loin}
actions:
  a: {serves: sous, owner: eva, raci: {responsible: agence, informed: tous}}
  b: {serves: top, owner: loin}
  c: {serves: o}
tasks:
  t: {title: T, action: a, owner: tom}
  u: {title: U, action: b, owner: loin}
  v: {title: V, serves: o, owner: val}
  w: {title: W}
"""


def test_roles_of_it_of_those_above_and_below_and_of_their_actions() -> None:
    """Not those who are only informed, nor those of its siblings."""
    given = Given(read_plan({"plan/plan.yaml": PLAN}), date(2026, 11, 23), catalogue())

    assert set(involved_in(given, "o")) == {
        "chef", "web", "ana", "leo", "zoe", "avocat", "eva", "agence", "tom", "val"
    }  # fmt: skip
    assert set(involved_in(given, "inconnu")) == set()
