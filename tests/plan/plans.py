"""An example plan and random neighbours of it."""

from contextlib import suppress
from typing import Any

from hypothesis import strategies as st

from passerelle.base.errors import InputErrors
from passerelle.plan.edit import FieldChange, change_texts
from passerelle.plan.load import read_plan
from passerelle.plan.model import Plan

TEXT = """\
vision: Le linge que l'on garde
north_star: repurchase_rate
year: {period: 2027, budget: 60 000 EUR}
facts:
  avis: {says: Le toucher compte, from: survey, n: 412, until: 2027-12-31}
brand:
  tier: premium
  means: {price: pas de remise}
  never: {discount_over: 20 %, words: [prix cassés]}
offers:
  drap: {title: Drap, price: 90 EUR}
segments:
  fideles: {rank: 1, who: orders >= 3 in 24 months, promise: Les nouveautés}
  une-fois: {rank: 2, who: {all: [orders = 1, {any: [everyone, {not: in segment fideles}]}]}}
objectives:
  revenir:
    title: Faire revenir
    results: {repurchase_rate: 24 % -> 28 % by 2027-12-31}
actions:
  parure:
    {for: une-fois, by: email, when: 2027-01-11..2027-01-31, cost: 1 800 EUR, title: Parure,
     serves: revenir, brings: {repurchase_rate: 0.4 / 1 / 1.8 pts}, arms: {a: x, b: y}, holdout: 10 %}
"""

CHANGES: list[tuple[str, str, Any]] = [
    ("actions/parure", "cost", "1 EUR"), ("actions/parure", "cost", None), ("actions/parure", "", None),
    ("actions/parure", "arms/a", "z"), ("actions/parure", "arms", None), ("actions/parure", "for", ["fideles"]),
    ("actions/parure", "brings", "1 / 2 / 3 pts"), ("actions/parure", "when", "2027-02"),
    ("actions/parure", "learned/says", "x"), ("actions/n", "", {"by": "sms", "cost": "3 EUR"}),
    ("actions/n", "title", "N"), ("segments/fideles", "who", "everyone and city is Lille"),
    ("segments/fideles", "", None), ("segments/une-fois", "who", None), ("segments/s", "", {}),
    ("objectives/revenir", "results/repurchase_rate", None), ("objectives/revenir", "results/orders/target", "+3 pts"),
    ("objectives/revenir", "results/repurchase_rate/owner", "x"), ("objectives/revenir", "title", "T"),
    ("brand", "", None), ("brand", "never/discount_over", "30 %"), ("brand", "means", None), ("brand", "never", None),
    ("year", "", None), ("year", "budget", None), ("vision", "", "V"), ("vision", "", None), ("north_star", "", "n"),
    ("facts/avis", "assumption", True), ("facts/avis", "n", 3), ("teams/v", "handles", "40 leads a week"),
]  # fmt: skip


def _made(changes: list[tuple[str, str, Any]]) -> Plan:
    texts = {"p": TEXT}
    for change in changes:
        with suppress(InputErrors):
            texts = change_texts(texts, [FieldChange(*change)])
    return read_plan(texts)


PLANS: st.SearchStrategy[Plan] = st.lists(st.sampled_from(CHANGES), max_size=5).map(_made)
