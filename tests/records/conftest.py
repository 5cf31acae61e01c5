"""Moments and people that the tests of the records share."""

from datetime import UTC, datetime

import pytest

from passerelle.records.people import User

NOON = datetime(2027, 1, 11, 12, 0, tzinfo=UTC)


@pytest.fixture
def noon() -> datetime:
    """Noon of a winter Monday, UTC."""
    return NOON


@pytest.fixture
def marie(db) -> User:
    """A strategist."""
    return User.objects.create_user("marie", name="Marie", role="strategist", team="direction")


@pytest.fixture
def paul(db) -> User:
    """A salesman who is in the plan."""
    return User.objects.create_user("paul", name="Paul", role="sales", team="sales", person="paul")
