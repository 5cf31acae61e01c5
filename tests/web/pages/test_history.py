"""History: every revision with its author, its reason and its changes."""


def test_each_revision_shows_who_why_and_what(shop, visit):
    """The latest first; the change as a difference, by the action's title."""
    page = visit("reader").get("/history/").content.decode()
    assert page.index("Revision 2 <") < page.index("Revision 1 <")
    assert "dans notre limite" in page
    assert "<del>40 % public</del><ins>14 % public</ins>" in page
    assert "Les jours du blanc" in page
    assert "in force" in page


def test_many_changes_unfold(shop, visit):
    """The first revision brought everything; eight are shown."""
    page = visit("reader", "fr").get("/history/").content.decode()
    assert "autres modifications" in page


def test_a_new_plan_has_one_revision(signed_in):
    """Looking records the files; nothing is in force, and the preview is one click away."""
    client = signed_in("strategist")
    client.get("/plan/")
    page = client.get("/history/").content.decode()
    assert 'href="/apply/"' in page
