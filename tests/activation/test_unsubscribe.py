"""The way out."""

from datetime import timedelta

import pytest
from ledger_file import START, fill

from passerelle.activation.unsubscribe import look, unsubscribe
from passerelle.base.errors import NotFound
from passerelle.records.claim import Turn, take_turn
from passerelle.records.consent import consent_at, grant
from passerelle.records.delivery import Delivery


def test_looking_does_nothing(ledger):
    """GET shows what would happen and changes nothing, however often a scanner asks."""
    fill(3, barred=0)
    row = Delivery.objects.first()
    before = list(Delivery.objects.values())
    assert not look(row.unsubscribe_token).done
    assert list(Delivery.objects.values()) == before
    assert consent_at(row.person, "email", START)


def test_unsubscribing_takes_the_consent_back_at_once(ledger):
    """After the commit, no claim hands the person out any more; twice is the same as once."""
    fill(3, barred=0)
    row = Delivery.objects.first()
    unsubscribe(row.unsubscribe_token, at=START)
    unsubscribe(row.unsubscribe_token, at=START)
    assert not consent_at(row.person, "email", START)
    claimed = take_turn(Turn("me", START, wanted=10))
    assert row.person not in {one.person for one in claimed}
    row.refresh_from_db()
    assert (row.state, row.reason) == ("excluded", "consent")


def test_a_new_consent_lets_the_person_back_in(ledger):
    """Consent given after an unsubscription lifts the suppression that it left."""
    fill(1, barred=0)
    row = Delivery.objects.get()
    unsubscribe(row.unsubscribe_token, at=START)
    grant(row.person, "email", at=START + timedelta(minutes=1))
    assert take_turn(Turn("me", START + timedelta(minutes=2), wanted=1))[0].person == row.person


def test_a_token_we_did_not_give_is_refused(ledger):
    """Each changed token is refused in plain words."""
    fill(1, barred=0)
    token = Delivery.objects.get().unsubscribe_token
    for wrong in (token[:-1], token + "a", token.swapcase(), "", "../" + token):
        with pytest.raises(NotFound):
            unsubscribe(wrong, at=START)
