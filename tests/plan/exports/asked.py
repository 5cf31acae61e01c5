"""A plan that has a bit of everything that leaves, and what exports are asked with."""

from dataclasses import replace
from datetime import UTC, date, datetime

from passerelle.plan.check import check
from passerelle.plan.export import Asked
from passerelle.plan.given import Given
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan

AT = datetime(2026, 11, 26, 9, tzinfo=UTC)

PLAN = """
vision: Linen & wool <kept> for ten years
north_star: repurchase_rate
year: {period: 2027, budget: 60 000 EUR}
brand: {promise: Cloth that lasts, tier: premium}
pillars:
  fidelite: {title: Loyalty first, intent: Keep who has bought, priority: 1}
terms:
  fidele: {en: Loyal customer, fr: Client fidèle, says: Three orders in two years}
segments:
  fideles: {rank: 1, who: orders >= 3 in 24 months, promise: New things first}
metrics:
  club-value: {title: Value of the club, unit: money, direction: up, made_of: {orders: multiply, aov: multiply}}
objectives:
  faire-revenir:
    title: Bring one-time buyers back
    owner: marie
    of: vente
    pillar: fidelite
    results: {repurchase_rate: 24 % -> 28 % by 2027-12-31}
  second-achat:
    title: A second order in ninety days
    level: operational
    within: faire-revenir
    results: {orders: 1200 -> 1500 by 2027-06-30}
  image:
    title: Be known for wool
    results: {awareness_aided: 20 % -> 25 % by 2027-12-31}
actions:
  soldes: {title: Winter sale, for: fideles, by: site, when: 2027-02-01..2027-02-20, cost: 900 EUR, owner: marie, serves: faire-revenir, tell: [atelier]}
  sans-titre: {by: email, when: 2027-03-08, cost: 1250.50 EUR, owner: paul, serves: image}
  danger: {title: "=HYPERLINK(1)", by: email, owner: paul, serves: image}
  un-jour: {title: No day yet, by: press, cost: 300 USD, owner: marie, serves: image}
tasks:
  affiche: {title: Draw the poster, action: soldes, owner: marie, when: 2027-01-11..2027-01-15, work: 2}
  imprimer: {title: Print it, action: soldes, owner: paul, when: 2027-01-18, done: true}
spending:
  soldes: {pays: soldes, months: {2027-02: {planned: 600 EUR, committed: 500 EUR}, 2027-03: {planned: 300 EUR}}}
teams:
  vente: {title: Sales, family: sales, handles: 40 leads a week, notice_days: 7}
  atelier: {title: Workshop, family: product}
people:
  marie: {title: Marie Dupont, team: vente, email: marie@example.org}
  paul: {title: Paul Durand, team: atelier}
"""


def asked(text=PLAN, **more):
    """Give what an export is asked with."""
    given = Given(
        plan=read_plan({"plan/plan.yaml": text}), today=date(2026, 11, 26), catalogue=catalogue()
    )
    usual = Asked(
        given=given, checked=check(given), name="Maison Test", language="en", revision=3, at=AT,
        address="https://plan.example",
    )  # fmt: skip
    return replace(usual, **more)
