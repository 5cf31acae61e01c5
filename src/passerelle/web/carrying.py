"""Carrying the plan out from a page: the work goes on in its own thread, and pages show where it is."""

import logging
from dataclasses import dataclass, field
from threading import Lock, Thread
from typing import Any

from django.db import connections

from passerelle.base.errors import Bug, PasserelleError
from passerelle.verbs.call import perform, words_of
from passerelle.verbs.catalogue import verb_named
from passerelle.verbs.house import House
from passerelle.verbs.progress import Step

log = logging.getLogger("passerelle.web")

Json = dict[str, Any]


@dataclass
class Carrying:
    """One run as pages see it.

    ``steps`` are the texts told so far, the last one with how far it is; ``answer`` is what the
    verb ``run`` said; ``wrong`` the words and the repair of what ended it.
    """

    by: str
    started: str
    steps: list[Json] = field(default_factory=list)
    done: int | None = None
    total: int | None = None
    answer: Json | None = None
    wrong: list[Json] = field(default_factory=list)
    over: bool = False

    def hear(self, step: Step) -> None:
        """Note where the work is; the same words again only move its count."""
        words = step.text.as_json()
        if not self.steps or self.steps[-1] != words:
            self.steps.append(words)
        self.done, self.total = step.done, step.total


_lock = Lock()
_latest: dict[str, Carrying] = {}


def latest(house: House) -> Carrying | None:
    """Give the run that goes on, or else the last one that this server carried out."""
    return _latest.get(str(house.folder))


def begin(house: House) -> Carrying:
    """Carry the plan in force out, as the house's actor; one run at a time, a second call joins it."""
    with _lock:
        going = latest(house)
        if going is not None and not going.over:
            return going
        begun = Carrying(by=house.actor.name, started=house.clock.now().isoformat())
        _latest[str(house.folder)] = begun
    Thread(target=_work, args=(house, begun), name="run", daemon=True).start()
    return begun


def _work(house: House, begun: Carrying) -> None:
    try:
        begun.answer = perform(house, verb_named("run"), {}, begun.hear).answer
    except PasserelleError as fault:
        faults = getattr(fault, "faults", ())
        begun.wrong = [one.as_json() for one in faults] or [{"what": words_of(fault), "fix": None}]
    except Exception as fault:
        log.exception("run failed")
        begun.wrong = [{"what": words_of(Bug(f"run: {fault!r}")), "fix": None}]
    finally:
        connections.close_all()
        begun.over = True
