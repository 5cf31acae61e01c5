"""Cascades: the list, one tree with its numbers, numbers that are moved, targets that are recorded."""

import re

import pytest

from passerelle.verbs.cascade import cascade

PLAN = """
year: {period: 2027}
markets: {france: {title: France, growth: 2 / 3 / 4 %}}
metrics:
  market_share_value:
    made_of: {qualified_leads: multiply, sales_conversion_rate: multiply}
    through: 60 %
    market: france
  revenue: {made_of: {orders: multiply}}
  orders: {made_of: {nps: {op: elasticity, coefficient: 0.1 / 0.3 / 0.5, lag_days: 60}, sessions: multiply}}
objectives:
  part: {title: Gain share, results: {market_share_value: 10 % -> 11 %}}
  prospects: {title: More leads, within: part, results: {qualified_leads: +20 %}}
  ventes: {title: Win more, within: part, results: {sales_conversion_rate: 12 % -> 12.6 %}}
  croitre: {title: Grow, results: {revenue: +20 %, sessions: +10 %, nps: 40 -> 44}}
"""
ADDRESS = "/cascade/part/market_share_value/"
EXAMPLE = {
    "changes.qualified_leads": "20",
    "spreads.qualified_leads": "8",
    "changes.sales_conversion_rate": "5",
    "spreads.sales_conversion_rate": "3",
    "growth": "3",
    "growth_spread": "2",
}


@pytest.fixture
def desk(served, signed_in):
    """Sign someone in to a workspace whose plan holds two cascades; give a function that reads a page."""
    (served.folder / "plan" / "plan.yaml").write_text(PLAN, encoding="utf-8")

    def enter(role="strategist", **fields):
        client = signed_in(role, **fields)
        return lambda address, data=None: client.get(address, data or {}).content.decode()

    return enter


def test_the_list_says_which_goals_are_covered(desk):
    """One row a goal that others move, its state in words, a way to its page."""
    page = desk("reader")("/cascade/")
    assert "1 goal asks for more than the goals below it give." in page
    assert f'href="{ADDRESS}"' in page
    assert "closes" in page
    assert "+12.2%" in page
    assert re.search(r'aria-current="page">Cascade', page)


def test_the_page_shows_the_worked_example(desk):
    """The numbers of document 002 with one standard deviation: 65 %, +5 % to +19.7 %."""
    page = desk("reader")(ADDRESS, EXAMPLE)
    assert "it closes, in 65% of the futures drawn" in page
    assert "+5% to +19.7%" in page
    assert "51.2%" in page
    assert page.count('class="reached"') + page.count('class="short"') == 24 + 2
    assert 'name="changes.qualified_leads" value="20"' in page
    assert "Record these targets" not in page


def test_every_control_has_its_own_label(desk):
    """Each number names its KPI for those who do not see the tree."""
    page = desk()(ADDRESS)
    controls = set(re.findall(r'<input type="number"[^>]* id="([^"]+)"', page))
    assert controls == set(re.findall(r'<label for="([^"]+)"', page)) - {"reason"}
    assert len(controls) == 8
    assert page.count("Qualified leads</span>") == 2


def test_it_works_without_a_script(desk):
    """A plain form with GET, to the page's own address; the live answer takes two parts of the same page."""
    page = desk()(ADDRESS)
    form = re.search(r'<form method="get" id="cascade-form".*?</form>', page, re.DOTALL)[0]
    assert f'action="{ADDRESS}"' in form
    assert "Work it out" in form
    for part in ("cascade-result", "cascade-answer", "cascade-figures"):
        assert f'id="{part}"' in page


def test_the_tree_is_nested_and_says_what_comes_too_late(desk):
    """Orders under revenue, sessions under orders; NPS shows after the year is over."""
    page = desk()("/cascade/croitre/revenue/")
    assert page.index(">Orders<") < page.index(">Sessions<")
    assert "too late to count" in page
    assert "shows after 60 days" in page
    assert "Not counted, as the effect shows after the goal is due:" in page
    assert page.count("<ul") == page.count("</ul>")
    assert "+10%</span> by what is below" in page


def test_in_french(desk):
    """Sentences, numbers and spaces are French."""
    page = desk("reader", language="fr")(ADDRESS, EXAMPLE)
    assert "le compte y est, dans 65\u202f% des avenirs tirés" in page
    assert "Part de marché (valeur)" in page
    assert "Chances d'atteindre le but" in page or "Chances d&#x27;atteindre le but" in page


def test_a_number_that_cannot_be_is_said_and_the_plan_s_are_shown(desk):
    """The page stays; the number is named."""
    page = desk()(ADDRESS, {"changes.qualified_leads": "many", "through": "160"})
    assert "“many” is no percentage that qualified_leads can have." in page
    assert "“160” is no percentage that through can have." in page
    assert "+12.2%" in page


def test_what_is_typed_is_escaped(desk):
    """A hand-written address puts nothing into the page."""
    page = desk()(ADDRESS, {"changes.qualified_leads": '"><script>x</script>'})
    assert "<script>x" not in page


def test_moved_targets_are_recorded_with_their_reason(desk, served, client):
    """One revision holds them all; afterwards the page shows them as planned."""
    desk()
    moved = {"changes.qualified_leads": "25", "required": "12", "through": "70"}
    page = client.get(ADDRESS, moved).content.decode()
    assert "10 % -&gt; 11.2 %" in page
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page))
    assert {name: hidden[name] for name in moved} == moved

    answer = client.post(f"{ADDRESS}record/", {**hidden, "reason": "A second salesman"})

    assert answer.status_code == 302
    assert answer["Location"] == ADDRESS
    text = (served.folder / "plan" / "plan.yaml").read_text(encoding="utf-8")
    assert "qualified_leads: +25 %" in text
    assert "10 % -> 11.2 %" in text
    assert "through: 70 %" in text
    assert cascade(served, "part").changes == ()
    assert "Revision 2 holds these targets" in client.get(ADDRESS).content.decode()


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({"changes.qualified_leads": "25"}, "Write why"),
        ({"changes.qualified_leads": "20", "reason": "x"}, "already"),
    ],
)
def test_nothing_is_written_without_a_reason_or_a_change(desk, served, client, posted, said):
    """The page comes back with what was typed."""
    desk()
    answer = client.post(f"{ADDRESS}record/", posted)
    assert answer.status_code == 409
    assert said in answer.content.decode()
    assert (served.folder / "plan" / "plan.yaml").read_text(encoding="utf-8") == PLAN


def test_two_who_change_one_target_are_told(desk, served, client):
    """Who looked at an older revision sees that it changed, and nothing is overwritten."""
    desk()
    client.get(ADDRESS)
    client.post(
        f"{ADDRESS}record/", {"changes.qualified_leads": "25", "reason": "x", "revision": "1"}
    )
    answer = client.post(
        f"{ADDRESS}record/", {"changes.qualified_leads": "30", "reason": "y", "revision": "1"}
    )
    assert answer.status_code == 409
    assert "Someone changed one of these targets meanwhile" in answer.content.decode()
    assert "+25 %" in (served.folder / "plan" / "plan.yaml").read_text(encoding="utf-8")


def test_readers_may_try_but_not_record(desk, client):
    """No button, and the route refuses."""
    desk("reader")
    assert "Record these targets" not in client.get(ADDRESS, {"required": "12"}).content.decode()
    refused = client.post(f"{ADDRESS}record/", {"required": "12", "reason": "x"})
    assert refused.status_code == 403


def test_what_is_missing_is_said(desk, served):
    """Without the market's growth nothing is computed; the growth can be tried at once."""
    read = desk()
    path = served.folder / "plan" / "plan.yaml"
    path.write_text(PLAN.replace(", growth: 2 / 3 / 4 %", ""), encoding="utf-8")
    page = read(ADDRESS)
    assert "it needs the growth of market france" in page
    assert "not computed" in read("/cascade/")
    assert "+15.6%" in read(ADDRESS, {"growth": "0"})


def test_a_plan_without_cascades_and_an_address_that_is_none(desk, served, client):
    """An empty state with an example; 404 with the nearest names."""
    read = desk()
    assert client.get("/cascade/part/nothing/").status_code == 404
    assert client.get("/cascade/nobody/revenue/").status_code == 404
    (served.folder / "plan" / "plan.yaml").write_text("vision: x\n", encoding="utf-8")
    page = read("/cascade/")
    assert "No goal of the plan is made of others yet." in page
    assert "made_of: {orders: multiply, aov: multiply}" in page
