"""Sheets of the actions that people carry out."""

from datetime import date

from ledger_file import START

from passerelle.activation.links import resolve
from passerelle.activation.tasks import Site, is_task, task_brief
from passerelle.plan.operations import Action

SITE = Site("https://shop.example/", "https://m.example", "s")


def action(**fields):
    """Give an action that people carry out, with some fields changed."""
    return Action.model_validate(
        {
            "title": "Salon",
            "by": "event",
            "when": "2027-03-01..2027-03-03",
            "cost": "1 800 EUR",
            "for": "fideles",
            "says": "Venez",
            "owner": "lea",
        }
        | fields
    )


def test_a_sheet_says_what_when_and_by_which_link():
    """Both languages; the link carries the action's tracking code and medium."""
    sheet = task_brief("salon", action(), SITE, revision=3, language="fr")
    assert (sheet.owner, sheet.start, sheet.end) == ("lea", date(2027, 3, 1), date(2027, 3, 3))
    assert "À dire\u202f: Venez" in sheet.brief
    assert "1 800 EUR" in sheet.brief
    assert "Say: Venez" in task_brief("salon", action(), SITE, revision=3, language="en").brief
    click = resolve(sheet.tracking_link.rpartition("/r/")[2], secret="s", at=START)
    assert (
        click.target
        == "https://shop.example/?utm_source=passerelle&utm_medium=event&utm_campaign=salon"
    )


def test_what_a_channel_carries_out_is_no_task():
    """An e-mail with a message is ours; without one, people must write it."""
    assert is_task(action())
    assert not is_task(action(by="email", message="salon"))
    assert is_task(action(by="email"))
