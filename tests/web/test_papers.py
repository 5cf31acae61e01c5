"""Pages of others inside ours: nothing in them runs, is fetched or is sent."""

import pytest

from passerelle.web.papers import download, framed


@pytest.mark.parametrize("links", [False, True])
def test_a_framed_page_may_only_bring_its_styles(links):
    """Never scripts, never our origin, never another place's frame."""
    answer = framed("<script>alert(1)</script><p>x", links=links)
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "form-action 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "sandbox" in policy
    assert "allow-scripts" not in policy
    assert "allow-same-origin" not in policy
    assert ("allow-popups" in policy) is links


def test_a_download_is_a_file_and_not_a_page():
    """A browser keeps it under the name given."""
    answer = download(b"a,b", "people.csv", "text/csv")
    assert answer["Content-Disposition"] == 'attachment; filename="people.csv"'
