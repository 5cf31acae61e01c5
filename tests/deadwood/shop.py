"""A small demo shop, imported once, that plans are tried on."""

from datetime import UTC, date, datetime, time
from pathlib import Path

from passerelle.base.clock import FixedClock
from passerelle.demo.world import make_world
from passerelle.demo.write import write_world
from passerelle.verbs.house import Actor, House
from passerelle.verbs.import_data import import_data
from passerelle.verbs.record import record
from passerelle.verbs.workspace import open_workspace

TODAY = date(2027, 1, 12)
PEOPLE = 400
SEED = 7


def make_shop(folder: Path) -> tuple[House, dict[str, str]]:
    """Write and import the shop; give it, and the demo's own plan texts."""
    world = make_world(SEED, people=PEOPLE, months=24, today=TODAY)
    write_world(world, folder)
    workspace = open_workspace(folder, FixedClock(datetime.combine(TODAY, time(11), UTC)))
    house = House(workspace, Actor("directrice-marketing", "strategist", "marketing"))
    texts = house.texts()
    record(house, "premiers textes")
    import_data(house)
    for name in texts:
        (folder / name).unlink()
    return house, texts
