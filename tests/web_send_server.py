"""Serves a workspace that sends slowly to its built-in inbox: ``python web_send_server.py FOLDER PORT``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "faults"))

from ledger_file import compiled, fill

from passerelle.verbs.house import House
from passerelle.verbs.serving import serve
from passerelle.verbs.workspace import open_workspace

PEOPLE = 120
HTML = '<p>Bonjour {{ first_name }}</p><a href="https://boutique.example/p">Voir</a>'


def queue(house: House) -> None:
    """Queue a send to people who all consent, due at once."""
    message = compiled(html=HTML)
    fill(PEOPLE, at=house.clock.now(), barred=0, messages={"": message}, domain="ex.example")
    print("ready", house.folder, flush=True)


if __name__ == "__main__":
    serve(open_workspace(Path(sys.argv[1])), "127.0.0.1", int(sys.argv[2]), queue)
