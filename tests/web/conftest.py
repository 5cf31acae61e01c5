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

SETTINGS = "name: Maison Test\nlanguage: en\nsending: {inbox: true}\n"

PLAN = """# The plan of a small shop.
vision: Linen kept for ten years
year: {period: 2027, budget: 60 000 EUR}
facts:
  une-seule-fois: {says: Two in three buy only once, from: orders, until: 2027-12-31}
brand:
  tier: premium
  never: {discount_over: 20 %}   # a limit of our own
segments:
  fideles: {rank: 1, who: orders >= 3 in 24 months, evidence: [une-seule-fois]}
objectives:
  faire-revenir:
    title: Bring one-time buyers back
    owner: marie
    evidence: [une-seule-fois]
    results: {repurchase_rate: 24 % -> 28 % by 2027-12-31}
actions:
  soldes:
    title: Winter sale
    for: fideles
    by: site
    when: 2027-02-01..2027-02-20
    cost: 900 EUR
    serves: faire-revenir
people:
  marie: {title: Marie}
"""


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
