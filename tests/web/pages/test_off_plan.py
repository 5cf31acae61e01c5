"""Off plan: what no action explains, and the choice that says whose it is."""

import re


def test_rows_are_listed_with_the_actions_to_choose_from(shop, visit):
    """The most frequent first; actions by title."""
    page = visit("analyst").get("/off-plan/").content.decode()
    counts = [int(n) for n in re.findall(r'class="n" data-value="(\d+)"', page)]
    assert counts == sorted(counts, reverse=True)
    assert "belongs to…" in page
    assert ">Les jours du blanc</option>" in page


def test_a_choice_moves_exactly_its_rows(shop, visit):
    """The mapping is written into the source's file; the rows leave the list."""
    client = visit("analyst")
    page = client.get("/off-plan/").content.decode()
    source, value = re.search(
        r'name="source" value="([^"]+)"><input type="hidden" name="value" value="([^"]+)"', page
    ).groups()
    path = shop.folder / "sources" / f"{source}.yaml"
    before = path.read_text(encoding="utf-8")
    try:
        given = {"source": source, "value": value, "action": "jours-du-blanc"}
        after = client.post("/off-plan/belongs/", given, follow=True).content.decode()
        assert "its rows follow" in after
        pair = f'name="source" value="{source}"><input type="hidden" name="value" value="{value}"'
        assert pair in page
        assert pair not in after
        assert value in path.read_text(encoding="utf-8")
    finally:
        path.write_text(before, encoding="utf-8")


def test_a_reader_sees_and_does_not_choose(shop, visit):
    """The role reads."""
    client = visit("reader")
    assert "belongs to…" not in client.get("/off-plan/").content.decode()
    assert client.post("/off-plan/belongs/", {}).status_code == 403


def test_an_unknown_source_or_action_is_named(shop, visit):
    """404; nothing is written."""
    given = {"source": "visites", "value": "x", "action": "nulle-part"}
    assert visit("analyst").post("/off-plan/belongs/", given).status_code == 404


def test_when_everything_belongs_the_page_says_so(signed_in):
    """One sentence and a way on."""
    page = signed_in("analyst").get("/off-plan/").content.decode()
    assert "belongs to an action" in page
    assert 'href="/calendar/"' in page
