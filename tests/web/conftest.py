"""A workspace that is served, and people who are signed in."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from passerelle.base.clock import FixedClock
from passerelle.verbs.house import House
from passerelle.verbs.owner import own
from passerelle.verbs.serving import attach
from passerelle.verbs.workspace import open_workspace
from passerelle.web import sign_in

NOON = datetime(2027, 1, 11, 12, 0, tzinfo=UTC)

SETTINGS = "name: Maison Test\nlanguage: en\nsending: {inbox: true}\n"

PLAN = (Path(__file__).parents[1] / "web_plan.yaml").read_text(encoding="utf-8")


@pytest.fixture
def clock():
    """A clock that stands at noon until a test moves it."""
    return FixedClock(NOON)


@pytest.fixture
def served(tmp_path, clock, db, settings):
    """A small workspace, owned and attached as ``serve`` does it; passwords are hashed quickly."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    (tmp_path / "passerelle.yaml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "plan.yaml").write_text(PLAN, encoding="utf-8")
    workspace = open_workspace(tmp_path, clock)
    with own(workspace, "serve") as held:
        house = House(workspace)
        attach(house, held)
        for brake in (sign_in.by_name, sign_in.by_address):
            brake._failures.clear()
        yield house


@pytest.fixture
def signed_in(served, client, django_user_model):
    """Sign someone in with a role and give their client."""

    def enter(role="strategist", *, visitor=client, **fields):
        user = django_user_model.objects.create_user(
            fields.pop("username", role), name=fields.pop("name", "Marie"), role=role, **fields
        )
        visitor.force_login(user)
        return visitor

    return enter
