"""The bonus page: a form by GET, what each scheme would pay, and that nothing is paid."""

import pytest

PLAN = """
objectives:
  vendre: {title: Vendre plus, results: {orders: 100 -> 200}}
  garder: {title: Garder, results: {nps: stays over 40}}
bonuses: {prime: {title: Prime de Paul, pays: 1 000 EUR, rewards: {vendre: 100 %}, guardrails: garder}}
"""


@pytest.fixture
def desk(served, signed_in):
    """Sign someone in to a workspace whose plan holds a scheme."""
    (served.folder / "plan" / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return signed_in()


def test_says_that_nothing_is_paid_and_what_is_not_known(desk) -> None:
    """Before anything was typed."""
    page = desk.get("/bonuses/").content.decode()

    assert "A simulation: nothing is paid, nothing is recorded." in page
    assert "Not known yet" in page
    assert 'name="at.vendre"' in page


def test_simulates_what_is_typed(desk) -> None:
    """Amounts follow; the fields keep what was typed; the command says the same."""
    page = desk.get("/bonuses/", {"at.vendre": "90", "kept.garder": "yes"}).content.decode()

    assert "900 EUR" in page
    assert 'value="90"' in page
    assert "passerelle bonus --at vendre=90 --kept garder=yes" in page


def test_a_wrong_number_is_said_and_what_was_typed_stays(desk) -> None:
    """Nothing is lost."""
    answer = desk.get("/bonuses/", {"at.vendre": "lots"})

    assert answer.status_code == 422
    assert "is no attainment" in answer.content.decode()
    assert 'value="lots"' in answer.content.decode()


def test_a_plan_without_schemes_shows_the_way(served, signed_in) -> None:
    """Where to write one."""
    assert "/plan/bonuses/" in signed_in().get("/bonuses/").content.decode()


def test_the_goals_canvas_leads_here(desk) -> None:
    """It is found from where objectives are drawn."""
    assert 'href="/bonuses/"' in desk.get("/canvas/goals/").content.decode()
