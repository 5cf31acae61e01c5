"""A newcomer turns an empty workspace into a checked plan in the browser, and counts the actions."""

import pytest

from journeys.browser.hands import Hands
from journeys.browser.visitor import plain
from journeys.browser.workspaces import serve_blank
from passerelle.base.clock import SystemClock, today

pytestmark = pytest.mark.browser

MOST = 60
"""Actions of mouse or keyboard in which the plan stands, checked and seen."""

YEAR = today(SystemClock(), "Europe/Paris").year + 1

ANSWERS = {
    "fr": {
        "name": "Atelier Gervaise",
        "vision": "Le cartable que l'on transmet",
        "budget": "20 000",
        "tier": "premium",
        "owner": "Responsable marketing",
        "fact": "Deux clients sur trois n'achètent qu'une fois",
        "people": "Une seule commande",
        "promise": "Le cuir qui dure dix ans",
        "goal": "Ils reviennent acheter une deuxième pièce",
        "first": "Une lettre aux clients d'un seul achat",
        "second": "Une soirée à l'atelier",
        "third": "Une page qui montre la couture à la main",
    },
    "en": {
        "name": "Gervaise Leather",
        "vision": "The satchel that is handed down",
        "budget": "20,000",
        "tier": "premium",
        "owner": "Marketing manager",
        "fact": "Two customers in three buy only once",
        "people": "Bought once",
        "promise": "Leather that lasts ten years",
        "goal": "They come back for a second piece",
        "first": "A letter to those who bought once",
        "second": "An evening at the workshop",
        "third": "A page that shows how it is sewn",
    },
}

FIGURES = {
    "year": f"{YEAR}",
    "kpi": "repurchase_rate",
    "target": "24 % -> 27 %",
    "guard": "unsubscribe_rate",
    "kept": "stays under 0.4 %",
    "first_by": "email",
    "first_when": f"{YEAR}-02-01..{YEAR}-02-20",
    "first_cost": "2000",
    "first_brings": "0.5 / 1.2 / 2 pts",
    "second_by": "event",
    "second_when": f"{YEAR}-04-12..{YEAR}-04-13",
    "second_cost": "5000",
    "second_brings": "0.4 / 1.1 / 1.9 pts",
    "third_by": "site",
    "third_when": f"{YEAR}-09-06..{YEAR}-10-15",
    "third_cost": "3000",
    "third_brings": "0.4 / 1.0 / 1.7 pts",
}


@pytest.fixture
def newcomer(chromium, street, tmp_path):
    """Serve an empty workspace and sign its first person in, in a language."""
    served = []

    def arrive(language):
        served.append(serve_blank(tmp_path, language))
        visitor = street.stranger(served[-1], language)
        visitor.page.goto(served[-1].first_link)
        return served[-1], Hands(visitor)

    yield arrive
    for one in served:
        assert "Traceback" not in one.stop()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_empty_workspace_becomes_a_checked_plan(newcomer, language):
    """From the one-time link to plan, budget, calendar and goals; then one day and one amount."""
    workspace, hands = newcomer(language)
    page = hands.visitor.page
    hands.click(page.locator("main form button.main"))
    writes_the_first_plan(hands, language)
    assert blocking(hands) == []
    budgets_a_line(hands, language)
    sees_the_year_and_moves_an_action(hands)
    sees_the_goals(hands, language)
    assert hands.count <= MOST, hands.done
    print(f"{language}: {hands.count} actions")

    outline = {one["section"]: one["items"] for one in workspace.ask("outline")["sections"]}
    assert (len(outline["objectives"]), len(outline["actions"])) == (1, 3)
    assert not [one for one in workspace.ask("check")["findings"] if one["severity"] == "error"]


def writes_the_first_plan(hands, language):
    """The home page of an empty workspace leads to one form; the plan's page shows what it made."""
    hands.link("Écrire votre premier plan", "Write your first plan")
    form = "details.template[open] form"
    for key, value in {**ANSWERS[language], **FIGURES}.items():
        hands.fill(f"ask:{key}", value, within=form)
    hands.click(hands.visitor.page.locator(form).get_by_role("button"))
    hands.visitor.page.wait_for_url("**/plan/")
    words = plain(hands.visitor.page.inner_text("main"))
    assert ANSWERS[language]["goal"] in words
    for action in ("first", "second", "third"):
        assert ANSWERS[language][action] in words


def blocking(hands):
    """Read on the plan's page the findings that keep it from being applied."""
    words = hands.visitor.say("Bloque l'application", "Blocks apply")
    return hands.visitor.page.locator("li.finding", has_text=words).all_inner_texts()


def budgets_a_line(hands, language):
    """On the budget canvas an action gets a line, and February its amount."""
    page = hands.visitor.page
    hands.link("Canevas", "Canvases", within=".nav")
    hands.link("Budget", "Budget")
    page.wait_for_url("**/canvas/budget/")
    added = page.locator("details.cell.add")
    hands.click(added.locator("summary"))
    choice = added.locator("select")
    letter = choice.locator("option", has_text=ANSWERS[language]["first"]).get_attribute("value")
    hands.fill("set:pays", letter, within="details.cell.add")
    hands.click(added.get_by_role("button"))
    hands.visitor.reads("Enregistré", "Recorded as revision")
    cell = page.locator(".grid-months tbody details.cell").nth(1)
    hands.click(cell.locator("summary"), f"{YEAR}-02")
    hands.fill("value", "2000", within=".grid-months tbody details.cell[open]")
    hands.click(cell.get_by_role("button"))
    hands.visitor.reads("Enregistré", "Recorded as revision")
    row = plain(page.locator(".grid-months tbody tr").first.inner_text()).replace(",", " ")
    assert ANSWERS[language]["first"] in row
    assert row.count("2 000") >= 3, row  # February, the sum of the line, the announced cost
    foot = plain(page.locator(".grid-months tfoot").inner_text()).replace(",", " ")
    assert "20 000" in foot
    assert "18 000" in foot


def sees_the_year_and_moves_an_action(hands):
    """The calendar of the year has three bars; an action gets other days where it stands."""
    page = hands.visitor.page
    hands.link("Calendrier", "Calendar", within=".nav")
    hands.link("Voir l'année" if page.locator(".empty").count() else "Année", "year")
    if not page.locator(".gantt li").count():
        hands.link("Après →", "After →")
    assert page.locator(".gantt li").count() == 3
    row = page.locator("tbody tr").nth(1)
    hands.click(row.locator("details summary"))
    hands.fill("when", f"{YEAR}-05-17..{YEAR}-05-18", within="tbody details[open]")
    hands.click(row.get_by_role("button"))
    hands.visitor.reads("Enregistré", "Recorded as revision")
    assert page.locator(f"td[data-value='{YEAR}-05-17']").count() == 1
    assert page.locator(f"td[data-value='{YEAR}-04-12']").count() == 0


def sees_the_goals(hands, language):
    """The canvas of goals shows the objective with both key results and the three actions."""
    page = hands.visitor.page
    hands.link("Canevas", "Canvases", within=".nav")
    hands.link("Objectifs et résultats clés", "Objectives and key results")
    goal = page.locator("section.goal")
    assert goal.count() == 1
    assert ANSWERS[language]["goal"] in plain(goal.inner_text())
    assert goal.locator("ul.stack > li").count() == 2
    assert goal.locator("a[href*='/plan/actions/']").count() == 3
