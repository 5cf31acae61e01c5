"""A small shop that is imported, repaired and in force, for the pages that show it."""

from datetime import UTC, date, datetime, time

import pytest
from django.db import transaction

from passerelle.base.clock import FixedClock
from passerelle.demo.world import make_world
from passerelle.demo.write import write_world
from passerelle.verbs.apply import apply
from passerelle.verbs.edit import edit
from passerelle.verbs.house import Actor, House
from passerelle.verbs.import_data import import_data
from passerelle.verbs.owner import own
from passerelle.verbs.preview import preview
from passerelle.verbs.record import record
from passerelle.verbs.serving import attach
from passerelle.verbs.workspace import open_workspace

TODAY = date(2027, 1, 12)
PEOPLE = 600
LETTER = "completer-la-parure"


@pytest.fixture(scope="module")
def made(tmp_path_factory, django_db_setup, django_db_blocker):
    """Make the shop once a file: its plan is in force, its first letter is held, nothing has left."""
    folder = tmp_path_factory.mktemp("shop")
    write_world(make_world(7, people=PEOPLE, months=24, today=TODAY), folder)
    with (folder / "passerelle.yaml").open("a", encoding="utf-8") as settings:
        settings.write("enforcement: {AL-051: advisory}\n")
    workspace = open_workspace(folder, FixedClock(datetime.combine(TODAY, time(11), UTC)))
    with django_db_blocker.unblock(), transaction.atomic(), own(workspace, "serve") as held:
        house = House(workspace, Actor("camille", "strategist", "direction"))
        record(house, "premiers textes")
        import_data(house)
        milder = {"node": "actions/jours-du-blanc", "field": "promotion", "value": "14 % public"}
        edit(house, [milder], "dans notre limite")
        preview(house)
        apply(house, "prêt")
        yield house, held
        house.close()
        transaction.set_rollback(True)


@pytest.fixture
def shop(made, db, settings):
    """The shop, served; what a test writes into the records is taken back after it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    house, held = made
    attach(house, held)
    return house


@pytest.fixture
def visit(shop, client, django_user_model):
    """Sign someone in with a role; give a function that gets a page's text in a language."""

    def enter(role="campaign_manager", language="en", **fields):
        user = django_user_model.objects.create_user(
            role, name="Marie", role=role, language=language, **fields
        )
        client.force_login(user)
        return client

    return enter
