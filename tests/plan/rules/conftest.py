"""The last line of ``make test-rules``: how many conditions and thresholds were tried."""

from collections.abc import Iterator

import pytest


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter):
    """Count what the tests of inversion and mutation recorded, and name each excuse."""
    yield
    told = list(_told(terminalreporter))
    inverted = [value for key, value in told if key == "inverted"]
    moved = {one for key, value in told if key == "moved" for one in value}
    excused = [one for key, value in told if key == "excused" for one in value]
    if inverted:
        for one in dict.fromkeys(excused):
            terminalreporter.write_line(f"excused: {one}")
        terminalreporter.write_line(
            f"{len(inverted)} rules, {sum(inverted)} conditions inverted, "
            f"{len(moved)} thresholds moved"
        )


def _told(terminalreporter) -> Iterator[tuple[str, object]]:
    for kind in ("passed", "failed"):
        for report in terminalreporter.stats.get(kind, ()):
            yield from getattr(report, "user_properties", ())
