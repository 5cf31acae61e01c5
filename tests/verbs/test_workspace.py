"""Where a workspace is, and at which address its links lead back to it."""

import pytest

from passerelle.verbs.workspace import open_workspace


@pytest.mark.parametrize(
    ("settings", "host", "address"),
    [
        ("name: x\n", "127.0.0.1", "http://127.0.0.1:9000"),
        ("name: x\n", "0.0.0.0", "http://127.0.0.1:9000"),
        ("name: x\n", "::1", "http://[::1]:9000"),
        ("address: https://plan.example\n", "127.0.0.1", "https://plan.example"),
    ],
)
def test_links_lead_to_where_it_is_served(tmp_path, settings, host, address):
    """The port that answers, unless the settings say how it is reached from outside."""
    (tmp_path / "passerelle.yaml").write_text(settings, "utf-8")
    served = open_workspace(tmp_path).served_at(host, 9000)
    assert served.settings.address == address
