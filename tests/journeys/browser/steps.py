"""What people do on the pages, in their own words: change a field, record, read, answer."""

from playwright.sync_api import Locator, Page

from journeys.browser.shop import REPAIRED, Served
from journeys.browser.visitor import Visitor, plain


def record(visitor: Visitor, *, why: str = "") -> None:
    """Record the form that is open, and wait until it says so."""
    visitor.page.fill("#plan-form #why", why)
    visitor.press("Enregistrer", "Record", within="#plan-form")
    visitor.reads("Enregistré", "Recorded as revision")


def change(visitor: Visitor, name: str, value: str, *, why: str = "") -> None:
    """Change one field of the form that is open, and record it."""
    visitor.page.fill(f"#plan-form [name={name}]", value)
    record(visitor, why=why)


def goal(page: Page, metric: str) -> Locator:
    """Find the field that holds the target of a key result."""
    place = page.locator("#plan-form input[name^='results/']").evaluate_all(
        "(inputs, metric) => inputs.find(one => one.value === metric).name", metric
    )
    return page.locator(f"#plan-form [name='{place}/target']")


def waiting_for(visitor: Visitor, team: str) -> int:
    """Count on the preview what a team has not read yet."""
    rows = visitor.page.locator("ul.people li", has_text=team)
    return sum(visitor.say("pas lu", "not read") in plain(row) for row in rows.all_inner_texts())


def answer_readings(visitor: Visitor, *, objecting: str = "", because: str = "") -> list[str]:
    """Answer everything that waits on the page of readings; give what it was about."""
    answered = []
    visitor.open("/reading/")
    while visitor.page.locator("main form.confirm").count():
        asked = visitor.page.locator("main form.confirm").first
        about = asked.locator("input[name=about]").get_attribute("value")
        if about == objecting:
            asked.locator("textarea").fill(because)
            asked.get_by_role("button", name="Objection", exact=True).click()
        else:
            words = visitor.say("Lu et compris", "Read and understood")
            asked.get_by_role("button", name=words, exact=True).click()
        answered.append(about)
        visitor.reads(f"Votre réponse sur {about} est gardée", f"Your answer on {about} is kept")
    return answered


def put_in_force(shop: Served) -> dict:
    """Repair the plan, have sales read it, and apply it, through the terminal's verbs."""
    change = {"node": "actions/jours-du-blanc", "field": "promotion", "value": REPAIRED}
    shop.ask("edit", changes=[change])
    for row in shop.ask("preview")["readers"]:
        if row["who"] in ("vente", "boutique"):
            shop.ask("acknowledge", about=row["about"], team=row["who"])
    shop.ask("preview")
    return shop.ask("apply", reason="Premier plan.")
