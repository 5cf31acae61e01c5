"""The calendar of a plan: rows with their room, and what lies under them, worked by hand."""

from io import StringIO

import pytest
from rich.console import Console

from passerelle.cli.show.calendar import show_calendar
from passerelle.verbs.calendar_view import calendar

TEXT = """
year: {period: 2027-01..2027-06}
markets: {france: {title: France, countries: [FR]}}
blackouts: {inventaire: {says: Inventaire, when: 2027-03-29..2027-03-31}}
objectives:
  vendre: {title: Vendre, results: {orders: 100 -> 200 by 2027-05-10}}
segments: {fideles: {who: orders >= 2}}
teams: {vente: {title: Vente, family: sales, handles: 40 leads a week, receives: 25 leads a week}}
people: {marie: {title: Marie, days: 4}}
absences: {ski: {who: marie, when: 2027-03-08..2027-03-09}}
actions:
  tissage: {when: 2027-03-01..2027-03-12, work: 10, owner: marie}
  lancement: {title: Le lancement, when: 2027-04-12..2027-04-20, needs: tissage, serves: vendre, lag_days: 18, leads: 5 / 10 / 20}
  lettre: {for: fideles, by: email, when: 2027-03-02, campaign: k}
  appel: {for: fideles, by: phone, when: 2027-03-03, campaign: k}
  rappel: {for: fideles, by: sms, when: 2027-03-04, campaign: k}
  un-jour: {needs: boucle}
  boucle: {needs: un-jour}
campaigns: {k: {title: K}}
"""


@pytest.fixture
def planned(house):
    """The workspace with the plan above."""
    (house.folder / "plan" / "plan.yaml").write_text(TEXT, encoding="utf-8")
    return house


def test_rows_have_their_room(planned) -> None:
    """By start; an action that no goal waits for has none."""
    found = calendar(planned).as_json()

    rows = [(one["action"], one["start"], one["slack"]) for one in found["rows"]]
    assert rows == [
        ("tissage", "2027-03-01", 31 + 10),
        ("lettre", "2027-03-02", None),
        ("appel", "2027-03-03", None),
        ("rappel", "2027-03-04", None),
        ("lancement", "2027-04-12", 10),
    ]
    assert found["undated"] == ["un-jour", "boucle"]
    assert (found["start"], found["end"]) == ("2027-03-01", "2027-04-20")


def test_days_apart_are_those_of_the_market(planned) -> None:
    """Easter Monday, the stocktaking, and one legal period that ends and one that starts in the year."""
    found = calendar(planned).as_json()

    assert [one["day"] for one in found["holidays"]] == [
        "2027-01-01",
        "2027-03-29",
        "2027-05-01",
        "2027-05-06",
        "2027-05-08",
        "2027-05-17",
    ]
    assert found["holidays"][1]["name"] == {"en": "Easter Monday", "fr": "Lundi de Pâques"}
    assert found["blackouts"] == [
        {
            "name": "inventaire",
            "start": "2027-03-29",
            "end": "2027-03-31",
            "why": "Inventaire",
            "markets": [],
        }
    ]
    periods = [(one["country"], one["start"], one["end"]) for one in found["clearance"]]
    assert periods == [("FR", "2027-01-06", "2027-02-02"), ("FR", "2027-06-23", "2027-07-20")]
    assert "L310-3" in found["clearance"][0]["source"]["en"]
    assert found["clearance"][0]["status"]["en"] == "to be confirmed by counsel"


def test_chains_and_loops(planned) -> None:
    """The launch decides, and the weaving before it; two actions wait for each other."""
    found = calendar(planned).as_json()

    assert found["paths"] == [
        {
            "objective": "vendre",
            "title": "Vendre",
            "due": "2027-05-10",
            "actions": ["tissage", "lancement"],
            "slack": 10,
        }
    ]
    assert found["loops"] == [["boucle", "un-jour"]]


def test_who_is_busy_week_by_week(planned) -> None:
    """Five days a week for four; two days of skiing leave three fifths; 25 + 20 leads for 40."""
    found = calendar(planned).as_json()

    assert found["people"] == [
        {"who": "marie", "title": "Marie", "week": "2027-03-01", "days": 5, "capacity": 4},
        {"who": "marie", "title": "Marie", "week": "2027-03-08", "days": 5, "capacity": 2.4},
    ]
    assert [(one["week"], one["p50"], one["p90"], one["capacity"]) for one in found["leads"]] == [
        ("2027-04-12", 35, 45, 40),
        ("2027-04-19", 35, 45, 40),
    ]
    assert found["contacts"] == [
        {
            "segment": "fideles",
            "week": "2027-03-01",
            "contacts": 3,
            "cap": 2,
            "actions": ["lettre", "appel", "rappel"],
        }
    ]


def test_an_empty_calendar_is_today(house) -> None:
    """No action, no year: the day itself, and nothing under it."""
    (house.folder / "plan" / "plan.yaml").write_text("vision: V\n", encoding="utf-8")

    found = calendar(house).as_json()

    assert found["rows"] == found["holidays"] == found["paths"] == found["contacts"] == []
    assert found["start"] == found["end"] == found["today"]


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "en",
            [
                "Vendre, due 2027-05-10: tissage → lancement; room of 10 days",
                "2027-03-29  2027-03-31  Inventaire",
                "2027-03-08  Marie: 5 days of 2.4",
                "2027-04-12  sales: up to 45 leads for 40",
                "2027-03-01  fideles: 3 contacts, 2 at most",
            ],
        ),
        (
            "fr",
            [
                "Vendre, dû le 2027-05-10\u202f: tissage → lancement\u202f; marge de 10 jours",
                "2027-03-29  Lundi de Pâques (FR)",
                "boucle → un-jour → boucle\u202f: une boucle",
                "2027-03-01  fideles\u202f: 3 contacts, 2 au plus",
            ],
        ),
    ],
)
def test_the_terminal_shows_what_decides(planned, language, lines) -> None:
    """The chains, the days apart and the full weeks, in the reader's language."""
    out = StringIO()

    show_calendar(Console(file=out, width=200), calendar(planned).as_json(), language)

    assert [line for line in lines if line not in out.getvalue()] == []
