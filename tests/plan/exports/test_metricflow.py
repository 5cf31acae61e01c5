"""MetricFlow YAML: it has the documented shape, every name leads somewhere, sums are only of what adds up."""

import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from passerelle.measurement.formula import Over
from passerelle.measurement.kpis import ltv_cac, revenue_growth
from passerelle.plan.export import make
from passerelle.plan.exports.metricflow import DERIVED
from passerelle.plan.kpi import catalogue
from plan.exports.asked import PLAN, asked

SCHEMA = json.loads(Path(__file__).with_name("metricflow.schema.json").read_text(encoding="utf-8"))
EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*/plan"))


def made(text=PLAN, **more):
    """Read back what was made, by metric name."""
    (leaf,) = make("metricflow", asked(text, **more))
    body = yaml.safe_load(leaf.body)
    Draft202012Validator(SCHEMA).validate(body)
    return body, {one["name"]: one for one in body["metrics"]}


def test_the_schema_itself_refuses_what_dbt_would_refuse():
    """A ratio without a bottom, a measure of a kind that does not exist."""
    body, _ = made()
    validator = Draft202012Validator(SCHEMA)
    broken = json.loads(json.dumps(body))
    broken["semantic_models"][0]["measures"][0]["agg"] = "total"
    ratio = next(one for one in broken["metrics"] if one["type"] == "ratio")
    del ratio["type_params"]["denominator"]
    assert len(list(validator.iter_errors(broken))) == 2


def test_ratios_sums_and_products():
    """Each KPI as the kind it is, with the target that the plan gives it."""
    body, metrics = made()
    assert metrics["repurchase_rate"]["type"] == "ratio"
    assert metrics["repurchase_rate"]["type_params"]["numerator"] == "repurchase_rate_numerator"
    meta = metrics["repurchase_rate"]["config"]["meta"]["passerelle"]
    assert meta["targets"] == [
        {"objective": "faire-revenir", "target": "24 % -> 28 % by 2027-12-31", "due": "2027-12-31"}
    ]
    assert metrics["orders"]["type"] == "simple"
    assert metrics["club_value"]["type_params"]["expr"] == "orders * aov"
    assert list(metrics).index("aov") < list(metrics).index("club_value")
    measures = {one["name"]: one for one in body["semantic_models"][0]["measures"]}
    assert "non_additive_dimension" not in measures["orders_measure"]
    assert measures["awareness_aided_measure"]["non_additive_dimension"]["window_choice"] == "max"


@pytest.mark.parametrize("text", [PLAN, "vision: x\n"], ids=["a plan", "the whole catalogue"])
def test_every_name_leads_to_a_measure_or_a_metric(text):
    """No input without its metric, no metric without its measure; names are unique."""
    body, metrics = made(text)
    measures = [one["name"] for one in body["semantic_models"][0]["measures"]]
    assert len(metrics) == len(body["metrics"])
    assert len(set(measures)) == len(measures)
    for one in body["metrics"]:
        params = one["type_params"]
        if one["type"] == "simple":
            assert params["measure"] in measures
        elif one["type"] == "ratio":
            assert {params["numerator"], params["denominator"]} <= metrics.keys()
        else:
            held = {part.get("alias", part["name"]) for part in params["metrics"]}
            assert set(re.findall(r"[a-z_]+", params["expr"])) == held
            assert {part["name"] for part in params["metrics"]} <= metrics.keys()
    if text != PLAN:
        assert catalogue().keys() <= metrics.keys()


def test_derived_kpis_say_what_their_formulas_say():
    """Written here as expressions, computed by measurement: both are the same quotient."""
    wanted = {"ltv_cac": ltv_cac.FORMULA, "revenue_growth": revenue_growth.FORMULA}
    assert DERIVED.keys() == {name for name, one in catalogue().items() if one.kind == "derived"}
    for name, formula in wanted.items():
        assert isinstance(formula, Over)
        names = [part["name"] for part in DERIVED[name][1]]
        assert names == [formula.numerator, formula.denominator]
        assert formula.growth == any("offset_window" in part for part in DERIVED[name][1])


def test_a_sum_and_a_product_mixed_are_no_formula():
    """A quotient or a difference is written with what it is taken from first; a mix is a measure."""
    text = (
        "metrics:\n  net: {title: Net, made_of: {spend: subtract, revenue: add}}\n"
        "  mix: {title: Mix, made_of: {revenue: add, orders: multiply}}\n"
        "  cost: {title: Cost, made_of: {spend: subtract}}\n"
    )
    _, metrics = made(text)
    assert metrics["net"]["type_params"]["expr"] == "revenue - spend"
    assert metrics["mix"]["type"] == metrics["cost"]["type"] == "simple"


def test_a_loop_and_an_elasticity_end_as_plain_measures():
    """What is no arithmetic is not made into one, and nothing waits for itself."""
    text = (
        "metrics:\n  a: {title: A, made_of: {b: multiply}}\n  b: {title: B, made_of: {a: multiply}}\n"
        "  c: {title: C, made_of: {orders: {op: elasticity, coefficient: 0.1 / 0.2 / 0.3}}}\n"
    )
    _, metrics = made(text)
    assert metrics["kpi_b"]["type"] == metrics["kpi_c"]["type"] == "simple"
    assert metrics["kpi_a"]["type_params"]["expr"] == "kpi_b"
