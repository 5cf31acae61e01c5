"""What a rule is: registered by being there, told in two languages, with a page of its own."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from passerelle.base.errors import NotFound
from passerelle.base.finding import Enforcement, Severity
from passerelle.base.language import Text
from passerelle.plan.given import Given
from passerelle.plan.kpi import catalogue
from passerelle.plan.model import Plan
from passerelle.plan.rule import Rule, spot
from passerelle.plan.rule_catalogue import rule, rules, thresholds_of
from passerelle.plan.rule_page import rule_page, sections
from passerelle.plan.rule_soldes import clearance_periods
from passerelle.plan.rule_words import amount_text, listed, number_text, say, share_text
from passerelle.plan.thresholds import standard

BLOCKS = ((1, 9), (10, 38), (40, 46), (50, 56), (60, 66), (70, 76), (80, 88), (90, 106))
"""First and last number of each layer of the catalogue."""

SHIPPED = [f"AL-{number:03d}" for first, last in BLOCKS for number in range(first, last + 1)]
SAMPLE = Rule("X-1", Text("T", "T"), Text("Q?", "Q?"), Text("W", "W"), Severity.ERROR, "000 « S »")


def test_all_are_there() -> None:
    """Rules are found by being in the folder, in order of id."""
    assert list(rules()) == SHIPPED
    assert len(SHIPPED) == 92


@pytest.mark.parametrize("name", SHIPPED)
def test_has_a_page_in_both_languages(name: str) -> None:
    """Each rule says what it checks, why, shows bad and good, and names its source and its seed."""
    module, page = rule(name), rule_page(name)

    assert set(sections(module)) == {"What it checks", "Why it matters", "Bad", "Good", "Source"}
    assert module.RULE.title.en in page.en
    assert module.RULE.title.fr in page.fr
    assert module.RULE.why.fr in page.fr
    assert module.RULE.question.fr in page.fr
    assert module.RULE.question.fr.endswith("\u202f?")
    assert "```yaml" in page.fr
    assert re.match(r"\d{3}", module.RULE.seed)


def test_the_page_gives_the_thresholds_with_their_reasons() -> None:
    """A default explains itself, in both languages."""
    page = rule_page("al-005")

    assert "`error_over` = 25%. Beyond a quarter" in page.en
    assert "`error_over` = 25\u202f%. Au-delà d'un quart" in page.fr


def test_a_page_writes_each_threshold_as_what_it_is() -> None:
    """A share is a percentage; days, steps, indices of times and words are what they are."""
    figures = {name: rule_page(name) for name in ("al-031", "al-032", "al-033", "al-036", "al-053")}

    assert "`luxury_days` = 0. " in figures["al-031"].en
    assert "`steps` = 1. " in figures["al-032"].en
    assert "`luxury` = 150%. " in figures["al-033"].en
    assert "`near_points` = 1. " in figures["al-036"].en
    assert "`least` = 0,5. " in figures["al-053"].fr
    assert "True" not in figures["al-036"].en
    assert ", on, " in figures["al-036"].en


def test_no_list_of_words_holds_what_yaml_made_of_one() -> None:
    """A bare ``on`` or ``no`` is read as true or false, and would match nothing."""
    found = [
        (name, key)
        for name, named in standard().values.items()
        for key, one in named.items()
        if isinstance(one.value, tuple) and {"True", "False", "None"} & set(one.value)
    ]
    assert found == []


def test_an_unknown_rule_is_answered_with_the_nearest() -> None:
    """A wrong id is the user's mistake, with the nearest ids."""
    with pytest.raises(NotFound, match="AL-030"):
        rule("AL-0300")


def test_others_can_install_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that names a module in the group ``passerelle.rules`` adds a rule."""
    info = tmp_path / "house_rules-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: house-rules\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[passerelle.rules]\nhouse = house_rule\n")
    (tmp_path / "house_rule.py").write_text(
        "from passerelle.base.finding import Severity\n"
        "from passerelle.base.language import Text\n"
        "from passerelle.plan.rule import Rule\n"
        'RULE = Rule("HOUSE-1", Text("T", "T"), Text("Q", "Q"), Text("W", "W"), Severity.INFO, "000")\n'
        "def check(given):\n    return iter(())\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))

    assert list(rules.__wrapped__()) == [*SHIPPED, "HOUSE-1"]


def test_a_workspace_may_only_name_rules_that_exist() -> None:
    """An override for a rule that is not there is not passed over in silence."""
    with pytest.raises(NotFound, match="AL-030"):
        thresholds_of({"enforcement": {"AL-0300": "advisory"}})
    assert thresholds_of({"enforcement": {"AL-030": "hard"}}).enforcement


def test_enforcement_follows_severity_unless_the_rule_says() -> None:
    """Errors need a waiver, hints only show, integrity cannot be waived."""
    given = Given(Plan(), date(2026, 1, 1), catalogue())
    where, words = spot(given, "year", "budget"), Text("m", "m")

    assert SAMPLE.broken(where, words, words).enforcement is Enforcement.SOFT
    hint = SAMPLE.broken(where, words, words, severity=Severity.WARNING)
    assert hint.enforcement is Enforcement.ADVISORY
    assert rule("AL-003").RULE.enforcement is Enforcement.HARD
    assert rule("AL-004").RULE.enforcement is Enforcement.HARD


def test_data_is_plain_json() -> None:
    """Decimals and dates are quoted as text, tuples as lists."""
    given = Given(Plan(), date(2026, 1, 1), catalogue())
    found = SAMPLE.broken(
        spot(given, "year"), Text("m", "m"), Text("f", "f"), a=Decimal("1.5"), b=(date(2026, 1, 2),)
    )

    assert found.data == {"a": "1.5", "b": ["2026-01-02"]}
    assert found.settle is None


def test_soldes_start_on_the_days_of_the_law() -> None:
    """The four starts that are published: winter 2026 and 2027, summer 2026 and 2027."""
    starts = [period.start for year in (2026, 2027) for period in clearance_periods(year, "FR")]

    assert starts == [date(2026, 1, 7), date(2026, 6, 24), date(2027, 1, 6), date(2027, 6, 23)]


def test_numbers_are_written_for_the_reader() -> None:
    """Each language has its own marks, and zeros at the end are dropped."""
    assert share_text(Decimal("0.125")) == Text(en="12.5%", fr="12,5\u202f%")
    assert number_text(Decimal("1800.0")) == Text(en="1,800", fr="1\u202f800")
    assert amount_text(Decimal("1.80"), "pts") == Text(en="1.8 pts", fr="1,8\u202fpt")
    assert amount_text(Decimal(1), "pts") == Text(en="1 pt", fr="1\u202fpt")
    assert amount_text(Decimal(2), "pts") == Text(en="2 pts", fr="2\u202fpts")
    assert listed(["a", "b", "c", "d", "e"]).en == "a, b, c, d (+1)"
    assert say("{x}: a", "« {x} » : a", x="q").fr == "«\u202fq\u202f»\u202f: a"


def test_numbers_of_a_finding_end_where_they_say_something() -> None:
    """What a division leaves behind the sixth decimal is noise."""
    found = SAMPLE.broken(
        spot(Given(Plan(), date(2027, 1, 1), catalogue()), "year"),
        Text("M", "M"),
        Text("F", "F"),
        long=Decimal("30000.00000000000000000000000"),
        third=Decimal(1) / 3,
        written=Decimal("12.50"),
        endless=Decimal("Infinity"),
    )

    assert found.data == {
        "long": "30000",
        "third": "0.333333",
        "written": "12.50",
        "endless": "Infinity",
    }
