"""The metric tree, tie by tie and by hand: sums, quotients, elasticities, lags, several levels, loops."""

from datetime import date
from decimal import Decimal
from time import perf_counter

import pytest
from hypothesis import given as tried
from hypothesis import strategies as st

from passerelle.base.language import Text
from passerelle.plan.cascade import Cascade, evaluate
from passerelle.plan.given import Given, ReadingNow
from passerelle.plan.kpi import catalogue
from passerelle.plan.load import read_plan
from passerelle.plan.tree import Node, Tie, Tree, grow
from passerelle.plan.tree_of import tree_of
from passerelle.plan.values import Estimate

TODAY = date(2026, 11, 23)


def number(text: str) -> Decimal:
    return Decimal(text)


def node(kpi: str, *ties: Tie, start: str | None = None, **values: object) -> Node:
    known = None if start is None else Decimal(start)
    return Node(kpi, Text(kpi, kpi), start=known, ties=ties, **values)


def tree(*nodes: Node) -> Tree:
    return Tree(nodes[0].kpi, {one.kpi: one for one in nodes})


def rises(made: Tree, **moves: str) -> Decimal:
    grown = grow(made, {kpi: Decimal(factor) for kpi, factor in moves.items()})
    assert (grown.starts, grown.lacks) == ((), ())
    return grown.factor


def test_a_product_is_the_product() -> None:
    """+20 % and +5 % are 1.26; what nothing moves stands still."""
    made = tree(node("t", Tie("a"), Tie("b"), Tie("c")), node("a"), node("b"), node("c"))

    assert rises(made, a="1.20", b="1.05") == number("1.26")


def test_a_quotient_falls_when_its_lower_part_grows() -> None:
    """Spend +20 % over buyers +50 %: cost per buyer is 0.8 of what it was."""
    made = tree(node("cac", Tie("spend"), Tie("buyers", "divide")), node("spend"), node("buyers"))

    assert rises(made, spend="1.20", buyers="1.50") == number("0.8")


def test_a_sum_weighs_its_parts_by_where_they_start() -> None:
    """Shop 300 and site 100: site +40 % is +10 % of the whole."""
    made = tree(
        node("sales", Tie("shop", "add"), Tie("site", "add")),
        node("shop", start="300"),
        node("site", start="100"),
    )

    assert rises(made, site="1.40") == number("1.10")


def test_a_baseline_of_the_whole_leaves_the_rest_standing() -> None:
    """Of 1000, only the site's 100 is named: +40 % of it is +4 %."""
    made = tree(node("sales", Tie("site", "add"), start="1000"), node("site", start="100"))

    assert rises(made, site="1.40") == number("1.04")


def test_what_is_subtracted_takes_away() -> None:
    """Margin 40 = revenue 100 - costs 60; revenue +10 %, costs +5 %: 110 - 63 = 47."""
    made = tree(
        node("margin", Tie("revenue", "add"), Tie("costs", "subtract")),
        node("revenue", start="100"),
        node("costs", start="60"),
    )

    assert rises(made, revenue="1.10", costs="1.05") == number("1.175")


def test_a_sum_that_is_then_multiplied() -> None:
    """(300 + 100) orders x basket: site +40 % and basket +10 % make 1.10 x 1.10."""
    made = tree(
        node("revenue", Tie("shop", "add"), Tie("site", "add"), Tie("basket"), start="40000"),
        node("shop", start="300"),
        node("site", start="100"),
        node("basket"),
    )

    assert rises(made, site="1.40", basket="1.10") == number("1.21")


def test_a_mean_counts_its_weights() -> None:
    """Satisfaction 60 and 80, the second counted twice: 220 becomes 228 when the second gains 5 %."""
    made = tree(
        node("csat", Tie("shop", "mean"), Tie("site", "mean", Estimate(*map(Decimal, "222")))),
        node("shop", start="60"),
        node("site", start="80"),
    )

    assert rises(made, site="1.05") == number("228") / number("220")


def test_an_elasticity_passes_on_a_part_of_the_change() -> None:
    """Awareness +10 % at 0.6 is +6 % of leads; the likely value counts."""
    points = Estimate(number("0.3"), number("0.6"), number("0.9"))
    made = tree(node("leads", Tie("awareness", "elasticity", points)), node("awareness"))

    assert rises(made, awareness="1.10") == number("1.06")


def test_several_levels_share_of_revenue_and_market() -> None:
    """Leads by awareness, sales by leads, 60 % of revenue, a market that grows 3 %."""
    points = Estimate(number("0.5"), number("0.5"), number("0.5"))
    grows = Estimate(number("0.02"), number("0.03"), number("0.04"))
    made = tree(
        node("share", Tie("sales"), growth=grows),
        node("sales", Tie("leads"), Tie("won"), through=number("0.6")),
        node("leads", Tie("awareness", "elasticity", points)),
        node("won"),
        node("awareness"),
    )

    expected = (1 + (number("1.10") * number("1.05") - 1) * number("0.6")) / number("1.03")
    assert rises(made, awareness="1.20", won="1.05") == expected


def test_a_moved_kpi_is_taken_as_it_is() -> None:
    """A goal on leads decides; what leads are made of is not counted again."""
    made = tree(node("sales", Tie("leads")), node("leads", Tie("sessions")), node("sessions"))

    assert rises(made, leads="1.10", sessions="2") == number("1.10")


@pytest.mark.parametrize(
    ("op", "missing"), [("add", ("a", "b")), ("subtract", ("a", "b")), ("mean", ("a", "b"))]
)
def test_a_sum_without_baselines_says_which(op: str, missing: tuple[str, ...]) -> None:
    """Nothing is guessed: the parts without a baseline are named."""
    made = tree(node("t", Tie("a", op), Tie("b", op)), node("a"), node("b"))

    assert grow(made, {"a": number("1.1")}).starts == missing


def test_an_elasticity_without_its_coefficient_and_a_zero_to_divide_by_are_said() -> None:
    """Both are sentences, not errors."""
    bare = tree(node("t", Tie("a", "elasticity")), node("a"))
    zero = tree(node("t", Tie("a", "divide")), node("a"))

    assert "elasticity" in grow(bare, {"a": number("1.1")}).lacks[0].en
    assert "above zero" in grow(zero, {"a": number("0")}).lacks[0].en


def test_a_number_beyond_all_numbers_is_said() -> None:
    """A change to the power of 2^40 is more than a number can hold: a sentence, not an error."""
    rows = [node(f"k{n}", Tie(f"k{n + 1}"), Tie(f"m{n}", "divide"), start="1") for n in range(1)]
    made = tree(*rows, node("k1"), node("m0"))

    assert grow(made, {"k1": Decimal("1e999999"), "m0": Decimal("1e-999999")}).lacks


def plan(text: str, **readings: str) -> Given:
    known = {name: ReadingNow(Decimal(value), TODAY) for name, value in readings.items()}
    return Given(read_plan({"plan.yaml": text}), TODAY, catalogue(), readings=known or None)


LAGS = """
year: {period: 2027}
metrics:
  revenue: {made_of: {orders: multiply, awareness_aided: {op: elasticity, coefficient: 0.2 / 0.5 / 0.8, lag_days: LAG}}}
objectives:
  o: {title: O, results: {revenue: +20 %, orders: +10 %, awareness_aided: "20 % -> 24 % by 2027-10-01"}}
"""


@pytest.mark.parametrize(("lag", "implied", "late"), [("91", "0.21", ()), ("92", "0.1", (1,))])
def test_an_effect_that_lands_too_late_does_not_count(
    lag: str, implied: str, late: tuple[int, ...]
) -> None:
    """1 October + 91 days is 31 December, the last day; a day more is next year."""
    solved = evaluate(plan(LAGS.replace("LAG", lag)), "o", "revenue")

    assert isinstance(solved, Cascade)
    assert solved.implied == number(implied)
    assert len(solved.late) == len(late)
    assert solved.children == ("orders", "awareness_aided")


def test_lags_add_up_on_the_way_down() -> None:
    """Two links of 50 days leave 100 days; the longer way of two decides."""
    text = """
year: {period: 2027}
metrics:
  revenue: {made_of: {orders: {op: multiply, lag_days: 50}}}
  orders: {made_of: {sessions: {op: multiply, lag_days: 50}}}
objectives: {o: {title: O, results: {revenue: +20 %, sessions: "+10 % by DAY"}}}
"""
    late = [
        evaluate(plan(text.replace("DAY", day)), "o", "revenue")
        for day in ("2027-09-22", "2027-09-23")
    ]

    assert [one.late for one in late if isinstance(one, Cascade)] == [(), ("sessions",)]


def test_readings_stand_in_for_baselines_and_percentages_are_shares() -> None:
    """A sum in a plan takes its weights from what was last read; 60 % of a coefficient is 0.6."""
    text = """
metrics:
  revenue: {made_of: {shop_revenue: add, site_revenue: add}}
  shop_revenue: {unit: money}
  site_revenue: {unit: money, made_of: {sessions: {op: elasticity, coefficient: 40 / 60 / 80 %}}}
objectives: {o: {title: O, results: {revenue: +3 %, sessions: +20 %}}}
"""
    solved = evaluate(plan(text, shop_revenue="300", site_revenue="100"), "o", "revenue")
    missing = evaluate(plan(text), "o", "revenue")

    assert isinstance(solved, Cascade)
    assert solved.implied == number("0.03")
    assert isinstance(missing, Text)
    assert missing.en == "a baseline for shop_revenue, site_revenue"


def test_links_that_loop_are_left_out() -> None:
    """A KPI made of its own parent, or of itself, ends there."""
    text = """
metrics:
  revenue: {driven_by: [orders, revenue]}
  orders: {made_of: {sessions: multiply, revenue: multiply}}
objectives: {o: {title: O, results: {revenue: +20 %, sessions: +10 %}}}
"""
    solved = evaluate(plan(text), "o", "revenue")

    assert isinstance(solved, Cascade)
    assert solved.implied == number("0.10")


def test_a_kpi_in_both_lists_counts_once() -> None:
    """``made_of`` says how; ``driven_by`` does not count it again, and nothing is a parent of a limit."""
    text = """
metrics: {revenue: {driven_by: [orders, aov], made_of: {orders: {op: elasticity, coefficient: 1 / 1 / 1}}}}
objectives: {o: {title: O, results: {revenue: +20 %, orders: +10 %, aov: stays over 50 EUR}}}
"""
    made = tree_of(plan(text), "o", "revenue")

    assert made is not None
    assert [(tie.child, tie.op) for tie in made.top.ties] == [
        ("orders", "elasticity"),
        ("aov", "multiply"),
    ]
    assert made.front == ("orders",)
    assert tree_of(plan(text), "o", "aov") is None


def test_a_very_deep_and_a_very_braided_tree_are_linear() -> None:
    """3,000 KPIs in a row, then 300 rows of two that both lead to both below: no recursion, no doubling."""
    deep = {f"k{n}": f"{{driven_by: k{n + 1}}}" for n in range(3000)}
    half = "{op: elasticity, coefficient: 0.4 / 0.4 / 0.4}"
    braided = {
        f"{side}{n}": f"{{made_of: {{a{n + 1}: {half}, b{n + 1}: {half}}}}}"
        for n in range(300)
        for side in "ab"
    }
    for metrics, first, last in ((deep, "k0", "k3000"), (braided, "a0", "a300")):
        rows = "\n".join(f"  {name}: {value}" for name, value in metrics.items())
        text = f"metrics:\n{rows}\n  {last}: {{unit: count}}\nobjectives: {{o: {{title: O, results: {{{first}: +9 %, {last}: +1 %}}}}}}\n"
        known = plan(text)
        before = perf_counter()

        solved = evaluate(known, "o", first)

        assert isinstance(solved, Cascade)
        assert solved.implied > 0
        assert perf_counter() - before < 2


FACTORS = st.decimals("0.5", 2, places=3)
STARTS = st.decimals(1, 1000, places=0)


@tried(st.lists(st.tuples(FACTORS, STARTS), min_size=1, max_size=5))
def test_a_sum_lies_between_its_parts(parts: list[tuple[Decimal, Decimal]]) -> None:
    """A sum never changes more than the part that changes most, nor less than the least."""
    names = [f"k{n}" for n in range(len(parts))]
    made = tree(
        node("t", *(Tie(name, "add") for name in names)),
        *(node(name, start=str(start)) for name, (_, start) in zip(names, parts, strict=True)),
    )

    factor = grow(made, {name: part[0] for name, part in zip(names, parts, strict=True)}).factor

    factors = [part[0] for part in parts]
    assert min(factors) - Decimal("1e-9") <= factor <= max(factors) + Decimal("1e-9")


@tried(FACTORS, FACTORS)
def test_what_multiplies_and_what_divides_undo_each_other(one: Decimal, other: Decimal) -> None:
    """Times b, over b, is what it was."""
    made = tree(
        node("t", Tie("product"), Tie("b", "divide")),
        node("product", Tie("a"), Tie("b")),
        node("a"),
        node("b"),
    )

    assert abs(grow(made, {"a": one, "b": other}).factor - one) < Decimal("1e-9")
