"""Charts: drawn on the server, coloured by the page, readable as a table."""

import re

from django.template import engines

from passerelle.web.chart import svg
from passerelle.web.reader import Reader, read_by
from passerelle.web.theme import LIGHT
from web_gallery import FIGURE


def test_a_chart_has_no_script_style_or_foreign_address():
    """The strict policy of the page holds for the picture too."""
    drawn = svg(FIGURE.spec, "fr")
    assert not re.search(r"<script|<style|style=|href=|url\(", drawn)
    assert drawn.startswith("<svg")


def test_months_and_numbers_are_the_readers():
    """French months in French order, thousands with a narrow space."""
    drawn = svg(FIGURE.spec, "fr")
    assert re.findall(r">(janv\.|févr\.|déc\.)<", drawn) == ["janv.", "févr.", "déc."]
    assert "40\u202f000" in drawn
    assert "40,000" in svg(FIGURE.spec, "en")


def test_colours_follow_the_page_or_leave_with_the_file():
    """In a page every colour is a token; in a file they are the light ones."""
    in_page = svg(FIGURE.spec, "en")
    in_file = svg(FIGURE.spec, "en", follow_page=False)
    assert "var(--course)" in in_page
    assert not [value for value in LIGHT.values() if f'"{value}"' in in_page]
    assert LIGHT["--course"] in in_file
    assert "var(" not in in_file


def test_an_outside_address_in_a_chart_is_not_fetched():
    """A chart whose data stands elsewhere is refused, not downloaded."""
    spec = {"data": {"url": "http://127.0.0.1:9/x.csv"}, "mark": "point", "encoding": {}}
    try:
        drawn = svg(spec, "en")
    except ValueError as refusal:
        drawn = str(refusal)
    assert "<svg" not in drawn or 'aria-roledescription="point"' not in drawn


def test_the_table_twin_holds_every_value():
    """What the picture shows can be read as rows, in the reader's numbers."""
    with read_by(Reader("fr")):
        page = (
            engines["django"]
            .from_string("{% load parts %}{% chart figure %}")
            .render({"figure": FIGURE})
        )
    assert "71\u202f000\xa0€" in page
    assert page.count("<tr>") == 13
    assert 'aria-label="Le chiffre d&#x27;affaires a dépassé' in page
