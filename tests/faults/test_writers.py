"""Eight writers, five doors, kills between two steps: a campaign that CI can pay for.

The whole one is run by hand: ``python tests/faults/writers.py --edits 8000 --kills 100``.
"""

import shutil

import pytest
from writers import Campaign
from writers_doors import ACCEPTED, REFUSED

pytestmark = pytest.mark.slow


@pytest.mark.skipif(shutil.which("git") is None, reason="git is one of the doors")
def test_nothing_accepted_is_lost_and_nothing_refused_is_written(tmp_path):
    """Every door is used; the process dies again and again; head, files and git agree at rest."""
    report = Campaign(tmp_path / "world" / "brand", edits=400, kills=10, seed=7).run()
    assert report["faults"] == {}
    assert sum(report["kills"].values()) == 10
    assert report["edits"] >= 400
    assert len(report["by_door"]) == 8
    assert all(told.get(ACCEPTED) for told in report["by_door"].values()), report["by_door"]
    assert report["told"][REFUSED] > 0
