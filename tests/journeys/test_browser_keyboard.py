"""The first half of the walk with Tab, Enter and letters only; the focus is always seen."""

import pytest

from journeys.browser.visitor import Visitor

pytestmark = pytest.mark.browser

MOST = 160
"""Tabs after which something cannot be reached in practice."""

FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return {name: "", seen: false};
  const style = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  const on = document.elementFromPoint(
    Math.min(Math.max(box.x + Math.min(box.width, 20) / 2, 1), innerWidth - 1),
    Math.min(Math.max(box.y + box.height / 2, 1), innerHeight - 1));
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const covered = on && on !== one && !one.contains(on) && !on.contains(one) && !(on.closest("label") || document.body).contains(one);
  return {
    name: (one.getAttribute("name") || "") + "|" + (one.innerText || one.getAttribute("aria-label") || "").trim(),
    href: one.getAttribute("href") || "", tag: one.tagName,
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2, inside, covered: Boolean(covered),
  };
}"""


def tab_to(visitor: Visitor, *, name: str = "", words: str = "", href: str = "") -> None:
    """Press Tab until the thing has the focus; on the way every stop shows its ring and is not hidden."""
    page = visitor.page
    for _ in range(MOST):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        if not at["name"] and not at.get("href"):
            continue
        assert at["ring"], f"no visible focus on {at} of {page.url}"
        assert at["inside"], f"the focus is outside of the screen on {at} of {page.url}"
        assert not at["covered"], f"the focus is hidden under something on {at} of {page.url}"
        field, _, text = at["name"].partition("|")
        if (name and field == name) or (words and text == words) or (href and at["href"] == href):
            return
    raise AssertionError(f"{name or words or href} is not reached by Tab on {page.url}")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_first_half_is_walked_without_a_mouse(fresh_shop, street, language):
    """Link, plan, finding, field, record, preview; then sales reads and understands."""
    shop = fresh_shop()
    camille = street.stranger(shop, language)
    shop.person("camille", "strategist", "direction", "directrice-marketing")
    enter(camille, shop.link("camille"))
    follow(camille, "/plan/", href="/plan/")
    follow(camille, "/jours-du-blanc/", words=camille.say("Corriger", "Repair"))
    tab_to(camille, name="promotion")
    camille.page.keyboard.press("ControlOrMeta+a")
    camille.page.keyboard.type("14 % public")
    camille.page.keyboard.press("Enter")  # a form is sent from any of its lines
    camille.reads("Enregistré", "Recorded as revision")
    follow(camille, "/plan/", href="/plan/")
    assert "AL-030" not in camille.page.inner_text("main")
    follow(camille, "/apply/", words=camille.say("Aperçu", "Preview"))

    louise = street.stranger(shop, language)
    shop.person("louise", "sales", "boutique")
    enter(louise, shop.link("louise"))
    follow(louise, "/reading/", href="/reading/")
    waiting = louise.page.locator("main form.confirm").count()
    tab_to(louise, words=louise.say("Lu et compris", "Read and understood"))
    louise.page.keyboard.press("Enter")
    louise.reads("est gardée", "is kept")
    assert louise.page.locator("main form.confirm").count() == waiting - 1


def enter(visitor: Visitor, link: str) -> None:
    """Follow a one-time link: its one button has the focus."""
    visitor.page.bring_to_front()
    visitor.page.goto(link)
    visitor.page.locator("button:focus").wait_for()
    visitor.page.keyboard.press("Enter")
    visitor.page.locator("main.page").wait_for()


def follow(visitor: Visitor, where: str, **thing: str) -> None:
    """Tab to a link and follow it."""
    tab_to(visitor, **thing)
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url(f"**{where}**")


def test_a_drawer_and_the_menu_let_the_keyboard_out_again(shop, street):
    """Escape closes what Enter opened and the focus comes back to the button."""
    lea = street.enter(shop, shop.person("lea", "campaign_manager"), "en")
    page = lea.open("/plan/")
    tab_to(lea, words="As code")
    page.keyboard.press("Enter")
    assert page.is_visible("#as-code")
    page.keyboard.press("Escape")
    assert not page.is_visible("#as-code")
    assert page.evaluate("document.activeElement.getAttribute('popovertarget')") == "as-code"


def test_a_canvas_is_edited_without_a_mouse(shop, street):
    """Tab to a value, Enter, type, Enter: recorded, and the next Tab goes on from there; one more is added."""
    ines = street.enter(shop, shop.person("ines", "campaign_manager"), "en")
    page = ines.page
    follow(ines, "/canvas/", href="/canvas/")
    follow(ines, "/canvas/swot/", words="SWOT and TOWS")
    before = page.locator(".quadrant li[id]").count()
    first = page.locator(".quadrant li[id]").first.get_attribute("id")
    score = page.locator(f"#{first} .score summary")
    old = score.inner_text()[-1]
    new = "2" if old != "2" else "3"
    tab_to(ines, words=score.inner_text().strip())
    page.keyboard.press("Enter")
    tab_to(ines, name="value")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(new)
    page.keyboard.press("Enter")
    ines.reads("Enregistré", "Recorded as revision")
    assert score.inner_text().endswith(new)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('li[id]')?.id") == first

    tab_to(ines, words="+ Add")
    page.keyboard.press("Enter")
    tab_to(ines, name="set:says")
    page.keyboard.type("The workshop answers on the same day")
    page.keyboard.press("Enter")
    ines.reads("Enregistré", "Recorded as revision")
    assert page.locator(".quadrant li[id]").count() == before + 1
    assert "The workshop answers on the same day" in page.inner_text(".canvas")
