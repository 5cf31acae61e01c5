"""What several test folders share: the shared data, the browser, quick Hypothesis profiles."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from small_shop import copy_shop, said, terminal, walk_to_apply, write_shop

settings.register_profile(
    "dev", max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
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
