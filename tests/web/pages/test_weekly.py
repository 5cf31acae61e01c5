"""The weekly page: read here in a closed frame, kept as one file, in both languages."""

import pytest


@pytest.mark.parametrize(
    ("language", "title"), [("fr", "Page de la semaine"), ("en", "Weekly page")]
)
def test_the_page_is_shown_in_the_reader_s_language(signed_in, language, title):
    """The headline in words, the page in a frame, both languages to choose."""
    page = signed_in("reader", language=language).get("/weekly/").content.decode()
    assert title in page
    assert f'src="/weekly/{language}/"' in page
    assert "?in=fr" in page
    assert "?in=en" in page


def test_the_other_language_is_one_click_away(signed_in):
    """The frame follows the choice; our own words stay the reader's."""
    page = signed_in("reader", language="fr").get("/weekly/?in=en").content.decode()
    assert 'src="/weekly/en/"' in page
    assert "Télécharger" in page


def test_the_framed_page_brings_its_styles_and_can_do_nothing(signed_in):
    """No script, no request, no form."""
    framed = signed_in("reader").get("/weekly/fr/")
    assert framed["Content-Security-Policy"].endswith("; sandbox")
    assert "Résultats clés" in framed.content.decode()


def test_the_file_is_the_same_page(signed_in):
    """Its name says the day and the language."""
    client = signed_in("reader")
    kept = client.get("/weekly/en/file/")
    assert kept["Content-Disposition"] == 'attachment; filename="week-2027-01-11-en.html"'
    assert "Key results" in kept.content.decode()
