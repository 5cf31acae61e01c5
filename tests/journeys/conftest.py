"""A real browser and a real server: found, started, watched, and closed."""

import os
import re
from pathlib import Path

import pytest


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
