"""Messages from their file to what is rendered."""

import pytest

from passerelle.activation.render import Renderer
from passerelle.activation.template import (
    Template,
    compile_template,
    missing_faults,
    read_template,
    render_people,
)
from passerelle.base.errors import InputErrors, UserError

MJML = """<mjml><mj-body><mj-section><mj-column>
<mj-text>Bonjour {{ first_name | default: "à vous" }},</mj-text>
<mj-text>Votre boutique est à {{ city }}.</mj-text>
<mj-button href="https://shop.example/p?a=1&amp;b=2">Voir</mj-button>
</mj-column></mj-section></mj-body></mjml>"""


@pytest.fixture(scope="module")
def renderer():
    """Give one child to all tests of this file."""
    with Renderer() as made:
        yield made


def test_mjml_becomes_html_and_text_with_a_way_out(renderer):
    """Both parts are there, both with the unsubscription link that the author forgot."""
    compiled = compile_template(Template("templates/t.mjml", MJML, "Objet"), renderer)
    done = render_people(
        compiled, [{"city": "Lyon", "unsubscribe_url": "https://m.example/u/1"}], renderer
    )[0]
    assert "Bonjour à vous" in done.html
    assert "Voir : https://shop.example/p?a=1&b=2" in done.text
    assert done.html.count("https://m.example/u/1") == done.text.count("https://m.example/u/1") == 1
    assert compiled.hosts == ("shop.example",)


def test_a_missing_value_is_found_at_its_line(renderer):
    """The fault names the file and the line where the template asks."""
    compiled = compile_template(Template("templates/t.mjml", MJML, "Objet"), renderer)
    fault = missing_faults(
        compiled, render_people(compiled, [{"unsubscribe_url": "u"}], renderer)[0]
    )[0]
    assert str(fault.place) == "templates/t.mjml:3:1"
    assert "city" in fault.what.fr


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (MJML.replace("est à", "est < à"), 3),
        ("Bonjour\n\n{% if a %}", 3),
        ("Bonjour\n{{ a | nofilter }}", 2),
        ("Bonjour\n{{ (1..1000000000) | join: ',' }}", 1),
    ],
)
def test_a_wrong_template_is_refused_at_its_line(renderer, source, line):
    """Neither broken MJML nor broken Liquid reaches a send."""
    with pytest.raises(InputErrors) as found:
        compile_template(Template("templates/t.mjml", source, "Objet"), renderer)
    assert str(found.value.faults[0].place).startswith("templates/t.mjml:")
    assert found.value.faults[0].place.line in (line, line - 1, 1)


def test_only_the_templates_folder_is_read(tmp_path):
    """A name that leads outside, or nowhere, or to no text is refused."""
    folder = tmp_path / "templates"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("x")
    (folder / "bad.html").write_bytes(b"\xff\xfe\x00")
    (folder / "ok.mjml").write_text(MJML)
    (folder / "ok.txt").write_text("Bonjour {{ city }}")
    for name in ("../secret.txt", "../secret", "none", "bad"):
        with pytest.raises(UserError):
            read_template(folder, name, "Objet")
    assert read_template(folder, "ok", "Objet").text == "Bonjour {{ city }}"
