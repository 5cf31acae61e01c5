"""``serve``: one process that owns the workspace and answers browsers, forwarded verbs and mail readers."""

import logging
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from passerelle.base.errors import Bug, OutsideError, PasserelleError
from passerelle.verbs.house import House
from passerelle.verbs.owner import Ownership, own
from passerelle.verbs.workspace import Workspace

# The door is named by text, as Django's ROOT_URLCONF is: verbs stand below the doors and import none.
WEB = "passerelle.web.server"


@dataclass
class Serving:
    """What the running server shares with its pages: the open house and the owner's lock."""

    house: House
    held: Ownership


log = logging.getLogger("passerelle.worker")

_serving: Serving | None = None


def serving_house() -> House:
    """The house of the running server.

    Raises:
        Bug: no server runs in this process.
    """
    if _serving is None:
        raise Bug("no workspace is served by this process")
    return _serving.house


def owner_token() -> str:
    """The token that forwarded calls must carry."""
    if _serving is None:
        raise Bug("no workspace is served by this process")
    return _serving.held.card.token


def attach(house: House, held: Ownership) -> None:
    """Make ``house`` the one that pages are served from (tests and ``serve``)."""
    global _serving  # noqa: PLW0603 (one process serves one workspace)
    _serving = Serving(house, held)


def serve(
    workspace: Workspace, host: str, port: int, ready: Callable[[House], None] | None = None
) -> None:
    """Own the workspace and serve it until interrupted.

    Args:
        workspace: The workspace.
        host: Address to listen on; the loopback unless someone chose otherwise.
        port: Port to listen on.
        ready: Called once the stores are open, before the first request.

    Raises:
        Refused: another process owns the workspace.
        OutsideError: the port is taken.
    """
    with own(workspace, "serve") as held:
        house = House(workspace.served_at(host, port))
        house.open_records()
        attach(house, held)
        stop = threading.Event()
        worker = threading.Thread(target=_work, args=(house, stop), name="worker", daemon=True)
        try:
            held.listen(port)
            worker.start()
            if ready:
                ready(house)
            import_module(WEB).run(host, port)
        finally:
            stop.set()
            worker.join(timeout=5)
            house.close()


def _work(house: House, stop: threading.Event) -> None:
    """Send what is due, second after second, until the server stops."""
    from passerelle.verbs.send import send_due

    while not stop.wait(1.0):
        try:
            send_due(house)
        except PasserelleError as fault:
            _pause(stop, fault)
        except Exception as fault:
            # The worker outlives whatever befalls one round: what is queued stays queued.
            log.exception("sending what is due failed")
            _pause(stop, fault)


def _pause(stop: threading.Event, fault: Exception) -> None:
    """After a failure that may pass (mail server down, disk full), wait a little and try again."""
    stop.wait(10.0 if isinstance(fault, OutsideError) else 30.0)


def sign_in_link(house: House, host: str, port: int) -> str:
    """Make a one-time link for the administrator, printed on the console only."""
    from passerelle.records.people import User, create_sign_in_link

    user = User.objects.filter(role="administrator").exclude(username="terminal").first()
    if user is None:
        user = User.objects.create_user("admin", role="administrator", name="Administrateur")
    token = create_sign_in_link(user, at=house.clock.now())
    return f"http://{host}:{port}/sign-in/{token}/"


def stop_on_terminate() -> None:
    """Let a polite kill end the server as Ctrl-C does."""

    def end(*_: Any) -> None:  # noqa: ANN401
        raise KeyboardInterrupt

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, end)
    time.sleep(0)
