"""A records file with the tables of the two ledgers only, for processes and threads of their own."""

import os
from datetime import UTC, datetime, timedelta

START = datetime(2027, 1, 11, 9, tzinfo=UTC)


def set_up(path):
    """Point Django at a records file in a fresh process, and start it."""
    os.environ["PASSERELLE_RECORDS"] = str(path)
    os.environ["DJANGO_SETTINGS_MODULE"] = "passerelle.verbs.django_settings"
    import django

    django.setup()


def make_tables():
    """Create the tables of the two ledgers in the file Django points at."""
    from django.db import connection

    from passerelle.records.consent import ConsentEvent, Suppression
    from passerelle.records.delivery import Delivery, Send

    with connection.schema_editor() as editor:
        for model in (Send, Delivery, ConsentEvent, Suppression):
            editor.create_model(model)


def compiled(
    subject="Bonjour {{ first_name }}",
    html="",
    text="Bonjour {{ first_name }}\n{{ unsubscribe_url }}\n",
):
    """Give a small compiled message."""
    from passerelle.activation.template import Compiled

    return Compiled("templates/t.mjml", subject, html, text, text)


def fill(
    people, *, policy="at_most_once", action="vente", at=START, barred=50, messages=None, **order
):
    """Queue a send to ``people``; every ``barred``-th has withdrawn, and the one after is suppressed."""
    from passerelle.activation.enqueue import Order, Recipient, enqueue
    from passerelle.base.clock import FixedClock
    from passerelle.records.consent import ConsentEvent, Suppression, record_consents
    from passerelle.records.delivery import Policy

    names = [f"p{n:06d}" for n in range(people)]
    past = at - timedelta(days=30)
    events = [ConsentEvent(person=p, purpose="email", granted=True, at=past) for p in names]
    off = [p for n, p in enumerate(names) if barred and n % barred == 0]
    events += [
        ConsentEvent(person=p, purpose="email", granted=False, at=at - timedelta(days=1))
        for p in off
    ]
    record_consents(events)
    next_ones = [p for n, p in enumerate(names) if barred and n % barred == 1]
    Suppression.objects.bulk_create(
        [Suppression(person=p, channel="email", reason="complained", since=past) for p in next_ones]
    )
    asked = Order(
        action=action,
        code=action,
        messages=messages or {"": compiled()},
        revision=1,
        starts_at=at,
        hold_until=at,
        policy=Policy(policy),
        **order,
    )
    recipients = [Recipient(p, f"{p}@example.com", data={"first_name": p.title()}) for p in names]
    return enqueue(asked, recipients, clock=FixedClock(at)).send
