"""Public holidays: names in both languages, parts of a country."""

import subprocess
import sys
from datetime import date

from passerelle.base.language import Text
from passerelle.plan.public_holidays import holiday_on, holidays_of


def test_france_has_eleven_days_in_both_languages() -> None:
    """The eleven days of the labour code; 2027 as the calendar has it."""
    days = holidays_of("FR", 2027)

    assert days is not None
    assert len(days) == 11
    assert days[date(2027, 3, 29)] == Text(en="Easter Monday", fr="Lundi de Pâques")


def test_a_part_has_days_of_its_own_and_an_unknown_part_those_of_its_country() -> None:
    """Good Friday in the Moselle, not in Paris."""
    assert holiday_on(("FR", "FR-57"), date(2027, 3, 26)) == (
        "FR-57",
        Text(en="Good Friday", fr="Vendredi saint"),
    )
    assert holidays_of("FR-75", 2027) == holidays_of("FR", 2027)


def test_names_that_no_language_holds_stay_in_the_country_s_own() -> None:
    """German days have no French names; they keep a name all the same."""
    days = holidays_of("DE", 2027)

    assert days is not None
    assert days[date(2027, 10, 3)].fr == "Tag der Deutschen Einheit"
    assert days[date(2027, 10, 3)].en == "German Unity Day"


def test_an_unknown_country_is_not_known() -> None:
    """None is *not known*, never *no holiday*."""
    assert holidays_of("XX", 2027) is None
    assert holiday_on(("XX",), date(2027, 1, 1)) is None


def test_the_library_is_not_loaded_before_it_is_asked() -> None:
    """Reading the rules loads nothing of it: `check` starts fast."""
    code = "import sys, passerelle.plan.rule_catalogue as r; r.rules(); print('holidays' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"


def test_one_country_is_read_alone_and_says_what_the_library_says() -> None:
    """Asking for France does not load 249 others; each country has the days the library gives."""
    code = (
        "import sys; from passerelle.plan.public_holidays import holidays_of as of\n"
        "assert len(of('FR', 2027)) == 11 and 'holidays.countries' not in sys.modules\n"
        "import holidays\n"
        "for code in ('BE', 'CA', 'CH', 'DE', 'GB', 'GF', 'JP', 'MA', 'NL', 'US'):\n"
        "    assert sorted(holidays.country_holidays(code, years=2027)) == list(of(code, 2027)), code\n"
    )

    subprocess.run([sys.executable, "-c", code], check=True)
