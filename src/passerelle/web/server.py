"""Serves the web door with uvicorn until it is interrupted."""

import socket

import uvicorn

from passerelle.base.errors import OutsideError
from passerelle.base.language import Text
from passerelle.web.asgi import build


def run(host: str, port: int) -> None:
    """Serve the workspace attached by ``verbs.serving`` until interrupted.

    Args:
        host: Address to listen on.
        port: Port to listen on.

    Raises:
        OutsideError: The port is taken or may not be used.
    """
    with listen(host, port) as listening:
        settings = uvicorn.Config(
            build(),
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=5,
        )
        uvicorn.Server(settings).run(sockets=[listening])


def listen(host: str, port: int) -> socket.socket:
    """Take the port before anything else is started.

    Raises:
        OutsideError: The port is taken or may not be used.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as fault:
        listening.close()
        raise OutsideError(
            Text(
                en=f"Port {port} of {host} cannot be used; choose another with --port.",
                fr=f"Le port {port} de {host} n'est pas utilisable\u202f; "
                "choisissez-en un autre avec --port.",
            ),
            answer=str(fault),
        ) from fault
    return listening
