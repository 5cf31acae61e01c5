"""Canvases and pages of change with a full plan: axe in light, dark and narrow, and one page on paper."""

import json
import re

import pytest

from journeys.browser.axe import AXE, COLOURS, RULES, wide_parts
from journeys.browser.pages import CANVASES, CASCADES, OF_CHANGE
from journeys.browser.workspaces import put_plan_in_force, serve_example
from passerelle.base.clock import SystemClock, today

pytestmark = pytest.mark.browser

UNFOLD = """() => document.querySelectorAll("details").forEach(one => {
  one.removeAttribute("name"); one.open = true; })"""
"""Open every small form of a canvas at once."""


@pytest.fixture(scope="module")
def desk(chromium, tmp_path_factory):
    """An example with everything a canvas shows, in force, and a change of the brand that waits."""
    served = serve_example("compta-canada", tmp_path_factory.mktemp("desk"))
    put_plan_in_force(served)
    change = {"node": "brand", "field": "promise", "value": "Les comptes que l'on comprend"}
    served.ask("edit", changes=[change], reason="Plus simple.")
    served.person("iris", "administrator")
    yield served
    assert "Traceback" not in served.stop()


@pytest.fixture(scope="module")
def market(chromium, tmp_path_factory):
    """An example whose key results have cascades."""
    served = serve_example("part-de-marche", tmp_path_factory.mktemp("market"))
    served.person("iris", "administrator")
    yield served
    assert "Traceback" not in served.stop()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_axe_finds_nothing_on_canvases_and_pages_of_change(desk, street, axe, language):
    """Light, dark, and 390 pixels wide with every form unfolded; nothing stands outside."""
    year = today(SystemClock(), "Europe/Paris").year + 1
    calendars = (f"/calendar/?span=year&from={year}-01-01", f"/calendar/?from={year}-01-01")
    iris = street.enter(desk, "iris", language)
    found = {path: seen(iris, path, axe) for path in (*CANVASES, *OF_CHANGE, *calendars)}
    faults = {path: said for path, said in found.items() if any(said.values())}
    assert faults == {}, json.dumps(faults, indent=1, ensure_ascii=False)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_axe_finds_nothing_on_cascades(market, street, axe, language):
    """Both key results, with their dials and draws."""
    iris = street.enter(market, "iris", language)
    found = {path: seen(iris, path, axe) for path in CASCADES}
    faults = {path: said for path, said in found.items() if any(said.values())}
    assert faults == {}, json.dumps(faults, indent=1, ensure_ascii=False)


def seen(visitor, path, axe):
    """Look at a page wide in light and dark, then narrow and unfolded; say what is wrong."""
    page = visitor.page
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(color_scheme="light")
    visitor.open(path)
    page.evaluate(axe)
    said = {"light": page.evaluate(AXE, RULES)}
    page.set_viewport_size({"width": 390, "height": 800})
    wide = page.evaluate("document.documentElement.scrollWidth")
    said["wide"] = [] if wide == 390 else [wide, *wide_parts(visitor)]
    page.evaluate(UNFOLD)
    said["narrow"] = page.evaluate(AXE, RULES)
    page.emulate_media(color_scheme="dark")
    said["dark"] = page.evaluate(AXE, COLOURS)
    return said


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_canvas_prints_on_one_page(desk, market, street, language):
    """A4 across, without navigation, forms or buttons; with its title and its picture."""
    for workspace in (desk, market):
        iris = street.enter(workspace, "iris", language)
        iris.page.emulate_media(media="print")
        for path in CANVASES[1:]:
            page = iris.open(path)
            pages = re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))
            assert len(pages) == 1, path
            printed = page.evaluate(
                "() => [...document.querySelectorAll('nav, form, button, .add, h1, .canvas')]"
                ".filter(one => one.offsetHeight > 0).map(one => one.tagName)"
            )
            assert set(printed) <= {"H1", "DIV", "NAV"}, (path, printed)
            assert printed.count("H1") == printed.count("DIV") == 1
            assert page.locator("#nav").is_hidden()


def test_a_canvas_is_across_and_every_other_page_as_the_printer_has_it(desk, street):
    """The size of the paper is asked for by canvases alone."""
    iris = street.enter(desk, "iris")
    for path, wide in (("/canvas/swot/", True), ("/plan/", False)):
        pdf = iris.open(path).pdf(format="A4", prefer_css_page_size=True)
        width, height = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf).groups()
        assert (float(width) > float(height)) == wide
