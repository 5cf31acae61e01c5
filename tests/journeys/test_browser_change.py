"""A repositioning: proposed, objected to, read, approved by three, applied, and seen afterwards."""

import pytest

from journeys.browser.steps import answer_readings, change
from journeys.browser.visitor import plain
from journeys.browser.workspaces import put_plan_in_force, serve_plan
from passerelle.base.clock import SystemClock, today

pytestmark = pytest.mark.browser

DAY = today(SystemClock(), "Europe/Paris")
YEAR = DAY.year + 1

PLAN = f"""\
vision: Le linge que l'on garde dix ans
north_star: orders
year: {{period: {YEAR}, budget: 60 000 EUR}}
facts: {{toucher: {{says: On achète au toucher, until: {YEAR}-12-31}}}}
brand: {{tier: mainstream, promise: Le lin de tous les jours, never: {{discount_over: 20 %}}, evidence: toucher}}
segments:
  familles: {{rank: 1, who: orders >= 2, promise: Des draps qui tiennent, evidence: toucher}}
  hotels: {{rank: 2, who: orders >= 9, promise: Des nappes qui se lavent, evidence: toucher}}
offers:
  drap: {{title: Le drap, price: 90 EUR}}
  nappe: {{title: La nappe, price: 60 EUR}}
positionings:
  maison: {{segment: familles, category: linge de lit, benefit: Le confort de tous les jours, because: toucher, offers: [drap]}}
propositions:
  dormir: {{segment: familles, offer: drap, says: Des draps qui tiennent dix ans, proof: toucher}}
  recevoir: {{segment: hotels, offer: nappe, says: Des nappes qui se lavent, proof: toucher}}
objectives:
  revenir:
    title: Les familles reviennent
    owner: ann
    evidence: toucher
    results: {{orders: 100 -> 200 by {YEAR}-12-31, nps: stays over 30}}
  tables:
    title: Les hôtels s'équipent
    owner: ann
    evidence: toucher
    results: {{revenue: 10 000 EUR -> 12 000 EUR by {YEAR}-12-31, csat: stays over 80 %}}
actions:
  soiree:
    {{title: Une soirée au magasin, for: familles, by: event, when: {YEAR}-03-04, cost: 900 EUR, owner: bob, serves: revenir,
     says: Des draps qui tiennent dix ans, brings: 90 / 150 / 200, judged_on: orders, tell: vente}}
  visite:
    {{title: Une visite des hôtels, for: hotels, by: event, when: {YEAR}-05-06, cost: 700 EUR, owner: bob, serves: tables,
     says: Des nappes qui se lavent, brings: 1000 / 2000 / 3000 EUR, judged_on: revenue, tell: vente}}
  inventaire: {{title: Compter les nappes, when: {YEAR}-06-01, cost: 100 EUR, owner: bob, serves: tables, judged_on: csat}}
spending:
  soiree: {{pays: soiree, months: {{{YEAR}-03: {{planned: 900 EUR}}}}}}
  visite: {{pays: visite, months: {{{YEAR}-05: {{planned: 700 EUR}}}}}}
teams:
  cap: {{family: strategy}}
  atelier: {{family: operations}}
  vente: {{family: sales}}
people: {{ann: {{team: cap}}, bob: {{team: atelier}}, dan: {{team: vente}}}}
charter: {{cap: {{event: strategic, tell: [atelier, vente], within_days: 7}}}}
"""

OF_THE_POSITIONING = {
    "propositions": ["propositions/dormir"],
    "offers": ["offers/drap"],
    "objectives": ["objectives/revenir"],
    "actions": ["actions/soiree"],
    "spending": ["spending/soiree"],
}
"""Read off the plan above by hand: the offer of the positioning, the proposition of that offer, the
action that repeats its words, what that action serves and costs."""

OF_THE_BRAND = {
    "positionings": ["positionings/maison"],
    "propositions": ["propositions/dormir", "propositions/recevoir"],
    "segments": ["segments/familles", "segments/hotels"],
    "offers": ["offers/drap", "offers/nappe"],
    "objectives": ["objectives/revenir", "objectives/tables"],
    "actions": ["actions/soiree", "actions/visite"],
    "spending": ["spending/soiree", "spending/visite"],
}
"""All that speaks for the brand; counting the napkins says nothing to anybody and stands apart."""

BEFORE, FIRST, AFTER = (
    "Le confort de tous les jours",
    "Le luxe au lit",
    "Le confort qui dure dix ans",
)


@pytest.fixture
def firm(chromium, tmp_path):
    """A plan in force and four who sign in: strategy, operations, sales, and one who only reads."""
    served = serve_plan(tmp_path, PLAN)
    put_plan_in_force(served, "Premier plan.")
    served.person("ann", "strategist", "cap", "ann")
    served.person("bob", "campaign_manager", "atelier", "bob")
    served.person("dan", "sales", "vente", "dan")
    served.person("eve", "reader")
    yield served
    assert "Traceback" not in served.stop()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_repositioning_is_read_approved_and_applied(firm, street, language):
    """Reason, impact, objection, new words, three approvals, one apply, and its traces."""
    ann, bob, dan, eve = (street.enter(firm, who, language) for who in ("ann", "bob", "dan", "eve"))
    repositions(ann, FIRST, "Les draps doivent valoir leur prix.")
    touches(ann, "/impact/", OF_THE_POSITIONING, metrics=1, money="900 EUR")
    touches(ann, "/impact/brand/", OF_THE_BRAND, metrics=2, money="1 600 EUR")
    is_refused_without_approvals(ann)

    dan.open("/")
    dan.page.get_by_role("link", name="positionings/maison").click()
    dan.page.wait_for_url("**/reading/")
    answer_readings(
        dan, objecting="positionings/maison", because="Personne ne dit luxe en boutique."
    )
    ann.open("/apply/")
    told = ann.page.locator("ul.people li", has_text="positionings/maison")
    assert [row.count("objection") for row in told.filter(has_text="vente").all_inner_texts()][
        :1
    ] == [1]
    assert "sales" in waiting(ann.page)
    repositions(ann, AFTER, "Ce que dit la boutique.")
    ann.open("/apply/")
    answer_readings(dan)

    has_no_button(eve)
    approves(dan, "sales")
    approves(bob, "operations")
    applies(ann)
    leaves_its_traces(eve)


def repositions(visitor, benefit, why):
    """Change the benefit of the positioning in its form, with a reason."""
    visitor.open("/plan/positionings/maison/")
    change(visitor, "benefit", benefit, why=why)


def touches(visitor, path, expected, *, metrics, money):
    """The page of impact lists these nodes, section by section, and nothing else."""
    page = visitor.open(path)
    found = {
        one.get_attribute("aria-labelledby").removeprefix("s-"): one.locator(
            "ul.touched a"
        ).evaluate_all("all => all.map(one => one.getAttribute('href').slice(6, -1)).sort()")
        for one in page.locator("section[aria-labelledby^='s-']").all()
    }
    assert found.pop("metrics") == []
    assert found == expected
    assert page.locator("section[aria-labelledby='s-metrics'] li").count() == metrics
    assert money in plain(page.inner_text("ul.figures"))
    total = sum(map(len, expected.values())) + metrics
    assert str(total) in plain(page.inner_text("p.answer"))


def is_refused_without_approvals(visitor):
    """Who wrote it has approved it; without the others it does not come into force."""
    page = visitor.open("/apply/")
    assert visitor.say("stratégique", "strategic") in visitor.told()
    assert waiting(page) == {"operations", "sales"}
    assert page.locator("form[action$='/apply/approve/']").count() == 0
    page.fill("#why", "Tout de suite.")
    page.locator("form.confirm button.main").click()
    visitor.reads("Il manque 2 approbation", "2 approval(s) are missing")


def waiting(page):
    """Say who is asked to approve and has not."""
    names = {"la vente": "sales", "sales": "sales", "l'opérationnel": "operations"}
    names |= {"operations": "operations", "la stratégie": "strategy", "strategy": "strategy"}
    found = set()
    for row in page.locator("ul.people > li", has=page.locator(".sign.watch")).all():
        title = row.locator("strong").inner_text()
        if title in names:
            found.add(names[title])
    return found


def has_no_button(visitor):
    """A reader sees what changes and who is asked, and nothing to press."""
    page = visitor.open("/apply/")
    assert waiting(page) == {"operations", "sales"}
    assert page.locator("main form").count() == 0
    page = visitor.open("/plan/positionings/maison/")
    assert page.locator("#plan-form button").count() == 0
    assert page.locator("form", has=page.locator("[name=remove]")).count() == 0


def approves(visitor, seat):
    """One button, for one's own seat only; then it is gone."""
    page = visitor.open("/apply/")
    asked = page.locator("form[action$='/apply/approve/']")
    assert asked.locator("[name=seat]").evaluate_all("all => all.map(one => one.value)") == [seat]
    asked.get_by_role("button").click()
    visitor.reads("Votre approbation est notée", "Your approval is recorded")
    assert page.locator("form[action$='/apply/approve/']").count() == 0
    assert seat not in waiting(page)


def applies(visitor):
    """Nothing waits any more."""
    page = visitor.open("/apply/")
    assert waiting(page) == set()
    page.fill("#why", "Le repositionnement de la maison.")
    page.locator("form.confirm button.main").click()
    visitor.reads("est en vigueur", "is in force")
    assert page.locator("form.confirm").count() == 0


def leaves_its_traces(visitor):
    """History, difference, the plan of today and the alignment show it to somebody who only reads."""
    page = visitor.open("/history/")
    latest = page.locator("ol.revisions > li").first
    words = plain(latest.inner_text())
    assert visitor.say("en vigueur", "in force") in words
    assert visitor.say("stratégique", "strategic") in words
    assert "Ce que dit la boutique." in words
    page = visitor.open("/difference/?before=1&after=3")
    assert page.locator("tbody tr").count() == 1
    assert BEFORE in page.inner_text("tbody del")
    assert AFTER in page.inner_text("tbody ins")
    page = visitor.open(f"/history/on/?day={DAY}")
    page.locator("summary", has_text="plan/plan.yaml").click()
    text = page.inner_text("pre.code")
    assert AFTER in text
    assert BEFORE not in text
    page = visitor.open("/alignment/")
    assert page.locator("tbody tr", has_text="Les familles reviennent").count() == 1
    assert page.locator("figcaption").inner_text().count("·") == 1  # two revisions were in force
