"""The newsroom on Granian: makes itself ready, listens, says where, and stops when told to."""

from __future__ import annotations

import os
import socket
import stat
import threading
import time
from collections.abc import Callable
from typing import Any

from django.db import connections
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from communique.config import Config
from communique.core.errors import CommuniqueError
from communique.newsroom import prepare
from communique.newsroom.watcher import Watcher

STOP_SECONDS = 5
# Their names change with their content (settings.STORAGES).
STATIC_SECONDS = 365 * 24 * 60 * 60
THREADS_ON_POSTGRESQL = 4
THREADS_IN_TURN = 4
_URL = "COMMUNIQUE_NEWSROOM_URL"
_PARENT_SECONDS = 1.0
_PROBE_SECONDS = 0.02
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
    prepare.make_folder(config)
    os.umask(_umask(config))
    know_address(config, host, chosen)
    prepare.begin(config)
    prepare.prepare()
    prepare.lay_out_static_files()
    if made := prepare.make_first_administrator():
        announce("communique: sign in as {} with password {}".format(*made))
    server = _server(config, host, chosen)
    # The hook is called before the first worker is there, so the word waits for one that listens.
    telling = threading.Thread(
        target=_announce_when_it_listens, args=(host, chosen, announce), daemon=True
    )
    server.on_startup(telling.start)
    # What is open here must not be shared with the processes that are forked from this one.
    connections.close_all()
    with Watcher(_watch, announce):
        server.serve(target_loader=_loaded, wrap_loader=False)


def know_address(config: Config, host: str, port: int) -> None:
    """Have what the newsroom writes to its members lead to where it answers.

    Settings that name an address know better: there may be a proxy before it.
    """
    if not config.newsroom_url:
        os.environ[_URL] = f"http://{_in_an_address(_reached(host))}:{port}"


def _watch(stop: threading.Event) -> None:
    # Here, not above: it needs models, which can be had only once Django knows the newsroom.
    from communique.newsroom.steps.watch import watch

    watch(stop)


def _announce_when_it_listens(host: str, port: int, announce: Announce) -> None:
    """Say the newsroom's address once a connection is taken there."""
    while True:
        try:
            socket.create_connection((_reached(host), port), timeout=1).close()
            break
        except OSError:
            time.sleep(_PROBE_SECONDS)
    announce(f"communique: newsroom at http://{_in_an_address(host)}:{port}/")


def _reached(host: str) -> str:
    """Return where this machine itself finds a host that it listens on."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  # compared only


def _in_an_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _server(config: Config, host: str, port: int) -> Any:
    return Server(
        "communique.newsroom.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        # One process: requests are counted in its memory, and it is few who edit.
        workers=1,
        # On SQLite they take turns (turns.py), and most of them wait for what comes in slowly.
        blocking_threads=THREADS_ON_POSTGRESQL if config.database else THREADS_IN_TURN,
        log_level=LogLevels.error,
        backlog=1024,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        static_path_route=["/static"],
        static_path_mount=[config.newsroom / "static"],
        static_path_expires=STATIC_SECONDS,
    )


def _umask(config: Config) -> int:
    """Return what no file made here may allow: others nothing, the group what the folder allows.

    A registrar that is another user shares the folder's group: it reads what goes out with a
    release (folder 2750), or writes the outbox in SQLite's file too (2770).
    """
    return 0o077 & ~stat.S_IMODE(config.newsroom.stat().st_mode)


def _loaded(*_: Any) -> Any:
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    from communique.newsroom.wsgi import application

    return application


def _end_with(parent: int) -> None:
    """End this worker once the process that started it is gone: killed, it cannot say so."""
    while os.getppid() == parent:
        time.sleep(_PARENT_SECONDS)
    os._exit(1)


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
