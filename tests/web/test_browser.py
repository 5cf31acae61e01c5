"""A real browser: nothing refused by the policy, keyboard only, narrow screens, drafts, two people."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Error

PAGES = [
    "/",
    "/plan/",
    "/plan/actions/soldes/",
    "/plan/objectives/faire-revenir/",
    "/plan/brand/",
    "/reading/",
    "/apply/",
]
PASSWORD = "une phrase assez longue"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A workspace served by a process of its own, as ``passerelle serve`` does."""
    folder = tmp_path_factory.mktemp("shop")
    (folder / "plan").mkdir()
    (folder / "passerelle.yaml").write_text("name: Maison Test\nlanguage: fr\n", encoding="utf-8")
    shutil.copy(Path(__file__).parents[1] / "web_plan.yaml", folder / "plan" / "plan.yaml")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    script = Path(__file__).parents[1] / "web_server.py"
    env = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("DJANGO", "PASSERELLE"))
    }
    server = subprocess.Popen(
        [sys.executable, script, folder, str(port)], stdout=subprocess.PIPE, text=True, env=env
    )
    assert server.stdout.readline().startswith("ready")
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(timeout=10)


@pytest.fixture
def enter(chromium, address):
    """Sign someone in, in a browser of their own; what the browser complains of is kept."""
    contexts = []

    def sign_in(name="marie", width=1280, locale="en-GB", scheme="light"):
        context = chromium.new_context(
            viewport={"width": width, "height": 800},
            locale=locale,
            color_scheme=scheme,
            base_url=address,
        )
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on(
            "console",
            lambda said: page.complaints.append(said.text) if said.type == "error" else None,
        )
        page.on("pageerror", lambda said: page.complaints.append(str(said)))
        for attempt in range(50):
            try:
                page.goto("/sign-in/")
                break
            except Error:  # the port opens a moment after the stores
                assert attempt < 49
                page.wait_for_timeout(100)
        page.complaints.clear()
        page.fill("#name", name)
        page.fill("#password", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_selector("main.page")
        page.wait_for_load_state("load")  # its script listens from here on
        return page

    yield sign_in
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    ("locale", "width", "scheme"),
    [("fr-FR", 1280, "light"), ("en-GB", 390, "dark"), ("fr-FR", 320, "light")],
)
def test_every_page_fits_and_the_policy_refuses_nothing(enter, locale, width, scheme):
    """No sideways scroll down to 320 pixels, no console message, one h1, the page's language."""
    page = enter(width=width, locale=locale, scheme=scheme)
    for where in PAGES:
        assert page.goto(where).status == 200, where
        assert page.evaluate("document.documentElement.scrollWidth") <= width, where
        assert page.locator("h1").count() == 1
        assert page.locator("html").get_attribute("lang") == locale[:2]
        unnamed = page.evaluate(
            "[...document.querySelectorAll('input:not([type=hidden]), textarea, select')]"
            ".filter(one => !one.labels.length).map(one => one.name)"
        )
        assert unnamed == [], where
        twice = page.evaluate(
            "[...document.querySelectorAll('[id]')].map(o => o.id).filter((id, n, all) => all.indexOf(id) !== n)"
        )
        assert twice == [], where
    assert page.complaints == []


def test_the_keyboard_alone_skips_opens_and_closes(enter):
    """The first Tab offers the content; a drawer opens with Enter, closes with Escape."""
    page = enter()
    page.goto("/plan/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    ring = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert ring == "2px"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.focus("button[popovertarget=as-code]")
    page.keyboard.press("Enter")
    assert page.is_visible("#as-code")
    page.keyboard.press("Escape")
    assert not page.is_visible("#as-code")


def test_the_menu_of_a_narrow_screen_opens_and_leads(enter):
    """Without any script of ours."""
    page = enter(width=390)
    assert not page.is_visible("nav")
    page.click("button.open-nav")
    page.click("nav >> text=Plan")
    page.wait_for_url("**/plan/")


def test_what_is_typed_is_kept_without_a_button(enter):
    """A second after the last key the draft is kept; it is there in another window."""
    page = enter()
    page.goto("/plan/actions/soldes/")
    page.fill("[name=subject]", "Bientôt les soldes")
    page.wait_for_selector("#draft-kept:has-text('Draft kept')", timeout=5000)
    page.goto("/plan/")
    page.goto("/plan/actions/soldes/")
    assert page.input_value("[name=subject]") == "Bientôt les soldes"
    page.click("button[name=discard]")
    assert page.input_value("[name=subject]") == ""
    assert page.complaints == []


def test_two_browsers_on_one_field_lose_nothing(enter, chromium, address):
    """The second writer sees both values and chooses; the other field of theirs is kept as well."""
    one, other = enter(), enter()
    for page in (one, other):
        page.goto("/plan/actions/soldes/")
    one.fill("[name=cost]", "1 000 EUR")
    one.click("text=Record")
    one.wait_for_selector("text=Recorded as revision")
    other.fill("[name=cost]", "1 500 EUR")
    other.fill("[name=subject]", "Les soldes")
    other.click("button.main >> text=Record")
    other.wait_for_selector("text=Two values, one to choose")
    other.check("input[value=mine]")
    other.click("button.main")
    other.wait_for_selector("text=Recorded as revision")
    assert other.input_value("[name=cost]") == "1 500 EUR"
    assert other.input_value("[name=subject]") == "Les soldes"


TABLE = """() => {
  document.querySelector("main").innerHTML = `<input data-filters="shop"><button data-csv="shop">CSV</button>
    <table id="shop"><thead><tr><th><button data-sort>Name</button></th><th><button data-sort>Sum</button></th></tr></thead>
    <tbody><tr><td>Été</td><td data-value="900">900 €</td></tr><tr><td>=HYPERLINK()</td><td data-value="12400">12 400 €</td></tr>
    <tr><td>avril</td><td data-value="-3">-3 €</td></tr></tbody></table>`;
}"""


def test_a_table_sorts_filters_and_leaves_as_csv(enter, tmp_path):
    """Numbers sort as numbers; what is shown is what is saved; a formula leaves as text."""
    page = enter()
    page.evaluate(TABLE)
    first = "document.querySelector('#shop tbody td').textContent"
    page.click("text=Sum")
    assert page.evaluate(first) == "avril"
    page.click("text=Sum")
    assert page.evaluate(first) == "=HYPERLINK()"
    page.fill("input[data-filters]", "H")
    with page.expect_download() as saved:
        page.click("text=CSV")
    saved.value.save_as(tmp_path / "shop.csv")
    text = (tmp_path / "shop.csv").read_text(encoding="utf-8-sig")
    assert text.splitlines() == ['"Name","Sum"', """"'=HYPERLINK()","12400\""""]
    assert page.complaints == []
