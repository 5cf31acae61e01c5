"""``demo``: build a shop whose true effects are known, run the loop once, and report it with its commands."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from passerelle.base.clock import SystemClock, today
from passerelle.base.errors import Refused
from passerelle.base.language import Text
from passerelle.verbs.answer import Answer, Json
from passerelle.verbs.house import Actor, House
from passerelle.verbs.owner import own
from passerelle.verbs.progress import Listener, heard_by, tell
from passerelle.verbs.working_copy import write_file
from passerelle.verbs.workspace import open_workspace

if TYPE_CHECKING:
    from passerelle.demo.responses import Sent
    from passerelle.demo.world import World

MONTHS = 24
HOLD = 60
"""Seconds in which a person can still stop a send of the demo, as its settings say."""

TO_ANSWER = timedelta(minutes=20)
"""In the demo the invented customers live fourteen days in this time."""

ZONE = "Europe/Paris"
TEAM = (
    ("directrice-marketing", "strategist", "marketing", "directrice-marketing"),
    ("responsable-crm", "campaign_manager", "marketing", "responsable-crm"),
    ("analyste", "analyst", "marketing", "analyste"),
    ("chef-des-ventes", "sales", "vente", "chef-des-ventes"),
    ("responsable-boutique", "sales", "boutique", "responsable-boutique"),
    ("lecteur", "reader", "", ""),
)
"""People of the demo: username, role, team, person of the plan."""


@dataclass(frozen=True, slots=True)
class Demonstrated(Answer):
    """The story in order: each section has a title, the verb's own answer, and its command."""

    folder: str
    sections: tuple[Json, ...]
    refused: Text
    seconds: Json


@dataclass
class _Story:
    """What the demo gathers on its way."""

    house: House
    world: "World"
    sections: list[Json] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    refused: Text = field(default_factory=lambda: Text(en="", fr=""))

    def add(self, title: Text, verb: str, answer: Json, command: str) -> None:
        """Add one section."""
        self.sections.append(
            {"title": title.as_json(), "verb": verb, "answer": answer, "command": command}
        )

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        """Time a part of the story, in seconds."""
        start = time.monotonic()
        yield
        self.seconds[name] = round(self.seconds.get(name, 0.0) + time.monotonic() - start, 1)


def build_demo(
    folder: Path, people: int, seed: int, listener: Listener | None, hold: int = HOLD
) -> Demonstrated:
    """Build the demo shop in ``folder`` and run the loop once; a send is held ``hold`` seconds.

    Raises:
        Refused: the folder holds something else, or a server holds the demo.
    """
    _refuse_strangers(folder)
    with heard_by(listener):
        started = time.monotonic()
        world = _write(folder, people, seed, hold)
        workspace = open_workspace(folder)
        with own(workspace, "demo"):
            house = House(workspace, Actor("demo", "administrator"))
            house.open_records()
            story = _Story(house, world, seconds={"install": _install_seconds()})
            story.seconds["fill"] = round(time.monotonic() - started, 1)
            try:
                _tell_story(story)
            finally:
                _close(house)
    story.seconds["all"] = round(time.monotonic() - started + story.seconds["install"], 1)
    return Demonstrated(str(folder), tuple(story.sections), story.refused, dict(story.seconds))


def _tell_story(story: _Story) -> None:
    from passerelle.demo.story import AUTHOR, REPAIR
    from passerelle.verbs.check import check_revision
    from passerelle.verbs.edit import Wanted, edit
    from passerelle.verbs.import_data import import_data
    from passerelle.verbs.ownership import FIRST
    from passerelle.verbs.preview import preview
    from passerelle.verbs.record import record

    house = story.house
    _make_team()
    author = house.seen_by(Actor(AUTHOR, "strategist", "marketing"))
    record(author, FIRST.read(house.settings.language))
    with story.timed("fill"):
        import_data(house)
    with story.timed("loop"):
        first = check_revision(house, 1).as_json()
        preview(author)
        story.refused = _refusal(author)
        change: Wanted = {"node": REPAIR.node, "field": REPAIR.field, "value": REPAIR.value}
        edit(author, [change], REPAIR.reason.read(house.settings.language))
        previewed = _acknowledged_preview(author)
        story.add(
            Text(en="Findings of the first plan", fr="Constats du premier plan"),
            "check",
            first,
            "check --revision 1",
        )
        story.add(
            Text(en="What apply would change", fr="Ce que l'application changerait"),
            "preview", previewed, f"preview --saved {previewed['revision']}",
        )  # fmt: skip
        _carry_out(story, author)


def _acknowledged_preview(author: House) -> Json:
    """Preview, let sales read what they are asked to read, and preview again."""
    from passerelle.verbs.converse import acknowledge
    from passerelle.verbs.preview import preview

    asked = preview(author).as_json()
    readers = {team: Actor(name, role, team) for name, role, team, _ in TEAM if role == "sales"}
    for row in asked["readers"]:
        if row["who"] in readers and not row["answer"]:
            acknowledge(author.seen_by(readers[row["who"]]), row["about"], "read")
    return preview(author).as_json()


def _carry_out(story: _Story, author: House) -> None:
    from passerelle.verbs.adjust import adjust
    from passerelle.verbs.apply import apply
    from passerelle.verbs.audience import audiences
    from passerelle.verbs.measure import board
    from passerelle.verbs.run import run
    from passerelle.verbs.send import sends

    house = story.house
    applied = apply(author).as_json()
    _wait_for_hold(applied)
    run(author)
    _respond(story)
    story.add(
        Text(en="Audiences", fr="Audiences"), "audiences", audiences(house).as_json(), "audience"
    )
    story.add(
        Text(en="What was sent", fr="Ce qui a été envoyé"), "sends", sends(house).as_json(), "send"
    )
    story.add(
        Text(en="KPIs and key results", fr="Indicateurs et résultats clés"),
        "board",
        board(house).as_json(),
        "measure",
    )
    story.add(
        Text(en="Forecasts and proposals", fr="Prévisions et propositions"),
        "adjust",
        adjust(house).as_json(),
        "adjust",
    )


def _refusal(author: House) -> Text:
    """Apply, and keep the words in which it refuses."""
    from passerelle.verbs.apply import apply

    try:
        apply(author)
    except Refused as fault:
        return Text(en=fault.read("en"), fr=fault.read("fr"))
    return Text(en="", fr="")


def _wait_for_hold(applied: Json) -> None:
    """Wait until the sends may leave: the time in which a person could still stop them."""
    total = int(applied["hold_seconds"]) + 1 if applied["queued"] else 0
    for second in range(total):
        tell(
            Text(
                en="Held: a send can still be stopped",
                fr="En attente : un envoi peut encore être arrêté",
            ),
            second,
            total,
        )
        time.sleep(1)


def _respond(story: _Story) -> None:
    """Let the invented customers answer what they received, and import their answers."""
    from passerelle.demo.responses import Sent, respond, write_responses
    from passerelle.records.delivery import Delivery
    from passerelle.verbs.import_data import import_data
    from passerelle.verbs.keep_readings import keep_readings

    house = story.house
    rows = Delivery.objects.filter(state="sent") | Delivery.objects.filter(reason="holdout")
    sent = [
        Sent(
            row.person,
            row.send.code,
            "holdout" if row.reason == "holdout" else row.arm,
            row.sent_at or row.at,
        )
        for row in rows.select_related("send").order_by("pk")
    ]
    tell(Text(en="Customers answer", fr="Les clients répondent"))
    answers = respond(story.world, sent, within=_time_to_answer(house, sent))
    write_responses(story.world, answers, house.folder)
    for source in ("suites_evenements", "suites_commandes"):
        import_data(house, source)
    revision = _applied_number()
    keep_readings(house, revision)


def _time_to_answer(house: House, sent: "list[Sent]") -> timedelta:
    """Twenty minutes, or less before midnight: measures of today count what happens today."""
    from passerelle.verbs.audience import moment_of

    end = moment_of(house)
    left = min((end - one.at for one in sent), default=TO_ANSWER)
    return max(min(TO_ANSWER, left), timedelta(seconds=1))


def _applied_number() -> int:
    from passerelle.records.revisions import applied

    found = applied()
    return found.number if found else 0


def _make_team() -> None:
    """Make the demo's people, one a role; they sign in with links only."""
    from passerelle.records.people import User

    for username, role, team, person in TEAM:
        if not User.objects.filter(username=username).exists():
            User.objects.create_user(
                username, role=role, team=team, person=person, name=username.replace("-", " ")
            )


def _write(folder: Path, people: int, seed: int, hold: int) -> "World":
    from passerelle.demo.world import make_world
    from passerelle.demo.write import write_world

    tell(
        Text(
            en=f"Inventing a shop of {people:,} people",
            fr=f"Invention d'une boutique de {people} personnes",
        )
    )
    world = make_world(seed, people=people, months=MONTHS, today=today(SystemClock(), ZONE))
    write_world(world, folder)
    path = folder / "passerelle.yaml"
    text = path.read_text("utf-8").replace(f"hold_seconds: {HOLD} ", f"hold_seconds: {hold} ")
    write_file(path, text)
    return world


def _refuse_strangers(folder: Path) -> None:
    """Build over an older demo only, never over something else."""
    import shutil

    if not folder.exists():
        return
    if not (folder / "truth.json").exists() and any(folder.iterdir()):
        raise Refused(
            Text(
                en=f"{folder} is not empty and is no demo.",
                fr=f"{folder} n'est pas vide et n'est pas une démonstration.",
            ),
            Text(en="Name another folder.", fr="Nommez un autre dossier."),
        )
    if (folder / "passerelle.yaml").exists():
        with own(open_workspace(folder), "demo"):
            pass
    shutil.rmtree(folder)


def _install_seconds() -> float:
    """Seconds that the set-up took, as the Makefile measured them."""
    try:
        return float(os.environ.get("PASSERELLE_INSTALL_SECONDS", "0"))
    except ValueError:
        return 0.0


def _close(house: House) -> None:
    from passerelle.verbs.workflows import stop_workflows

    stop_workflows()
    house.close()
