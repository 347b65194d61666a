"""The record as the public plane holds it open: store, log, profile, and the day it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from time import monotonic

from communique.config import Config
from communique.core.errors import InvalidProfile
from communique.core.profile import Profile
from communique.log.note import Verifier
from communique.log.reader import LogReader
from communique.public.errors import NotFound
from communique.render.messages import N_
from communique.render.registry.setting import Setting
from communique.render.site import SiteView, site_view
from communique.store.db import Store, open_store
from communique.store.query import registry, registry_version, tree_size

Clock = Callable[[], datetime]
GOOD_SECONDS = 0.005
KEPT_SETTINGS = 64


def now() -> datetime:
    """Return the instant it is."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What one request is answered from: one state of the store, on one day.

    today: the day it is, UTC.  size: how many entries the log held at the time that a reader
    travels to, None for now; the profile is that of the time.
    """

    config: Config
    store: Store
    profile: Profile
    log: LogReader
    today: date
    size: int | None = None
    _settings: dict[tuple[str, date], Setting] = field(default_factory=dict)

    def setting(self, lang: str, on: date | None = None) -> Setting:
        """Return what the pages of a language are made with on a day, today where none is said."""
        day = on or self.today
        if (lang, day) not in self._settings:
            if len(self._settings) > KEPT_SETTINGS:
                self._settings.clear()
            site = site_view(
                self.profile,
                lang,
                url=self.config.url,
                on=day,
                today=self.today,
                sample=self.config.sample,
                size=self.size,
            )
            self._settings[lang, day] = Setting(self.profile, site)
        return self._settings[lang, day]

    def site(self, lang: str, on: date | None = None) -> SiteView:
        """Return what all pages of a language share on a day, today where none is said."""
        return self.setting(lang, on).site

    def at(self, size: int) -> Record:
        """Return the record as the log held it at a size.

        Raises NotFound past the size it has, and before its first entries named the organisation.
        """
        held = tree_size(self.store)
        if size > held:
            raise NotFound(
                N_("The log holds %(held)s entries, not yet %(size)s."), held=held, size=size
            )
        try:
            profile = Profile.of(registry(self.store, size))
        except InvalidProfile:
            raise NotFound(
                N_("At %(size)s entries the log named no organisation."), size=size
            ) from None
        return replace(self, profile=profile, size=size, _settings={})


class Shelf:
    """Keeps the record open between requests, in one thread, and opens it anew when it moved."""

    def __init__(self, config: Config, clock: Clock = now) -> None:
        """Open the site's store; its errors where it cannot be."""
        self.config = config
        self._clock = clock
        self._store = open_store(config.store)
        self._record: Record | None = None
        self._held: tuple[tuple[Path, int], Profile] | None = None
        self._state: tuple[object, ...] = ()
        self._seen: tuple[object, ...] = ()
        self._good_until = 0.0

    @cached_property
    def log(self) -> LogReader:
        """Return the site's log; KeyRefused where its verifier key is none."""
        key = self.config.verifier.read_text(encoding="utf-8")
        return LogReader(self.config.log, Verifier.from_text(key))

    def state(self) -> tuple[object, ...]:
        """Return what changes whenever any page may: generation, its version, and the day.

        Reopens the store where a rebuild has put another in its place. What was found is good
        for five milliseconds: to ask the disk for every request would cost more than a page that
        is kept, and readers are promised two seconds.
        """
        asked_at, day = monotonic(), self._clock().toordinal()
        if asked_at < self._good_until and self._seen[-1] == day:
            return self._seen
        self._seen = (*self._look(), day)
        self._good_until = asked_at + GOOD_SECONDS
        return self._seen

    def _look(self) -> tuple[object, ...]:
        if not self._store.is_current():
            fresh = open_store(self.config.store)
            self._store.close()
            self._store = fresh
        store = self._store
        return (store.generation.name, store.data_version())

    def record(self) -> Record:
        """Return the record as it stands now."""
        state = self.state()
        if self._record is None or state != self._state:
            self._record = self._read()
            self._state = state
        return self._record

    def _read(self) -> Record:
        return Record(
            config=self.config,
            store=self._store,
            profile=self._profile(),
            log=self.log,
            today=self._clock().date(),
        )

    def _profile(self) -> Profile:
        """Return the profile, read anew only where an entry of the registry was added."""
        version = (self._store.generation, registry_version(self._store))
        if self._held is None or self._held[0] != version:
            self._held = (version, Profile.of(registry(self._store)))
        return self._held[1]

    def close(self) -> None:
        """Give the store's files back."""
        self._store.close()
