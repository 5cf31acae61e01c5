"""Pages name what they show as people do: by titles, with what is asked for."""

from passerelle.verbs.edit import edit


def test_home_says_what_each_goal_asks_for_and_plan_and_impact_name_kpis(signed_in, served):
    """A target and its day beside the goal; a KPI by the catalogue's title, not by its id."""
    goal = {"title": "They come back", "results": {"nps": "40 -> 50 by 2027-12-31"}}
    edit(served, [
        {"node": "objectives/back", "field": "", "value": goal},
        {"node": "metrics/nps", "field": "owner", "value": "marie"},
    ], "goal")  # fmt: skip
    client = signed_in("strategist")

    assert "40 → 50, by 31 Dec 2027" in client.get("/").content.decode()
    assert "Net Promoter Score" in client.get("/").content.decode()
    assert ">Net Promoter Score</a>" in client.get("/plan/").content.decode()
    assert "Net Promoter Score" in client.get("/impact/objectives/back/").content.decode()


def test_the_budget_heads_its_months_by_their_names(signed_in, served):
    """Short names fit twelve months and the sum on one page; the year stands once."""
    months = {"2027-01": {"planned": "100 EUR"}, "2027-02": {"planned": "200 EUR"}}
    line = {"pays": "soldes", "months": months}
    edit(served, [{"node": "spending/soldes", "field": "", "value": line}], "budget")

    page = signed_in("strategist").get("/canvas/budget/").content.decode()

    assert '<th class="num">Jan 2027</th><th class="num">Feb</th>' in page
