"""A message on its way: read before, stopped in time, received in the inbox, clicked."""

import re
import sqlite3
from contextlib import closing

import pytest

from journeys.browser.steps import put_in_force
from journeys.browser.visitor import plain
from passerelle.base.clock import SystemClock

pytestmark = pytest.mark.browser

ACTION = "completer-la-parure"


def test_a_message_is_read_before_in_frames_where_nothing_runs(shop, street):
    """Both versions for three people, each in a sandbox without rights; a test of it lands in the inbox."""
    lea = street.enter(shop, shop.person("lea", "campaign_manager"), "fr")
    page = lea.open(f"/messages/{ACTION}/")
    frames = page.locator("iframe.paper")
    arms = 2
    assert frames.count() == 3 * arms
    for place in range(frames.count()):
        assert frames.nth(place).get_attribute("sandbox") == ""
        frames.nth(place).scroll_into_view_if_needed()
    body = page.frame_locator("iframe.paper >> nth=0").locator("body")
    assert "{{" not in body.inner_text()
    answer = page.request.get(f"/messages/{ACTION}/0/")
    assert "sandbox" in answer.headers["content-security-policy"]
    page.get_by_label(re.compile("adresse", re.IGNORECASE)).first.fill("lea@maison-lin.example")
    page.locator("main form[action$='/test/'] button").click()
    lea.reads("Un essai est parti", "A test left")
    lea.open("/inbox/")
    assert "lea@maison-lin.example" in page.inner_text("main")


def test_the_stop_button_takes_effect_within_two_seconds(fresh_shop, street):
    """Two presses; the page says it is stopped at once, and nothing leaves when the hold is over."""
    shop = fresh_shop(hold=8)
    put_in_force(shop)
    lea = street.enter(shop, shop.person("lea", "campaign_manager"), "en")
    page = lea.open("/sends/")
    page.locator("tbody th a").first.click()
    page.locator("details summary.stop").click()
    pressed = SystemClock().now()
    lea.press("Arrêter maintenant", "Stop now")
    lea.reads("L'envoi est arrêté", "The send is stopped")
    assert (SystemClock().now() - pressed).total_seconds() < 2
    assert page.locator("[role=timer]").count() == 0
    page.wait_for_timeout(9000)
    assert shop.ask("inbox")["total"] == 0
    counts = shop.ask("sends")["sends"][0]["counts"]
    assert counts.get("sent", 0) == 0


def test_a_click_in_the_inbox_comes_back_as_a_click(fresh_shop, street):
    """What left stands in the inbox; its link goes through a page of ours and is counted once."""
    shop = fresh_shop()
    put_in_force(shop)
    lea = street.enter(shop, shop.person("lea", "campaign_manager"), "fr")
    page = lea.open("/sends/")
    wait_until(page, lambda: shop.ask("sends")["sends"][0]["state"] == "finished")
    page.reload()
    assert "terminé" in page.inner_text("tbody tr")
    lea.open("/inbox/")
    before = clicks(shop)
    page.locator("tbody th a").first.click()
    assert plain(page.inner_text("main dl")).count("List-Unsubscribe") >= 1
    frame = page.locator("iframe.paper")
    assert frame.get_attribute("sandbox") == "allow-popups allow-popups-to-escape-sandbox"
    with lea.context.expect_page() as opened:
        page.frame_locator("iframe.paper").locator("a[href*='/r/']").first.click()
    wait_until(page, lambda: clicks(shop) > before)
    assert opened.value is not page
    assert all("maison-lin.example" in one for one in lea.watch.elsewhere), lea.watch.elsewhere
    assert lea.watch.elsewhere
    lea.watch.elsewhere.clear()  # the invented shop itself, where the link leads
    lea.watch.complaints.clear()
    assert clicks(shop) == before + 1


def test_the_way_out_of_a_message_holds_at_once(fresh_shop, street):
    """Whoever presses the button of the unsubscribe page is suppressed before the page is there."""
    shop = fresh_shop()
    put_in_force(shop)
    lea = street.enter(shop, shop.person("lea", "campaign_manager"), "en")
    wait_until(lea.page, lambda: shop.ask("inbox")["total"])
    reach = shop.ask("audience", name="une-fois", channel="email")["reachable"]
    header = dict(shop.ask("inbox", number=1, last=1)["opened"]["headers"])["List-Unsubscribe"]
    way_out = re.search(r"<(https?://[^>]+)>", header)[1]
    stranger = street.stranger(shop, "en")
    stranger.page.goto(way_out)
    stranger.page.locator("main form button.main").click()
    stranger.page.wait_for_load_state()
    assert shop.ask("audience", name="une-fois", channel="email")["reachable"] == reach - 1


def wait_until(page, true) -> None:
    """Wait at most twenty seconds."""
    for _ in range(80):
        if true():
            return
        page.wait_for_timeout(250)
    raise AssertionError("it did not happen within twenty seconds")


def clicks(shop) -> int:
    """Count the clicks that are kept."""
    with closing(sqlite3.connect(shop.folder / ".passerelle" / "records.sqlite3")) as base:
        return base.execute("SELECT count(*) FROM records_clickrow").fetchone()[0]
