"""The look: small, ours alone, both languages everywhere, nothing inline, enough contrast."""

import re
from pathlib import Path

import pytest

import passerelle.web

HERE = Path(passerelle.web.__file__).parent
STYLES = sorted((HERE / "static").rglob("*.css"))
TEMPLATES = sorted((HERE / "templates").rglob("*.html"))


def test_all_styles_together_stay_under_forty_kilobytes():
    """Hand-written and small."""
    assert sum(path.stat().st_size for path in STYLES) <= 40_000


def test_no_style_asks_for_anything_elsewhere():
    """No import, no address: nothing leaves the machine."""
    for path in STYLES:
        assert not re.search(r"@import|url\(|https?:", path.read_text(encoding="utf-8")), path


def test_only_our_own_files_are_in_the_tree():
    """Styles, one script, one mark: no third party."""
    kinds = {path.suffix for path in (HERE / "static").rglob("*.*") if path.is_file()}
    assert kinds <= {".css", ".js", ".svg"}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_no_inline_script_or_style(path):
    """The strict policy would drop them in silence."""
    text = re.sub(r"\{%.*?%\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*src=)|javascript:", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_sentence_is_written_in_both_languages(path):
    """Each ``say`` has English and French, singular in both or in none."""
    for tag in re.findall(r"\{%\s*say\s.*?%\}", path.read_text(encoding="utf-8"), re.DOTALL):
        names = set(re.findall(r"(?:^|\s)(\w+)=", tag))
        assert {"en", "fr"} <= names, tag
        assert ("en_one" in names) == ("fr_one" in names) or "n" in names, tag


NAMES = {"Passerelle", "Auto", "Français", "English", "openapi", "json", "GRP", "TOWS"}
"""Read alike in both languages: names, and each language's own name."""


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_sentence_stands_outside_a_say(path):
    """Bare words in a template would be read in one language only."""
    bare = re.sub(
        r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<!--.*?-->",
        " ",
        path.read_text(encoding="utf-8"),
        flags=re.DOTALL,
    )
    bare = re.sub(r"<[^>]*>", "\n", bare)
    words = [word for word in re.findall(r"[A-Za-zÀ-ÿ]{3,}", bare) if word not in NAMES]
    assert words == []


def luminance(colour):
    """Relative luminance of WCAG 2.2, for #rrggbb."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """Contrast ratio of WCAG 2.2."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def tokens(theme):
    """Read the tokens of a theme from the style sheet itself."""
    text = STYLES[0].read_text(encoding="utf-8")
    block = (
        text.split(':root[data-theme="dark"]')[1]
        if theme == "dark"
        else text.split(":root {")[1].split("}")[0]
    )
    return dict(re.findall(r"(--[\w-]+):\s*(#[0-9a-f]{6})", block))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    "ink", ["--ink", "--ink-soft", "--course", "--engine", "--good", "--watch", "--bad"]
)
def test_text_stands_out_from_paper_and_deck(theme, ink):
    """Every colour that text may have has a contrast of 4.5 on both grounds, in both themes."""
    found = tokens(theme)
    for ground in ("--paper", "--deck"):
        assert contrast(found[ink], found[ground]) >= 4.5, (ink, ground)
