"""What nodes take from those they extend: filled in for readers, left out of the text."""

from datetime import date

import pytest

from passerelle.plan.check import check
from passerelle.plan.diff import diff
from passerelle.plan.dump import write_plan
from passerelle.plan.edit import FieldChange, change_texts
from passerelle.plan.extends import extendable
from passerelle.plan.given import Given
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan

TEXT = """
offers:
  base: {title: Base, price: 10 EUR, cost: 3 EUR, kind: service}
  bio: {extends: base, price: 12 EUR}
  bio-ca: {extends: bio, kind: product}
positionings:
  house: {tier: premium, never: {discount_over: 20 %, words: [cheap]}, at: {price: 3}}
  range: {extends: house, never: {discount_over: 0 %}}
"""


def test_fields_come_through_two_steps():
    """The nearest wins; a value equal to the default stands against an inherited one."""
    plan = read_plan({"p.yaml": TEXT})
    assert str(plan.offers["bio-ca"].price) == "12 EUR"
    assert plan.offers["bio"].kind == "service"
    assert plan.offers["bio-ca"].kind == "product"
    assert plan.inherited("offers/bio-ca") == {"title", "price", "cost"}
    assert plan.inherited("offers/base") == frozenset()


def test_maps_are_brought_together_key_by_key():
    """A range tightens one limit and keeps the others."""
    never = read_plan({"p.yaml": TEXT}).positionings["range"].never
    assert never.discount_over == 0
    assert never.words == ("cheap",)


def test_what_is_inherited_is_not_written():
    """Only what was said; reading it again gives the same."""
    written = write_plan(read_plan({"p.yaml": TEXT}))
    assert written["offers"]["bio"] == {"extends": "base", "price": "12 EUR"}
    assert written["offers"]["bio-ca"] == {"extends": "bio", "kind": "product"}
    assert written["positionings"]["range"] == {
        "extends": "house",
        "never": {"discount_over": "0 %"},
    }


def test_a_change_of_the_parent_is_one_change():
    """Its heirs follow without being edited."""
    texts = change_texts({"p.yaml": TEXT}, [FieldChange("offers/base", "cost", "4 EUR")])
    before, after = read_plan({"p.yaml": TEXT}), read_plan(texts)
    assert [(one.node, one.field) for one in diff(before, after).changes] == [
        ("offers/base", "cost")
    ]
    assert str(after.offers["bio-ca"].cost) == "4 EUR"


def test_an_heir_that_is_edited_stands_on_its_own():
    """The field leaves what is inherited."""
    texts = change_texts({"p.yaml": TEXT}, [FieldChange("offers/bio", "cost", "5 EUR")])
    after = read_plan(texts)
    assert "cost" not in after.inherited("offers/bio")
    assert str(after.offers["bio-ca"].cost) == "5 EUR"
    assert "price: 12 EUR" in texts["p.yaml"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("messages: {a: {says: x, extends: nothing}}", "AL-003"),
        ("messages: {a: {says: x, extends: b}, b: {says: y, extends: a}}", "AL-004"),
    ],
)
def test_names_that_lead_nowhere_are_said(text, rule):
    """An unknown parent and a loop give nothing, and do not hang."""
    given = Given(read_plan({"p.yaml": text}), date(2026, 11, 26), catalogue())
    assert rule in {one.rule for one in check(given).findings}


def test_a_missing_field_of_a_parent_is_said_of_the_heir():
    """Nobody says the price."""
    from passerelle.base.errors import InputErrors

    with pytest.raises(InputErrors, match="price"):
        read_plan({"p.yaml": "offers: {a: {title: x}, b: {extends: a}}"})


def test_sections_that_extend():
    """Ranges and countries: what is sold, said and done."""
    assert set(extendable()) == {
        "positionings", "offers", "policies", "propositions", "messages", "objectives",
        "campaigns", "actions", "promotions",
    }  # fmt: skip
