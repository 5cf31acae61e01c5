"""Every page in a real browser: narrow and wide, light and dark, both languages, and axe's opinion."""

import json

import pytest

from journeys.browser.axe import AXE, COLOURS, RULES, wide_parts
from journeys.browser.pages import OUTSIDE, PAGES
from journeys.browser.steps import put_in_force

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def carried_out(shop):
    """A shop whose plan was applied and carried out, and someone who may see everything."""
    put_in_force(shop)
    shop.ask("run")
    for _ in range(60):
        if shop.ask("inbox")["total"]:
            break
        shop.ask("send")
    shop.ask("run")
    shop.person("iris", "administrator", "direction", "directrice-marketing")
    return shop


@pytest.mark.parametrize(("language", "scheme"), [("fr", "light"), ("en", "dark")])
def test_no_page_scrolls_sideways_on_a_telephone(carried_out, street, language, scheme):
    """390 pixels wide: nothing stands outside, the page is in its reader's language, one h1."""
    iris = street.enter(carried_out, "iris", language, width=390, scheme=scheme)
    faults = []
    for path in PAGES:
        page = iris.open(path)
        found = page.evaluate(
            "() => [document.documentElement.scrollWidth, document.documentElement.lang,"
            " document.querySelectorAll('h1').length]"
        )
        if found != [390, language, 1]:
            faults.append((path, found, wide_parts(iris)))
    assert faults == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_axe_finds_nothing_in_light_and_dark(carried_out, street, axe, language):
    """Zero violations on each page: all rules in light, the contrast again in dark."""
    iris = street.enter(carried_out, "iris", language)
    stranger = street.stranger(carried_out, language)
    found = {}
    for visitor, paths in ((iris, PAGES), (stranger, OUTSIDE)):
        for path in paths:
            visitor.page.emulate_media(color_scheme="light")
            visitor.page.goto(path)
            visitor.page.evaluate(axe)
            light = visitor.page.evaluate(AXE, RULES)
            visitor.page.emulate_media(color_scheme="dark")
            dark = visitor.page.evaluate(AXE, COLOURS)
            if light or dark:
                found[path] = {"light": light, "dark": dark}
    stranger.watch.complaints.clear()  # a page that is not there says so in the console
    assert found == {}, json.dumps(found, indent=1, ensure_ascii=False)


def test_the_switches_hold_from_page_to_page(carried_out, street):
    """Language and light or dark are chosen once, without a script of ours."""
    iris = street.enter(carried_out, "iris", "en")
    page = iris.open("/plan/")
    page.locator("button[name=theme][value=dark]").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.locator("button[name=language][value=fr]").click()
    iris.open("/tasks/")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.locator("h1").inner_text() == "Tâches"
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != "rgb(255, 255, 255)"
    page.locator("button[name=language][value=en]").click()


def test_every_kind_of_link_leads_somewhere(carried_out, street):
    """No link on the pages ends at an error; of links that differ in a name only, one is followed."""
    iris = street.enter(carried_out, "iris", "fr")
    kinds = {}
    for path in PAGES:
        for link in iris.open(path).eval_on_selector_all(
            "a[href^='/']", "all => all.map(one => one.getAttribute('href').split('#')[0])"
        ):
            named = link.split("?")[0].strip("/").split("/")
            kinds.setdefault((*named[: 2 if named[0] == "plan" else 1], len(named)), link)
    wrong = {}
    for link in set(kinds.values()) - set(PAGES):
        status = iris.page.request.get(link).status
        if status != 200:
            wrong[link] = status
    assert wrong == {}
