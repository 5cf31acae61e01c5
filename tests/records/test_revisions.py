"""Revisions: written once, in a line, by one writer at a time."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest

from passerelle.base.errors import NotFound
from passerelle.records.audit import Audit, first_broken
from passerelle.records.revisions import (
    Change,
    StaleBase,
    applied,
    head,
    move_applied,
    record,
    revision_on,
    texts_at,
)

ONE = {"plan/plan.yaml": "vision: un\n"}
TWO = {"plan/plan.yaml": "vision: deux\n"}
THREE = {"plan/plan.yaml": "vision: trois\n"}


def change(at, author=None):
    """What is recorded beside the texts."""
    return Change(reason="parce que", klass="strategic", at=at, author=author)


def test_the_first_revision_has_no_parent(marie, noon):
    """Numbers start at 1, and head moves with each record."""
    assert head() is None
    made = record(ONE, None, change(noon, marie))
    assert (made.number, made.parent, head()) == (1, None, made)
    second = record(TWO, 1, change(noon, marie))
    assert (second.number, second.parent) == (2, made)
    assert texts_at(1) == ONE


def test_a_writer_who_started_earlier_is_refused_with_the_current_head(marie, noon):
    """The refusal carries what is needed to merge, and nothing was written."""
    record(ONE, None, change(noon, marie))
    record(TWO, 1, change(noon, marie))
    with pytest.raises(StaleBase) as refusal:
        record(THREE, 1, change(noon))
    assert refusal.value.current == head()
    assert "Marie recorded 2" in refusal.value.read("en")
    assert head().number == 2


def test_recording_the_same_texts_again_changes_nothing(marie, noon):
    """A call repeated after a kill gives the same revision, whatever its base."""
    first = record(ONE, None, change(noon, marie))
    assert record(ONE, None, change(noon, marie)) == first
    assert Audit.objects.count() == 1


def test_applied_moves_to_head_or_back_and_remembers(marie, noon):
    """What was in force on a day can be told later."""
    for number, texts in enumerate((ONE, TWO, THREE)):
        record(texts, number or None, change(noon, marie))
    hour = timedelta(hours=1)
    assert applied() is None
    move_applied(2, was=None, at=noon, author=marie)
    move_applied(3, was=2, at=noon + hour, author=marie)
    move_applied(1, was=3, at=noon + 2 * hour, author=marie)
    assert applied().number == 1
    seen = [revision_on(noon + n * hour) for n in (-1, 0, 1, 5)]
    assert [found and found.number for found in seen] == [None, 2, 3, 1]


def test_applying_what_is_in_force_changes_nothing(marie, noon):
    """A second apply leaves one trace only."""
    record(ONE, None, change(noon, marie))
    move_applied(1, was=None, at=noon)
    move_applied(1, was=None, at=noon + timedelta(hours=1))
    assert revision_on(noon).number == 1
    assert Audit.objects.filter(what="apply").count() == 1


def test_two_applies_from_the_same_preview_do_not_both_pass(marie, noon):
    """An apply whose preview compared with something else is refused."""
    record(ONE, None, change(noon, marie))
    record(TWO, 1, change(noon, marie))
    move_applied(1, was=None, at=noon)
    with pytest.raises(StaleBase) as refusal:
        move_applied(2, was=None, at=noon)
    assert refusal.value.current.number == 1


def test_an_unknown_number_is_named(db, noon):
    """A revision that does not exist is refused by its number."""
    with pytest.raises(NotFound) as refusal:
        texts_at(9)
    assert "9" in refusal.value.read("fr")


WRITER = """
import sys, django
django.setup()
from datetime import UTC, datetime
from passerelle.records.revisions import Change, StaleBase, record
change = Change(reason="", klass="cosmetic", at=datetime(2027, 1, 1, tzinfo=UTC))
print("ready", flush=True)
sys.stdin.readline()
won = lost = 0
for base in range(1, 21):
    try:
        record({"plan.yaml": f"{sys.argv[1]} {base}"}, base, change)
        won += 1
    except StaleBase as refusal:
        assert refusal.current.number > base
        lost += 1
print(won, lost)
"""


def test_of_two_processes_exactly_one_wins_each_number(tmp_path):
    """Two writers race for twenty revisions: each is won once, the other sees the newer head."""
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "passerelle.verbs.django_settings",
        "PASSERELLE_RECORDS": str(tmp_path / "records.sqlite3"),
    }
    setup = (
        "import django; django.setup()\n"
        "from django.core.management import call_command; call_command('migrate', verbosity=0)\n"
        "from datetime import UTC, datetime\n"
        "from passerelle.records.revisions import Change, record\n"
        "record({'plan.yaml': ''}, None, Change('', 'cosmetic', datetime(2027, 1, 1, tzinfo=UTC)))"
    )
    subprocess.run([sys.executable, "-c", setup], env=env, check=True)
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, name],
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("a", "b")
    ]
    for writer in writers:
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        writer.stdin.write("\n")
        writer.stdin.flush()
    results = [tuple(map(int, writer.communicate(timeout=60)[0].split())) for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0]
    assert sum(won for won, _ in results) == 20
    assert sum(lost for _, lost in results) == 20


def test_the_audit_trail_shows_tampering(marie, noon):
    """A line that was changed, or taken out, is found."""
    record(ONE, None, change(noon, marie))
    record(TWO, 1, change(noon, marie))
    record(THREE, 2, change(noon, marie))
    assert first_broken() is None
    second = Audit.objects.all()[1]
    Audit.objects.filter(pk=second.pk).update(who="paul")
    assert first_broken() == second.pk
    second.delete()
    assert first_broken() == Audit.objects.last().pk
