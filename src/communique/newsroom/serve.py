"""The newsroom on Granian: makes itself ready, listens, says where, and stops when told to."""

from __future__ import annotations

import multiprocessing
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from communique.config import Config
from communique.core.errors import CommuniqueError
from communique.newsroom import prepare

STOP_SECONDS = 5
STATIC_SECONDS = 300
AGAIN_SECONDS = 2.0
PROBE_SECONDS = 0.02
Announce = Callable[[str], None]


class NewsroomCannotListen(CommuniqueError):
    """An address and port that the newsroom cannot listen on."""

    code = "newsroom.cannot-listen"
    hint = "Choose another with --host and --port; port 0 takes any that is free."


def serve(config: Config, *, host: str, port: int, announce: Announce) -> None:
    """Serve the newsroom until SIGTERM or SIGINT; say its address when it is ready.

    The first start makes one administrator and says a random password, once. Raises NoNewsroom
    where folder or database refuse, NewsroomCannotListen where the port cannot be taken.
    """
    chosen = _free_port(host, port)
    prepare.begin(config)
    prepare.prepare()
    prepare.lay_out_static_files()
    if made := prepare.make_first_administrator():
        announce("communique: sign in as {} with password {}".format(*made))
    server = Server(
        "communique.newsroom.wsgi:application",
        address=host,
        port=chosen,
        interface=Interfaces.WSGI,
        workers=1,
        # SQLite lets one write at a time: more threads would wait for each other. PostgreSQL not.
        blocking_threads=4 if config.database else 1,
        log_level=LogLevels.error,
        backlog=1024,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        static_path_route=["/static"],
        static_path_mount=[config.newsroom / "static"],
        static_path_expires=STATIC_SECONDS,
    )
    # The hook is called before the first worker is there, so the word waits for one that listens.
    telling = threading.Thread(
        target=_announce_when_it_listens, args=(host, chosen, announce), daemon=True
    )
    server.on_startup(telling.start)
    with _Watch(config.site, announce):
        server.serve(target_loader=_loaded, wrap_loader=False)


def _announce_when_it_listens(host: str, port: int, announce: Announce) -> None:
    """Say the newsroom's address once a connection is taken there."""
    reached = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  # compared only
    while True:
        try:
            socket.create_connection((reached, port), timeout=1).close()
            break
        except OSError:
            time.sleep(PROBE_SECONDS)
    shown = f"[{host}]" if ":" in host else host
    announce(f"communique: newsroom at http://{shown}:{port}/")


class _Watch:
    """Keeps the watch over late orders in a process of its own, and starts it again if it falls."""

    def __init__(self, site: Path, announce: Announce) -> None:
        self._site, self._announce = site, announce
        self._is_over = threading.Event()
        self._keeper = threading.Thread(target=self._keep, daemon=True)
        # Not forked: the process that serves has threads and open databases.
        self._processes = multiprocessing.get_context("spawn")
        self._running: Any = None

    def __enter__(self) -> None:
        self._keeper.start()

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        if self._running is not None:
            self._running.terminate()
        self._keeper.join(STOP_SECONDS)

    def _keep(self) -> None:
        while not self._is_over.is_set():
            self._running = self._processes.Process(target=_watch, args=(self._site,), daemon=True)
            self._running.start()
            self._running.join()
            if not self._is_over.is_set():
                self._announce("communique: the watch over late orders fell; it is started again")
                time.sleep(AGAIN_SECONDS)


def _watch(site: Path) -> None:
    # Here, not above: this runs in a process that has to learn of the newsroom first.
    from communique.config import load

    prepare.begin(load(site))
    from communique.newsroom.steps.watch import watch

    watch(threading.Event())


def _loaded(*_: Any) -> Any:
    from communique.newsroom.wsgi import application

    return application


def _free_port(host: str, port: int) -> int:
    """Return the port, or a free one for 0; NewsroomCannotListen where it is taken or not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
            return int(probe.getsockname()[1])
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        said = f"{host}:{port} cannot be listened on: {reason.lower()}"
        raise NewsroomCannotListen(said) from None
