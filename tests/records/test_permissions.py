"""Roles: what is not written is refused."""

import pytest
from django.contrib.auth.models import AnonymousUser

from passerelle.base.errors import NotAllowed
from passerelle.records.people import Role, User
from passerelle.records.permissions import MATRIX, Operation, allow, may


@pytest.mark.parametrize("operation", list(Operation))
def test_a_stranger_may_nothing(operation):
    """Who is not signed in may do nothing, nor may an unknown role, nor someone dismissed."""
    assert not may(AnonymousUser(), operation)
    assert not may(User(role="emperor"), operation)
    assert not may(User(role="administrator", is_active=False), operation)


def test_an_unknown_operation_is_refused_to_all():
    """A misspelt operation opens nothing, even to an administrator."""
    assert not may(User(role="administrator"), "raed")


def test_every_role_has_a_row_and_reads():
    """Each role is in the matrix and may read."""
    assert set(MATRIX) == set(Role.values)
    assert all(may(User(role=role), "read") for role in MATRIX)


def test_every_operation_belongs_to_someone_besides_the_administrator_or_is_managing():
    """Nothing needs the administrator but managing people."""
    others = set().union(*(row for role, row in MATRIX.items() if role != "administrator"))
    assert set(Operation) - others == {Operation.MANAGE_PEOPLE}


@pytest.mark.parametrize(
    ("role", "operation", "allowed"),
    [
        ("reader", "edit_plan", False),
        ("reader", "acknowledge", True),
        ("sales", "apply", False),
        ("sales", "acknowledge", True),
        ("analyst", "import_data", True),
        ("analyst", "apply", False),
        ("campaign_manager", "approve_strategic", False),
        ("campaign_manager", "stop_send", True),
        ("strategist", "approve_strategic", True),
        ("strategist", "export_people", False),
        ("administrator", "manage_people", True),
    ],
)
def test_the_matrix(role, operation, allowed):
    """The cells that the law of the house depends on."""
    assert may(User(role=role), operation) is allowed


def test_a_refusal_names_who_may():
    """The refusal says whom to ask."""
    with pytest.raises(NotAllowed) as refusal:
        allow(User(role="reader"), "apply")
    assert "Strategist" in refusal.value.read("en")
    assert "Stratège" in refusal.value.read("fr")
