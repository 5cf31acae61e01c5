"""A workspace that is served, and people who are signed in."""

from datetime import UTC, datetime

import pytest

from passerelle.base.clock import FixedClock
from passerelle.verbs.house import House
from passerelle.verbs.owner import own
from passerelle.verbs.serving import attach
from passerelle.verbs.workspace import open_workspace
from passerelle.web import sign_in

NOON = datetime(2027, 1, 11, 12, 0, tzinfo=UTC)


@pytest.fixture
def clock():
    """A clock that stands at noon until a test moves it."""
    return FixedClock(NOON)


@pytest.fixture
def served(tmp_path, clock, db):
    """A small workspace, owned and attached as ``serve`` does it."""
    (tmp_path / "passerelle.yaml").write_text(
        "name: Maison Test\nlanguage: en\nsending: {inbox: true}\n", encoding="utf-8"
    )
    (tmp_path / "plan").mkdir()
    workspace = open_workspace(tmp_path, clock)
    with own(workspace, "serve") as held:
        house = House(workspace)
        attach(house, held)
        for brake in (sign_in.by_name, sign_in.by_address):
            brake._failures.clear()
        yield house
        house.close()


@pytest.fixture
def signed_in(served, client, django_user_model):
    """Sign someone in with a role and give their client."""

    def enter(role="strategist", **fields):
        user = django_user_model.objects.create_user(
            fields.pop("username", role), name="Marie Dupont", role=role, **fields
        )
        client.force_login(user)
        return client

    return enter
