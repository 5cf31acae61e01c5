"""A real browser and a real server: found, started, watched, and closed."""

import os
import re
import shutil
from pathlib import Path

import pytest

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]  # fmt: skip
"""No name is looked up: whatever asks for another host fails, and the watch names it."""


def _chromium() -> str | None:
    named = os.environ.get("PASSERELLE_CHROMIUM")
    if named:
        return shutil.which(named)
    return (
        shutil.which("/usr/bin/chromium")
        or shutil.which("chromium")
        or shutil.which("chromium-browser")
    )


def _required() -> bool:
    return os.environ.get("PASSERELLE_REQUIRE_BROWSER") == "1"


@pytest.fixture(scope="session")
def chromium():
    """One Chromium for all journeys; skipped loudly where there is none, a failure where CI asks for it."""
    path = _chromium()
    if path is None:
        why = "BROWSER TESTS ARE SKIPPED: no Chromium here (set PASSERELLE_CHROMIUM to its path)"
        (pytest.fail if _required() else pytest.skip)(why)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def built_shop(tmp_path_factory):
    """A shop whose data is imported; it is copied before it is served."""
    from journeys.browser.shop import build_shop

    return build_shop(tmp_path_factory.mktemp("built") / "shop")


@pytest.fixture(scope="session")
def axe():
    """The text of axe-core, which is not ours to ship: skipped loudly where it is absent."""
    path = os.environ.get("PASSERELLE_AXE")
    if not path or not Path(path).exists():
        pytest.skip(
            "ACCESSIBILITY IS NOT CHECKED BY AXE: get it with `npm pack axe-core` "
            "and set PASSERELLE_AXE to its axe.min.js"
        )
    return Path(path).read_text("utf-8")


@pytest.fixture(scope="module")
def shop(chromium, built_shop, tmp_path_factory):
    """A served shop that all tests of a file share."""
    from journeys.browser.shop import serve_shop

    served = serve_shop(built_shop, tmp_path_factory.mktemp("served") / "shop")
    yield served
    _quiet(served.stop())


@pytest.fixture
def fresh_shop(chromium, built_shop, tmp_path):
    """Serve shops of one's own: ``fresh_shop(hold=60)``."""
    from journeys.browser.shop import HOLD, serve_shop

    served = []

    def serve(*, hold: int = HOLD):
        served.append(serve_shop(built_shop, tmp_path / f"shop-{len(served)}", hold=hold))
        return served[-1]

    yield serve
    for one in served:
        _quiet(one.stop())


@pytest.fixture
def street(chromium, request, tmp_path_factory):
    """Where visitors come from; whatever their browsers complained of fails the test."""
    from journeys.browser.visitor import Street

    pictures = tmp_path_factory.mktemp("pictures")
    opened = Street(chromium, pictures)
    yield opened
    if request.session.testsfailed > request.node.failed_before:
        opened.picture(re.sub(r"\W+", "-", request.node.name))
        print(f"what the browsers showed: {pictures}")
    assert opened.close() == []


@pytest.fixture(autouse=True)
def _count_failures(request):
    """Note the failures so far, so that a test that fails leaves its pictures."""
    request.node.failed_before = request.session.testsfailed


def _quiet(log: str) -> None:
    assert "Traceback" not in log, log
