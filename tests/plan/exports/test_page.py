"""The plan on one page: what it says, that nothing runs into anything else, and what is missing without the extra."""

import io
import sys
from itertools import combinations

import pytest
from pptx import Presentation
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from passerelle.base.errors import UserError
from passerelle.plan.export import make
from passerelle.plan.handout.onepage import one_page
from passerelle.plan.handout.sheet import HIGH, WIDE, Box, Words, layout, wrapped
from plan.exports.asked import PLAN, asked


def crowded():
    """A plan of many actions, objectives and segments with long words."""
    more = "".join(
        f"  x{n}: {{title: {'A rather long name of an action ' * 3}{n}, when: 2027-{n % 12 + 1:02d}-20}}\n"
        for n in range(30)
    )
    goals = "".join(
        f"  g{n}: {{title: {'A result that takes a while to say ' * 3}{n}, results: {{orders: 1 -> 2, aov: 3 -> 4}}}}\n"
        for n in range(12)
    )
    who = "".join(
        f"  s{n}: {{rank: {n + 2}, promise: {'So many words are promised here ' * 3}}}\n"
        for n in range(8)
    )
    return (
        PLAN.replace("tasks:\n", f"{more}tasks:\n").replace("actions:\n", f"{goals}actions:\n")
        .replace("metrics:\n", f"{who}metrics:\n", 1)
    )  # fmt: skip


def test_what_the_page_says():
    """Vision, star, targets, money by quarter out of budget lines, alignment."""
    page = one_page(asked())
    assert page.title == "Maison Test · plan 2027"
    assert page.star == "Repurchase rate · not measured yet"
    assert page.objectives[0] == (
        "Bring one-time buyers back", ("Repurchase rate: 24 % → 28 %, by 31 Dec 2027",)
    )  # fmt: skip
    assert [(one.title, one.money) for one in page.quarters] == [
        ("Q1 2027", "€900"), ("Q2 2027", "–"), ("Q3 2027", "–"), ("Q4 2027", "–")
    ]  # fmt: skip
    assert page.total == "Planned: €900 of €60,000"
    assert [one.title for one in page.bars] == ["Winter sale", "sans-titre"]
    assert page.bars[0].start == pytest.approx(31 / 365)
    assert page.bars[0].end == pytest.approx(51 / 365)


def test_money_of_the_actions_where_there_is_no_budget_line():
    """Each cost stands in the quarter in which its action begins; the page says so."""
    page = one_page(
        asked(
            PLAN.replace("spending:", "sprints: {}\nx:").split("x:")[0]
            + PLAN[PLAN.index("teams:") :]
        )
    )
    assert page.quarters[0].money == "€2,150"
    assert "begin" in page.money_from


def test_french_words():
    """Targets, quarters and spaces are those of French readers."""
    page = one_page(
        asked(PLAN.replace("orders: 1200 -> 1500", "orders: stays over 1200"), language="fr")
    )
    assert page.quarters[0].title == "T1 2027"
    assert page.objectives[1][1] != ()
    assert any(
        "reste au-dessus de 1 200, avant le 30 juin 2027" in line
        for _, lines in page.objectives
        for line in lines
    )


@pytest.mark.parametrize(
    "text", [PLAN, "crowded", "vision: Short\n"], ids=["usual", "crowded", "empty"]
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_words_leave_their_room_or_the_sheet(text, language):
    """Measured with the font that is drawn; two lines of words never cover each other."""
    for name in ("Vera", "VeraBd"):
        pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))
    held = asked(crowded() if text == "crowded" else text, language=language)
    shapes = layout(held, one_page(held))
    lines = []
    for one in shapes:
        assert 0 <= one.x <= WIDE
        if isinstance(one, Box):
            assert one.y + one.height <= HIGH
            assert one.x + one.width <= WIDE + 0.01
            continue
        font = "VeraBd" if one.bold else "Vera"
        wide = pdfmetrics.stringWidth(one.text, font, one.size) / 72 * 25.4
        assert wide <= one.width + 0.01, one.text
        assert one.x + wide <= WIDE - 8, one.text
        lines.append((one.x, one.y, one.x + wide, one.y + one.size * 0.353))
    for a, b in combinations(lines, 2):
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] + 0.3 or b[3] <= a[1] + 0.3
        assert apart, (a, b)


def test_the_pdf_is_one_page_of_a4_and_the_same_each_time():
    """Text stays text; nothing of the moment is in it; odd characters do not break it."""
    odd = PLAN.replace("Winter sale", '"Solde \\x07 日本 → d\'hiver"')
    (made,) = make("page", asked(odd, language="fr"))
    assert made.name == "plan.pdf"
    assert made.body.startswith(b"%PDF-")
    assert made.body.count(b"/Type /Page\n") == 1
    assert b"/MediaBox [ 0 0 841.8898 595.2756 ]" in made.body
    assert made.body == make("page", asked(odd, language="fr"))[0].body


def test_the_slide_holds_the_same_words_as_text():
    """One slide, editable; nobody's name."""
    (made,) = make("page", asked(format="pptx"))
    deck = Presentation(io.BytesIO(made.body))
    (slide,) = deck.slides
    words = [one.text_frame.text for one in slide.shapes if one.has_text_frame]
    assert "Winter sale" in words
    assert "Linen & wool <kept> for ten years" in words
    assert not [one for one in words if "Marie" in one or "Paul" in one]
    shapes = layout(asked(), one_page(asked()))
    assert [one for one in words if one] == [one.text for one in shapes if isinstance(one, Words)]


@pytest.mark.parametrize(("form", "module"), [("pdf", "reportlab.pdfgen.canvas"), ("pptx", "pptx")])
def test_without_the_extra_a_sentence_says_how_to_have_it(form, module, monkeypatch):
    """A user's error, not a traceback."""
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UserError, match=r"passerelle\[reports\]") as missing:
        make("page", asked(format=form))
    assert missing.value.exit_code == 2


def test_long_words_are_cut_with_an_ellipsis():
    """The last line says that something is left."""
    assert wrapped("one two three four five six", 20, 9, 2)[-1].endswith("…")
    assert wrapped("short", 50, 9, 2) == ["short"]
