"""iCalendar files: whole days, names that stay, nobody's name and no amount."""

from datetime import date

import pytest
from icalendar import Calendar

from passerelle.base.errors import NotFound, UserError
from passerelle.plan.export import make
from plan.exports.asked import PLAN, asked


def events(what="ics", **more):
    """Read back the events of an export."""
    (made,) = make(what, asked(**more))
    calendar = Calendar.from_ical(made.body)
    assert calendar["VERSION"] == "2.0"
    assert made.body.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in made.body.split(b"\r\n"))
    return {str(one["SUMMARY"]): one for one in calendar.walk("VEVENT")}


def test_each_dated_action_is_an_event_of_whole_days():
    """The last day is inside: the end of RFC 5545 is the day after it."""
    found = events()
    assert set(found) == {"Winter sale", "sans-titre"}
    sale = found["Winter sale"]
    assert sale["DTSTART"].dt == date(2027, 2, 1)
    assert sale["DTEND"].dt == date(2027, 2, 21)
    assert "Serves: Bring one-time buyers back" in sale["DESCRIPTION"]
    assert sale["URL"] == "https://plan.example/plan/actions/soldes/"


def test_uids_stay_when_titles_and_days_change_and_differ_between_workspaces():
    """A calendar program updates the event instead of adding a second one."""
    moved = PLAN.replace("Winter sale", "Sale of winter").replace("2027-02-01..", "2027-02-03..")
    assert events()["Winter sale"]["UID"] == events(text=moved)["Sale of winter"]["UID"]
    assert events()["Winter sale"]["UID"] != events(name="Other")["Winter sale"]["UID"]
    every = [str(one["UID"]) for one in (*events().values(), *events("ics-tasks").values())]
    assert len(every) == len(set(every)) == 4


def test_of_one_team_or_person_with_their_tasks():
    """A team's own, those it must be told of, and the tasks of its people."""
    assert set(events(team="vente")) == {"Winter sale", "Draw the poster"}
    assert set(events(team="atelier")) == {"Winter sale", "sans-titre", "Done: Print it"}
    assert set(events(who="paul")) == {"sans-titre", "Done: Print it"}
    assert set(events("ics-tasks", language="fr")) == {
        "Draw the poster",
        "Terminée\u202f: Print it",
    }


def test_no_amount_and_nobody_s_name():
    """What can be read without signing in says neither what a thing costs nor who does it."""
    for what in ("ics", "ics-tasks"):
        body = make(what, asked(team="vente"))[0].body.decode()
        assert not [word for word in ("EUR", "Marie", "example.org") if word in body]


def test_an_unknown_team_and_a_narrowing_that_makes_no_sense_are_refused():
    """The nearest names are given."""
    with pytest.raises(NotFound, match="vente"):
        make("ics", asked(team="vnete"))
    with pytest.raises(UserError, match="whole plan"):
        make("actions", asked(team="vente"))
    with pytest.raises(NotFound, match="csv"):
        make("actions", asked(format="cvs"))
