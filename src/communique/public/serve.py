"""The portal on Granian: listens, says where, and stops cleanly when told to."""

from __future__ import annotations

import socket
import sys
import threading
import time
from functools import partial
from typing import Any

from granian.constants import Interfaces, Loops
from granian.log import LogLevels
from granian.server import Server

from communique.config import Config
from communique.core.errors import CommuniqueError
from communique.public.app import application

STOP_SECONDS = 5
PROBE_SECONDS = 0.02


class CannotListen(CommuniqueError):
    """An address and port that cannot be listened on."""

    code = "serve.cannot-listen"
    hint = "Choose another with --host and --port; port 0 takes any that is free."


def serve(config: Config, *, host: str, port: int, workers: int = 1) -> None:
    """Serve the portal until SIGTERM or SIGINT; print its address when it is ready.

    Raises the store's errors where the record cannot be opened, CannotListen where the port
    cannot be taken.
    """
    # Opened once before listening, so that what is wrong is said here and not to a reader.
    application(config).shelf.close()
    chosen = _free_port(host, port)
    server = Server(
        "communique.public.app:application",
        address=host,
        port=chosen,
        interface=Interfaces.ASGINL,
        workers=workers,
        loop=Loops.uvloop,
        log_level=LogLevels.error,
        backlog=1024,
        respawn_failed_workers=True,
        # A worker now and then misses the signal that stops it; nobody waits for it for ever.
        workers_kill_timeout=STOP_SECONDS,
    )
    # The hook is called before the first worker is there, so the word waits for one that listens.
    telling = threading.Thread(target=_say_when_it_listens, args=(host, chosen), daemon=True)
    server.on_startup(telling.start)
    server.serve(target_loader=partial(_loaded, config), wrap_loader=False)


def _say_when_it_listens(host: str, port: int) -> None:
    """Print the portal's address once a connection is taken there."""
    reached = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  # compared only
    while True:
        try:
            socket.create_connection((reached, port), timeout=1).close()
            break
        except OSError:
            time.sleep(PROBE_SECONDS)
    shown = f"[{host}]" if ":" in host else host
    sys.stdout.write(f"communique: portal at http://{shown}:{port}/\n")
    sys.stdout.flush()


def _loaded(config: Config, *_: Any) -> Any:
    return application(config)


def _free_port(host: str, port: int) -> int:
    """Return the port, or a free one for 0; CannotListen where it is taken or not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
            return int(probe.getsockname()[1])
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CannotListen(f"{host}:{port} cannot be listened on: {reason.lower()}") from None
