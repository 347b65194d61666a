"""The watch: looks every second whether something is late, refused or silent, and says so."""

from __future__ import annotations

import logging
import threading
import time
from datetime import UTC, date, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from django.db import Error, connection
from wagtail import hooks

from communique.newsroom.site import config
from communique.newsroom.steps import alarms
from communique.newsroom.steps.entered import catch_up

LOOK_SECONDS = 1.0
LOG = "desk.log"
_LOG_BYTES, _LOGS_KEPT = 2_000_000, 5

_log = logging.getLogger("communique.newsroom.watch")


def watch(stop: threading.Event) -> None:
    """Look every second until told to stop; a database that is away is said once, and awaited."""
    keeper = log_to(config().newsroom / LOG)
    watching = Watch()
    try:
        while not stop.is_set():
            watching.look(datetime.now(UTC))
            stop.wait(LOOK_SECONDS)
    finally:
        connection.close()
        _log.removeHandler(keeper)
        keeper.close()


class Watch:
    """What the watch remembers from one look to the next: whether the database was there."""

    def __init__(self) -> None:
        """Take it to be there."""
        self._is_away = False
        self._kept_on: date | None = None

    def look(self, at: datetime) -> None:
        """Raise what is to be raised, and bring the desk level with the outbox."""
        try:
            alarms.raise_late(at)
            alarms.follow_up(at)
            alarms.listen(at)
            catch_up()
            alarms.mail_new(at)
            self._keep_house(at.date())
        except Error as error:
            # The next look opens it anew; whatever was half done is undone with the connection.
            connection.close()
            if not self._is_away:
                said = " ".join(str(error).split())
                _log.error("the newsroom's database is away, nothing is watched: %s", said)
            self._is_away = True
            return
        if self._is_away:
            _log.warning("the newsroom's database is there again")
        self._is_away = False

    def _keep_house(self, today: date) -> None:
        """Have the rooms do what they do every day."""
        if self._kept_on == today:
            return
        self._kept_on = today
        for duty in hooks.get_hooks("desk_every_day"):
            try:
                duty()
            except OSError as error:
                _log.error("the day's house-keeping waits for tomorrow: %s", error)


def log_to(path: Path) -> logging.Handler:
    """Return what writes the watch's lines into a file of its own, which is kept from growing."""
    lines = RotatingFileHandler(path, maxBytes=_LOG_BYTES, backupCount=_LOGS_KEPT, encoding="utf-8")
    form = logging.Formatter("%(asctime)sZ %(levelname)s %(message)s")
    form.converter = time.gmtime
    form.default_time_format, form.default_msec_format = "%Y-%m-%dT%H:%M:%S", "%s.%03d"
    lines.setFormatter(form)
    _log.addHandler(lines)
    _log.setLevel(logging.INFO)
    return lines
