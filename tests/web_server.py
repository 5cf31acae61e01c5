"""Serves a small workspace for browser tests: ``python web_server.py FOLDER PORT``."""

import sys
from pathlib import Path

from passerelle.verbs.house import House
from passerelle.verbs.serving import serve
from passerelle.verbs.workspace import open_workspace

PASSWORD = "une phrase assez longue"
PEOPLE = (("marie", "Marie", "strategist", ""), ("paul", "Paul", "sales", "vente"))


def people(house: House) -> None:
    """Make those who sign in, and say that the server is ready."""
    from passerelle.records.people import User  # after Django knows its settings

    for username, name, role, team in PEOPLE:
        User.objects.create_user(username, PASSWORD, name=name, role=role, team=team)
    print("ready", house.folder, flush=True)


if __name__ == "__main__":
    serve(open_workspace(Path(sys.argv[1])), "127.0.0.1", int(sys.argv[2]), people)
