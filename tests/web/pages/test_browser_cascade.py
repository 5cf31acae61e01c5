"""The cascade in a real browser: the keyboard moves a number, the answer follows, it fits, it prints."""

import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Error

from web.pages.test_cascade import ADDRESS, PLAN

TESTS = Path(__file__).parents[2]
PASSWORD = "une phrase assez longue"
PAGES = ("/cascade/", ADDRESS, "/cascade/croitre/revenue/", f"{ADDRESS}?required=12&through=x")
AXE = """async () => (await axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}))
  .violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.target.join(" ")} ${node.any.map(a => a.message).join("; ")}`))"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A workspace with two cascades, served by a process of its own."""
    folder = tmp_path_factory.mktemp("cascade")
    (folder / "plan").mkdir()
    (folder / "passerelle.yaml").write_text("name: Maison Test\nlanguage: fr\n", encoding="utf-8")
    (folder / "plan" / "plan.yaml").write_text(PLAN, encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {k: v for k, v in os.environ.items() if not k.startswith(("DJANGO", "PASSERELLE"))}
    server = subprocess.Popen(
        [sys.executable, TESTS / "web_server.py", folder, str(port)],
        stdout=subprocess.PIPE,
        text=True,
        env=env,
    )
    assert server.stdout.readline().startswith("ready")
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(timeout=10)


@pytest.fixture
def enter(chromium, address):
    """Sign the strategist in; what the browser complains of fails the test."""
    contexts, complaints = [], []

    def sign_in(width=1280, locale="en-GB", **options):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, locale=locale, base_url=address, **options
        )
        contexts.append(context)
        page = context.new_page()
        for attempt in range(50):
            try:
                page.goto("/sign-in/")
                break
            except Error:  # the port opens a moment after the stores
                assert attempt < 49
                page.wait_for_timeout(100)
        page.fill("#name", "marie")
        page.fill("#password", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_selector("main.page")
        page.on(
            "console", lambda said: complaints.append(said.text) if said.type == "error" else None
        )
        page.on("pageerror", lambda said: complaints.append(str(said)))
        return page

    yield sign_in
    for context in contexts:
        context.close()
    assert complaints == []


def test_the_keyboard_moves_a_number_and_the_answer_follows(enter):
    """Arrow keys change leads; answer, figures and draws follow; the cursor stays, the address can be sent on."""
    page = enter()
    page.goto(ADDRESS)
    before = page.inner_text("#cascade-figures")
    assert "it closes" in page.inner_text("#cascade-answer")
    page.focus("#c-qualified_leads")
    for _ in range(6):
        page.keyboard.press("ArrowDown")
    page.locator("#cascade-answer", has_text="is missing").wait_for()
    assert page.input_value("#c-qualified_leads") == "14"
    assert page.evaluate("document.activeElement.id") == "c-qualified_leads"
    assert page.inner_text("#cascade-figures") != before
    assert "+14 %" in page.inner_text("#cascade-result")
    assert "changes.qualified_leads=14" in page.url
    page.fill("#reason", "Two salesmen leave")
    page.click("text=Record these targets")
    page.wait_for_selector(".note.success, .note[role=status]")
    assert "+14 %" in page.inner_text("#cascade-form")


def test_without_a_script_the_form_does_the_same(enter):
    """The browser sends the form; the page answers."""
    page = enter(java_script_enabled=False)
    page.goto("/cascade/croitre/revenue/")
    page.fill("#c-sessions", "25")
    page.click("text=Work it out")
    assert "+25%" in page.inner_text("#cascade-answer")
    assert page.input_value("#c-sessions") == "25"


@pytest.mark.parametrize(
    ("locale", "width", "scheme"),
    [("fr-FR", 1280, "light"), ("en-GB", 390, "dark"), ("fr-FR", 320, "light")],
)
def test_it_fits(enter, locale, width, scheme):
    """No sideways scroll, one h1, every control named, no id twice."""
    page = enter(width, locale, color_scheme=scheme)
    for where in PAGES:
        assert page.goto(where).status == 200, where
        assert page.evaluate("document.documentElement.scrollWidth") <= width, where
        assert page.locator("h1").count() == 1
        unnamed = page.evaluate(
            "[...document.querySelectorAll('main input:not([type=hidden]), main textarea')]"
            ".filter(one => !one.labels.length).map(one => one.name)"
        )
        assert unnamed == [], where
        twice = page.evaluate(
            "[...document.querySelectorAll('[id]')].map(o => o.id).filter((id, n, all) => all.indexOf(id) !== n)"
        )
        assert twice == [], where


def test_it_prints_on_one_sheet(enter):
    """A4, upright: the tree, its numbers and the draws on one page."""
    page = enter(locale="fr-FR")
    page.goto("/cascade/croitre/revenue/")
    margin = dict.fromkeys(("top", "right", "bottom", "left"), "12mm")
    paper = page.pdf(format="A4", margin=margin)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1


def test_axe_finds_nothing(enter):
    """Zero violations in light and in dark."""
    path = os.environ.get("PASSERELLE_AXE")
    if not path or not Path(path).exists():
        pytest.skip("ACCESSIBILITY IS NOT CHECKED BY AXE: set PASSERELLE_AXE to its axe.min.js")
    found = {}
    for scheme in ("light", "dark"):
        page = enter(color_scheme=scheme)
        for where in PAGES:
            page.goto(where)
            page.evaluate(Path(path).read_text("utf-8"))
            if wrong := page.evaluate(AXE):
                found[scheme, where] = wrong
    assert found == {}, json.dumps({str(key): one for key, one in found.items()}, indent=1)
