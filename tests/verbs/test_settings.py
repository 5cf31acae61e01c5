"""passerelle.yaml: defaults a small shop can keep, and faults with their line."""

import pytest

from passerelle.base.errors import InputErrors, NotFound, PasserelleError
from passerelle.verbs.settings import read_settings


def settings_of(folder, text):
    """Write and read the settings."""
    (folder / "passerelle.yaml").write_text(text, encoding="utf-8")
    return read_settings(folder)


def test_an_empty_file_is_enough(tmp_path):
    """Every value has a default."""
    found = settings_of(tmp_path, "")
    assert (found.language, found.currency, found.hold_seconds) == ("fr", "EUR", 600)
    assert found.sending.policy == "at_most_once"


def test_the_password_stays_out_of_the_file(tmp_path, monkeypatch):
    """It is taken from the environment by the name that the file gives."""
    monkeypatch.setenv("SMTP_SECRET", "hush")
    assert settings_of(tmp_path, "sending: {password_env: SMTP_SECRET}").sending.password == "hush"
    assert not settings_of(tmp_path, "sending: {}").sending.password


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("name: x\nholdseconds: 3\n", "passerelle.yaml:2:1", "hold_seconds"),
        ("name: x\nhold_seconds: soon\n", "passerelle.yaml:2:1", "soon"),
        ("name: x\ntimezone: Paris\n", "passerelle.yaml:2:1", "Europe/Paris"),
        ("name: x\nsending:\n  hots: smtp\n", "passerelle.yaml:3:3", "host"),
        ("name: x\nsending: {policy: maybe}\n", "passerelle.yaml:2:11", "at_most_once"),
        ("name: x\nlanguage: de\n", "passerelle.yaml:2:1", "Write en or fr"),
        ("- name\n", "passerelle.yaml:1:1", "name: "),
        ("just words\n", "passerelle.yaml:1:1", "name: "),
        ("name: [x\n", "passerelle.yaml:", ""),
        ("name: x\nname: y\n", "passerelle.yaml:2:1", "name"),
        ("a: &a [x]\nname: *a\n", "passerelle.yaml", ""),
    ],
)
def test_a_fault_names_its_line_and_its_repair(tmp_path, text, place, words):
    """In both languages, and nothing is guessed."""
    with pytest.raises(InputErrors) as caught:
        settings_of(tmp_path, text)
    for language in ("en", "fr"):
        said = caught.value.read(language)
        assert place in said
        assert "→" in said
    assert words in caught.value.read("en")


def test_a_bomb_of_aliases_is_defused(tmp_path):
    """A small file that would unfold to a billion words is refused at once."""
    rows = ["a0: &a0 [boom, boom, boom, boom, boom, boom, boom, boom, boom]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    with pytest.raises(InputErrors) as caught:
        settings_of(tmp_path, "\n".join([*rows, "name: *a11"]))
    assert len(caught.value.read("fr")) < 20_000


def test_bytes_that_are_no_text(tmp_path):
    """A binary file is named, not decoded."""
    (tmp_path / "passerelle.yaml").write_bytes(b"\x89PNG\x00\xff")
    with pytest.raises(PasserelleError):
        read_settings(tmp_path)


def test_no_workspace_says_how_to_start_one(tmp_path):
    """The repair is a command."""
    with pytest.raises(NotFound) as caught:
        read_settings(tmp_path)
    assert "passerelle init" in caught.value.read("fr")
