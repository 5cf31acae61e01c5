"""The walk of a Monday, in both languages, without a terminal: from a one-time link to the weekly page."""

import pytest

from journeys.browser.steps import answer_readings, change, goal, record, waiting_for

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_loop_is_walked_from_link_to_weekly_page(fresh_shop, street, language):
    """Link, edits, findings, preview, objection, acknowledgement, apply, run, KPI board, week."""
    shop = fresh_shop()
    admin = street.stranger(shop, language)
    street.by_link(admin, shop.first_link)
    strategist = street.stranger(shop, language)
    street.by_link(
        strategist, let_in(admin, "camille", "strategist", "direction", "directrice-marketing")
    )
    sales = street.enter(shop, shop.person("louise", "sales", "boutique"), language)

    strategist.open("/plan/")
    assert "AL-030" in strategist.page.inner_text("main")
    repair_from_the_finding(strategist)
    raise_and_lower_a_key_result(strategist)

    objects_once_then_reads(strategist, sales)
    applies(strategist)
    carries_out(strategist)
    looks_at_the_numbers(strategist)


def let_in(admin, username, role, team, person):
    """Add someone on the page of people; give the one-time link that the page shows."""
    admin.open("/people/")
    form = admin.page.locator("form", has=admin.page.locator("#username-new"))
    admin.page.fill("#username-new", username)
    admin.page.fill("#name-new", "Camille")
    admin.page.select_option("#role-new", role)
    admin.page.fill("#team-new", team)
    admin.page.fill("#person-new", person)
    form.get_by_role("button").click()
    someone = admin.page.locator("details.person", has_text="Camille")
    someone.locator("summary").click()
    someone.get_by_role(
        "button",
        name=admin.say("Créer un lien de connexion à usage unique", "Make a one-time sign-in link"),
    ).click()
    return admin.page.inner_text("main .note.good pre").strip()


def repair_from_the_finding(strategist):
    """The finding leads to the field; the change makes the finding go, on the form and on the plan."""
    page = strategist.page
    finding = page.locator("li.finding", has_text="AL-030")
    finding.get_by_role("link", name=strategist.say("Corriger", "Repair")).click()
    page.wait_for_url("**/plan/actions/jours-du-blanc/**")
    assert page.input_value("[name=promotion]").startswith("40 %")
    change(strategist, "promotion", "14 % public", why="La marque s'en tient à 20 %.")
    assert strategist.say("Aucun constat", "No finding") in strategist.told()
    strategist.open("/plan/")
    assert "AL-030" not in page.inner_text("main")


def raise_and_lower_a_key_result(strategist):
    """A key result that the actions cannot reach makes a finding; the old target makes it go."""
    page = strategist.open("/plan/objectives/faire-revenir/")
    row = goal(page, "repurchase_rate")
    before = row.input_value()
    row.fill(before.replace(before.split("->")[1].split("%")[0], " 60 "))
    record(strategist, why="Essai d'un but plus haut.")
    strategist.open("/plan/")
    assert page.locator("li.finding", has_text="AL-055").count() == 1
    strategist.open("/plan/objectives/faire-revenir/")
    goal(page, "repurchase_rate").fill(before)
    record(strategist, why="Retour au but d'avant.")
    strategist.open("/plan/")
    assert page.locator("li.finding", has_text="AL-055").count() == 0


def objects_once_then_reads(strategist, sales):
    """Sales is told on its home page; its objection blocks until what it objects to is settled."""
    strategist.open("/apply/")
    assert waiting_for(strategist, "boutique") > 3
    sales.open("/")
    sales.page.get_by_role("link", name="actions/recherche-lin").click()
    sales.page.wait_for_url("**/reading/")
    answer_readings(sales, objecting="actions/recherche-lin", because="La boutique ferme en mars.")
    strategist.open("/apply/")
    blocked = strategist.page.locator("li.finding", has_text="AL-051")
    assert blocked.count() == 1
    assert strategist.say("s'y oppose", "objects") in blocked.inner_text()
    assert strategist.page.locator("form.confirm").count() == 0
    strategist.open("/plan/actions/recherche-lin/")
    change(strategist, "place", "site, et boutique fermée en mars", why="Ce que dit la boutique.")
    strategist.open("/apply/")
    sales.open("/reading/")
    assert answer_readings(sales) == ["actions/recherche-lin"]


def applies(strategist):
    """Nothing blocks any more: the revision is put in force, and a second look says so."""
    page = strategist.open("/apply/")
    assert page.locator("li.finding").count() == 0
    page.fill("#why", "Premier plan de l'année.")
    page.locator("form.confirm button.main").click()
    strategist.reads("est en vigueur", "is in force")
    assert page.locator("form.confirm").count() == 0


def carries_out(strategist):
    """The plan in force is carried out from a page, with its progress, to its end."""
    page = strategist.open("/sends/")
    page.wait_for_timeout(3000)  # the hold
    page.get_by_role("link", name=strategist.say("Exécuter le plan", "Carry out the plan")).click()
    page.wait_for_url("**/run/")
    strategist.press("Exécuter maintenant", "Carry out now")
    strategist.reads("Le plan a été exécuté", "The plan was carried out", timeout=90_000)
    strategist.open("/sends/")
    row = page.locator("tbody tr").first
    assert strategist.say("terminé", "finished") in row.inner_text().lower()


def looks_at_the_numbers(strategist):
    """The board holds the key results with their forecasts; the weekly page reads in both languages."""
    page = strategist.open("/kpis/")
    board = page.inner_text("main")
    assert "33" in board or "30" in board
    assert page.locator("main table.board tbody tr").count() >= 15
    page.goto("/weekly/?in=en")
    for chosen, word in (("fr", "semaine"), ("en", "week")):
        page.get_by_role("link", name=chosen.upper(), exact=True).click()
        frame = page.frame_locator("iframe.paper")
        frame.locator("h1").first.wait_for()
        assert word in frame.locator("body").inner_text().lower()
        assert frame.locator("html").get_attribute("lang") == chosen
