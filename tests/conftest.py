"""What several test folders share: the shared data, the browser, quick Hypothesis profiles."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from small_shop import copy_shop, said, terminal, walk_to_apply, write_shop

settings.register_profile(
    "dev", max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
# CI puts the same examples to every change: what a night's new ones find is mended on its own.
settings.register_profile("ci", parent=settings.get_profile("dev"), derandomize=True)
settings.register_profile("nightly", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data sets, or a skip that says why."""
    default = Path(__file__).parents[2] / "shared" / "data"
    folder = Path(os.environ.get("PASSERELLE_SHARED_DATA", default))
    if not folder.is_dir():
        pytest.skip("the real data sets are not here (set PASSERELLE_SHARED_DATA to their folder)")
    return folder


@pytest.fixture(scope="session")
def small_shop(tmp_path_factory) -> Path:
    """An invented shop whose sources are imported; copy it before you change it."""
    folder = write_shop(tmp_path_factory.mktemp("shop") / "shop")
    said(terminal(folder, "import", "--json"))
    return folder


@pytest.fixture(scope="session")
def applied_shop(small_shop, tmp_path_factory) -> tuple[Path, dict]:
    """The shop with its plan in force and its first send queued; copy it before you change it."""
    folder = copy_shop(small_shop, tmp_path_factory.mktemp("applied") / "shop")
    return folder, walk_to_apply(folder)


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
    """One Chromium a process for all browser tests; skipped loudly where there is none, a failure where CI asks for it."""
    path = _chromium()
    if path is None:
        why = "BROWSER TESTS ARE SKIPPED: no Chromium here (set PASSERELLE_CHROMIUM to its path)"
        (pytest.fail if _required() else pytest.skip)(why)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()
