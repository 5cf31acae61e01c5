"""A message seen before it leaves."""

from ledger_file import START, compiled

from passerelle.activation.channel import ListChannel
from passerelle.activation.enqueue import Recipient
from passerelle.activation.links import Links
from passerelle.activation.preview import preview, send_test, telling
from passerelle.activation.render import Renderer
from passerelle.base.clock import FixedClock

LINKS = Links("https://m.example", "s", "noel")
PEOPLE = (
    Recipient(
        "1",
        "1@example.com",
        data={"first_name": "Maximilienne-Charlotte", "city": "Lyon", "language": "en"},
    ),
    Recipient("2", "2@example.com", data={"language": "en"}),
    Recipient("3", "3@example.com", data={"first_name": "Zoé", "city": "Paris", "language": "fr"}),
    Recipient(
        "4", "4@example.com", reason="consent", data={"first_name": "X" * 99, "language": "fr"}
    ),
)


def test_the_three_people_on_whom_messages_look_wrong():
    """Longest name, least known, French-reading; never someone who is left out."""
    assert [person.person for _, person in telling(PEOPLE)] == ["1", "2", "3"]
    assert telling(()) == ()
    assert len(telling(PEOPLE[:1])) == 1


def test_a_preview_says_what_is_missing_and_where():
    """The person we know least shows the hole, with file and line."""
    with Renderer() as renderer:
        shown = preview(compiled(), PEOPLE, LINKS, renderer)
    assert [one.subject for one in shown] == [
        "Bonjour Maximilienne-Charlotte",
        "Bonjour ",
        "Bonjour Zoé",
    ]
    assert [len(one.faults) for one in shown] == [0, 1, 0]
    assert str(shown[1].faults[0].place) == "templates/t.mjml:1:1"
    assert "first_name" in shown[1].faults[0].read("fr")


def test_a_test_send_leaves_no_trace(ledger):
    """One message to one address, marked as a test, with no way out that would unsubscribe anyone."""
    from passerelle.records.delivery import Delivery

    channel = ListChannel()
    answer = send_test(channel, compiled(), PEOPLE[2], LINKS, clock=FixedClock(START))
    assert answer.kind == "sent"
    assert channel.kept[0].subject == "[test] Bonjour Zoé"
    assert channel.kept[0].unsubscribe_url == ""
    assert not Delivery.objects.exists()
