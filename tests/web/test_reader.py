"""Which language a page is written in."""

from passerelle.records.people import User


def language(client, accept=""):
    """Give the language of the sign-in page."""
    return client.get("/sign-in/", headers={"Accept-Language": accept})["Content-Language"]


def test_the_browser_decides_first(served, client):
    """Then the workspace, when the browser names neither language."""
    assert language(client, "fr-CA,fr;q=0.9,en;q=0.8") == "fr"
    assert language(client, "de-DE,en;q=0.5") == "en"
    assert language(client, "de") == "en"


def test_a_choice_is_kept_by_the_session_and_the_person(signed_in, client):
    """The switch outweighs the browser, here and on the next machine."""
    signed_in("analyst")
    answer = client.post("/language/", {"language": "fr", "back": "/plan/"})
    assert answer["Location"] == "/plan/"
    assert language(client, "en") == "fr"
    assert User.objects.get().language == "fr"


def test_an_unknown_language_changes_nothing(served, client):
    """Only what exists can be chosen, and the way back stays ours."""
    answer = client.post("/language/", {"language": "de", "back": "https://evil.example/"})
    assert answer["Location"] == "/"
    assert language(client, "fr") == "fr"


def test_the_theme_is_kept_by_the_browser(served, client):
    """Light or dark is written on the page by the server: no flash, no script."""
    client.post("/theme/", {"theme": "dark"})
    assert 'data-theme="dark"' in client.get("/sign-in/").content.decode()
    client.post("/theme/", {"theme": "<script>"})
    assert 'data-theme="dark"' in client.get("/sign-in/").content.decode()
