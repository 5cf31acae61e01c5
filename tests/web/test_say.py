"""Sentences, numbers and dates as readers of each language expect them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from passerelle.base.language import Text
from passerelle.web.reader import Reader, read_by
from passerelle.web.templatetags.say import typeset


def write(template, language, **values):
    """Render a template for a reader."""
    with read_by(Reader(language)):
        return engines["django"].from_string("{% load say %}" + template).render(values)


def test_a_sentence_is_written_in_the_readers_language():
    """French narrow spaces are put in, whatever was typed."""
    sentence = '{% say en="Found: {n}" fr="Trouvé : {n} « ici » ; voilà" n=n %}'
    assert write(sentence, "en", n=1240) == "Found: 1,240"
    assert (
        write(sentence, "fr", n=1240) == "Trouvé\u202f: 1\u202f240 «\u202fici\u202f»\u202f; voilà"
    )


@pytest.mark.parametrize(
    ("language", "count", "written"),
    [
        ("en", 0, "0 people"),
        ("en", 1, "1 person"),
        ("fr", 0, "0 personne"),
        ("fr", 1, "1 personne"),
        ("fr", 2, "2 personnes"),
    ],
)
def test_one_and_many(language, count, written):
    """French counts nothing in the singular."""
    words = 'en="{n} people" en_one="{n} person" fr="{n} personnes" fr_one="{n} personne"'
    assert write("{% say " + words + " n=n %}", language, n=count) == written


def test_what_is_put_in_is_escaped_and_our_markup_is_kept():
    """A hostile name stays a name."""
    written = write('{% say en="<b>{who}</b>" fr="<b>{who}</b>" who=who %}', "en", who="<script>")
    assert written == "<b>&lt;script&gt;</b>"


def test_what_a_verb_said_is_escaped_with_its_code_shown():
    """Ticks become code, markup stays text, for values and their JSON alike."""
    said = Text("Run `check` <now>", "Lancez `check` <ici>")
    assert write("{% text said %}", "en", said=said) == "Run <code>check</code> &lt;now&gt;"
    assert (
        write("{% text said %}", "fr", said=said.as_json())
        == "Lancez <code>check</code> &lt;ici&gt;"
    )


@pytest.mark.parametrize(
    ("filters", "value", "english", "french"),
    [
        ("number", 1234.5, "1,234", "1\u202f234"),
        ("number:1", "1234.56", "1,234.6", "1\u202f234,6"),
        ("share", 0.245, "24.5%", "24,5\u202f%"),
        ("money", Decimal("8911407.904"), "€8,911,408", "8\u202f911\u202f408\xa0€"),
        ("money:'CHF'", 12, "CHF12", "12\xa0CHF"),
        ("day", "2027-01-11", "11 Jan 2027", "11 janv. 2027"),
        ("day:'long'", date(2027, 5, 1), "1 May 2027", "1 mai 2027"),
        ("moment", "2027-01-11T12:00:00+00:00", "11/01/2027, 13:00", "11/01/2027 13:00"),
        ("moment", datetime(2027, 7, 1, 12, tzinfo=UTC), "01/07/2027, 14:00", "01/07/2027 14:00"),
        ("period", "2027-01-11..2027-01-31", "11 Jan – 31 Jan 2027", "11 janv. – 31 janv. 2027"),
        (
            "period",
            "2026-12-23..2027-02-20",
            "23 Dec 2026 – 20 Feb 2027",
            "23 déc. 2026 – 20 févr. 2027",
        ),
        ("period", "2027-03-03", "3 Mar 2027", "3 mars 2027"),
        ("quantity:'share'", "0.3396", "34%", "34\u202f%"),
        ("quantity:'hours'", "13.55", "13.6\xa0h", "13,6\xa0h"),
        ("quantity:'count'", "14161", "14,161", "14\u202f161"),
        ("number", None, "–", "–"),
        ("day", "", "–", "–"),
    ],
)
def test_values_are_written_as_the_reader_expects(filters, value, english, french):
    """Numbers, money, shares and dates; moments in the workspace's zone; a dash for nothing."""
    assert write("{{ value|" + filters + " }}", "en", value=value) == english
    assert write("{{ value|" + filters + " }}", "fr", value=value) == french


@given(st.text())
def test_typesetting_changes_spaces_only_and_only_once(sentence):
    """No letter moves, and doing it twice is doing it once."""
    once = typeset(sentence)
    assert once.replace("\u202f", " ") == sentence.replace("\u202f", " ")
    assert typeset(once) == once
