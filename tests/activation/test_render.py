"""Templates rendered in a limited child."""

import time

import pytest

from passerelle.activation.render import Renderer

BOMBS = (
    "{{ (1..1000000000) | join: ',' }}",
    "{% assign r=(1..300000000) %}{{ r | reverse | first }}",
    "{% for i in (1..1000000000) %}{% endfor %}",
    "{% assign x = 9999999999 %}{% for i in (1..60) %}{% assign x = x | times: x %}{% endfor %}{{ x }}",
    "{% assign s = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' %}{% for i in (1..40) %}{% assign s = s | append: s %}{% endfor %}",
)


@pytest.fixture(scope="module")
def renderer():
    """Give one child to all tests of this file."""
    with Renderer() as made:
        yield made


def load(renderer, subject="", html="", text=""):
    """Load a message under its own text."""
    return renderer.load(f"{subject}{html}{text}", {"subject": subject, "html": html, "text": text})


def render(renderer, *contexts, subject="", html="", text=""):
    """Load and render a message for each context."""
    fault = load(renderer, subject, html, text)
    return (fault,) if fault else renderer.render(f"{subject}{html}{text}", contexts)


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_harms_only_itself(renderer, bomb):
    """Too much time or memory is an error of that message, quickly, and the next one renders."""
    began = time.monotonic()
    assert render(renderer, {}, text=bomb)[0].error
    assert time.monotonic() - began < 6
    assert render(renderer, {"n": "Zoé"}, text="Bonjour {{ n }}")[0].text == "Bonjour Zoé"


def test_one_person_s_bomb_spares_the_batch(renderer):
    """In a batch, only the person whose data ends the child gets an error."""
    text = "{% if big %}{{ (1..1000000000) | join: ',' }}{% endif %}ok"
    done = render(renderer, {}, {"big": True}, {}, text=text)
    assert [bool(one.error) for one in done] == [False, True, False]
    assert done[2].text == "ok"


@pytest.mark.parametrize(
    "probe",
    [
        "{{ n.__class__ }}",
        "{{ n.__class__.__mro__ }}",
        "{{ ''.__init__.__globals__ }}",
        "{{ self }}",
        "{{ n | safe }}",
        "{% include 'etc' %}",
        "{% render 'x' %}",
        "{{ config }}",
        "{{ n.format }}",
        "{{ env.PATH }}",
    ],
)
def test_nothing_of_python_can_be_reached(renderer, probe):
    """Attributes, files and environments print nothing or are refused."""
    done = render(renderer, {"n": "x"}, text=probe)[0]
    assert done.error or done.text == ""


def test_html_is_escaped_and_text_is_not(renderer):
    """A name with tags stays a name in HTML."""
    done = render(
        renderer, {"n": '<b>"É"</b>'}, subject="{{ n }}", html="<p>{{ n }}</p>", text="{{ n }}"
    )[0]
    assert done.html == "<p>&lt;b&gt;&#34;É&#34;&lt;/b&gt;</p>"
    assert done.text == done.subject == '<b>"É"</b>'


def test_what_is_missing_is_told(renderer):
    """A printed value that is not there is named; a default or a test of it is not."""
    text = "{{ city }} {{ shop.town }} {{ a | default: 'x' }}{% if b %}y{% endif %}"
    assert render(renderer, {"shop": {}}, text=text)[0].missing == ("city", "shop.town")
