"""A records file of its own for each test, so that the sender's thread can use it too."""

import shutil

import pytest
from django.db import connections


@pytest.fixture(scope="session")
def empty_ledger(tmp_path_factory, django_db_blocker):
    """Make the tables once."""
    from ledger_file import make_tables

    path = tmp_path_factory.mktemp("ledger") / "empty.sqlite3"
    with django_db_blocker.unblock(), PointedAt(path):
        make_tables()
        connections["default"].cursor().execute("pragma journal_mode=delete")
    return path


@pytest.fixture
def ledger(tmp_path, empty_ledger, django_db_blocker):
    """Point Django at a fresh file with the tables of the two ledgers; give its path."""
    path = tmp_path / "records.sqlite3"
    shutil.copy(empty_ledger, path)
    with django_db_blocker.unblock(), PointedAt(path):
        yield path


class PointedAt:
    """Django's connection of this thread, and of threads begun within, on another file."""

    def __init__(self, path):
        self.path = path

    def __enter__(self):
        self.before = connections["default"]
        self.name = connections.settings["default"]["NAME"]
        connections.settings["default"]["NAME"] = str(self.path)
        del connections["default"]
        connections["default"].settings_dict["NAME"] = str(self.path)

    def __exit__(self, *_):
        connections["default"].close()
        connections.settings["default"]["NAME"] = self.name
        connections["default"] = self.before
