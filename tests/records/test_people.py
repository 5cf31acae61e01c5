"""Sign-in links serve once, for half an hour, and only active people."""

from datetime import timedelta

import pytest

from passerelle.base.errors import NotAllowed
from passerelle.records.people import (
    LINK_LASTS,
    SignInLink,
    User,
    create_sign_in_link,
    use_sign_in_link,
)


def test_a_link_signs_in_its_owner_once(marie, noon):
    """The second use of a link is refused, in both languages."""
    token = create_sign_in_link(marie, at=noon)
    assert use_sign_in_link(token, at=noon) == marie
    with pytest.raises(NotAllowed) as refusal:
        use_sign_in_link(token, at=noon)
    assert "already used" in refusal.value.read("en")
    assert "déjà servi" in refusal.value.read("fr")


def test_a_link_dies_after_thirty_minutes(marie, noon):
    """A link is good until just before its half hour is over."""
    token = create_sign_in_link(marie, at=noon)
    with pytest.raises(NotAllowed):
        use_sign_in_link(token, at=noon + LINK_LASTS)
    assert use_sign_in_link(token, at=noon + LINK_LASTS - timedelta(seconds=1)) == marie


def test_only_the_hash_of_a_link_is_kept(marie, noon):
    """Who reads the table cannot sign in."""
    token = create_sign_in_link(marie, at=noon)
    assert token not in str(SignInLink.objects.values().get())


def test_a_stranger_and_a_dismissed_person_are_refused(marie, noon):
    """An invented token, or the link of someone who left, opens nothing."""
    token = create_sign_in_link(marie, at=noon)
    User.objects.filter(pk=marie.pk).update(is_active=False)
    for tried in ("", "invented", token):
        with pytest.raises(NotAllowed):
            use_sign_in_link(tried, at=noon)


def test_a_person_without_password_cannot_sign_in_with_one(marie):
    """No password is not an empty password."""
    assert not marie.check_password("")
