"""Proposals: reason, change and effect are shown; a person accepts, or refuses and says why."""

import re

import pytest

from passerelle.base.language import Text
from passerelle.records.proposals import Proposed, keep_proposal


@pytest.fixture
def proposed(shop):
    """A proposal to spend less on one action, on the revision in force."""
    return keep_proposal(
        Proposed(
            kind="move_budget",
            changes=[{"node": "actions/lin-en-video", "field": "cost", "value": "1 900 EUR"}],
            reason=Text("It brought little.", "Elle a peu apporté.").as_json(),
            expected={
                "key_result": "new_customers",
                "p10": 2,
                "p50": 7,
                "p90": 12,
                "over": Text("over a year", "sur un an").as_json(),
            },
            evidence={
                "kpis": ["new_customers"],
                "title": Text("Spend less on video", "Dépenser moins en vidéo").as_json(),
            },
            revision=2,
        ),
        at=shop.clock.now(),
    )


def test_a_proposal_shows_its_change_as_a_difference_and_its_effect_as_a_range(visit, proposed):
    """Before and after, the KPI by name, eight times in ten."""
    page = visit("strategist").get("/proposals/").content.decode()
    assert "Spend less on video" in page
    assert re.search(r"<del>\d[^<]* EUR</del><ins>1 900 EUR</ins>", page)
    assert "+7" in page
    assert "New customers" in page
    assert "between 2 and 12, eight times in ten, over a year" in page


def test_accepting_writes_a_revision(visit, proposed, shop):
    """The plan's text changes; the proposal is decided."""
    path = shop.folder / "plan" / "operations.yaml"
    before = path.read_text(encoding="utf-8")
    try:
        answer = visit("strategist").post(
            f"/proposals/{proposed.pk}/", {"accept": "yes", "reason": ""}, follow=True
        )
        assert "Accepted: revision" in answer.content.decode()
        assert "1 900 EUR" in path.read_text(encoding="utf-8")
    finally:
        path.write_text(before, encoding="utf-8")


def test_refusing_needs_a_reason(visit, proposed):
    """Without one nothing is decided; with one it is kept."""
    client = visit("strategist")
    asked = client.post(f"/proposals/{proposed.pk}/", {"refuse": "yes", "reason": " "})
    assert asked.status_code == 409
    assert "Write why" in asked.content.decode()
    done = client.post(
        f"/proposals/{proposed.pk}/", {"refuse": "yes", "reason": "Trop tôt"}, follow=True
    ).content.decode()
    assert "your reason is kept" in done
    assert "refused" in done


def test_a_decided_proposal_is_not_decided_twice(visit, proposed):
    """Whoever posts late reads so."""
    client = visit("strategist")
    client.post(f"/proposals/{proposed.pk}/", {"refuse": "yes", "reason": "Trop tôt"})
    late = client.post(f"/proposals/{proposed.pk}/", {"accept": "yes"})
    assert late.status_code == 409


def test_who_may_not_decide_sees_no_form_and_is_refused(visit, proposed):
    """A reader reads."""
    client = visit("reader")
    assert "Accept" not in client.get("/proposals/").content.decode()
    assert client.post(f"/proposals/{proposed.pk}/", {"accept": "yes"}).status_code == 403


def test_without_a_proposal_the_page_says_where_they_come_from(signed_in):
    """One sentence, one action, the command."""
    page = signed_in("strategist").get("/proposals/").content.decode()
    assert "No proposal waits" in page
    assert "passerelle adjust" in page
