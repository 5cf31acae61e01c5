"""Call a verb from any door: here when this process may own the workspace, else at its owner's."""

import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from passerelle.base.errors import Bug, OutsideError, PasserelleError, UserError
from passerelle.base.language import Language, Text
from passerelle.verbs.answer import Json
from passerelle.verbs.catalogue import Verb, verb_named
from passerelle.verbs.failures import in_words
from passerelle.verbs.house import Actor, House
from passerelle.verbs.owner import OwnerCard, Ownership, own_or_find
from passerelle.verbs.progress import Listener, Step, heard_by
from passerelle.verbs.workspace import Workspace

CONNECTING = 5
"""Tries to reach an owner that holds the lock: about eight seconds in all."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a verb said: its answer as plain JSON, and what a terminal exits with."""

    answer: Json
    code: int = 0


class ForwardedError(PasserelleError):
    """The owner answered with an error of ours; its words are kept in both languages."""

    def __init__(self, words: Json, code: int) -> None:
        super().__init__(words.get("en", ""))
        self.words = words
        self.exit_code = code

    def read(self, language: Language) -> str:
        """Give the owner's words."""
        return str(self.words.get(language, ""))


def call(
    workspace: Workspace, name: str, arguments: Json, listener: Listener | None = None
) -> Said:
    """Run a verb and give what it says, wherever it is run.

    Raises:
        PasserelleError: what the verb raises, also when it ran in the owner's process.
    """
    verb = verb_named(name)
    if verb.needs == "text":
        return perform(House(workspace), verb, arguments, listener)
    with in_words():
        held = own_or_find(workspace, name, tell=_waiting(listener))
    if isinstance(held, OwnerCard):
        return _forward(held, name, arguments, listener)
    return _perform_as_owner(workspace, verb, arguments, listener, held)


def perform(house: House, verb: Verb, arguments: Json, listener: Listener | None = None) -> Said:
    """Run a verb in this process, in a house that is open or needs none."""
    with heard_by(listener), in_words():
        if verb.needs == "owner":
            house.open_records()
        answer = verb.load()(house, **arguments)
    return Said(answer.as_json(), answer.code)


def words_of(fault: PasserelleError) -> Json:
    """Give an error's words in both languages, for a door."""
    if isinstance(fault, UserError | OutsideError | ForwardedError):
        return {"en": fault.read("en"), "fr": fault.read("fr")}
    return {"en": str(fault), "fr": str(fault)}


def _perform_as_owner(
    workspace: Workspace, verb: Verb, arguments: Json, listener: Listener | None, held: Ownership
) -> Said:
    house = House(workspace, Actor())
    try:
        return perform(house, verb, arguments, listener)
    finally:
        house.close()
        held.release()


def _waiting(listener: Listener | None) -> Any:  # noqa: ANN401
    def tell(card: OwnerCard) -> None:
        if listener:
            listener(
                Step(
                    Text(
                        en=f"Waiting for `{card.verb}` (process {card.pid}) to finish",
                        fr=f"En attente de la fin de `{card.verb}` (processus {card.pid})",
                    )
                )
            )

    return tell


def _forward(card: OwnerCard, name: str, arguments: Json, listener: Listener | None) -> Said:
    """Ask the owner; its answer comes as lines of JSON: steps, then one result or error."""
    import httpx

    url = f"http://127.0.0.1:{card.port}/owner/verbs/{name}"
    headers = {"authorization": f"Bearer {card.token}"}
    # An owner that has just begun holds the lock before it listens: connecting is tried again.
    line = httpx.HTTPTransport(retries=CONNECTING)
    try:
        with (
            httpx.Client(transport=line, timeout=None) as client,  # noqa: S113 (a run may last)
            client.stream("POST", url, json=arguments, headers=headers) as answer,
        ):
            if answer.status_code != HTTPStatus.OK:
                raise Bug(f"the owner answered {answer.status_code}")
            for said_line in answer.iter_lines():
                said = _read_line(json.loads(said_line), listener)
                if said is not None:
                    return said
    except httpx.HTTPError as fault:
        raise _owner_gone(card, str(fault)) from fault
    raise _owner_gone(card, "")


def _read_line(line: Json, listener: Listener | None) -> Said | None:
    if "step" in line and listener:
        listener(Step(Text(**line["step"]), line.get("done"), line.get("total")))
    if "error" in line:
        raise ForwardedError(line["error"], line["code"])
    return Said(line["answer"], line["code"]) if "answer" in line else None


def _owner_gone(card: OwnerCard, answer: str) -> OutsideError:
    return OutsideError(
        Text(
            en=f"The owner of this workspace (process {card.pid}) went away before it answered; ask again.",
            fr=f"Le propriétaire de cet espace (processus {card.pid}) a disparu avant de répondre ; recommencez.",
        ),
        answer=answer,
        may_retry=True,
    )
