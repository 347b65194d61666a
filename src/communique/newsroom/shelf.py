"""The record as the desk reads it: the store held open in each thread, and the profile in force."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from threading import local

from communique.core.profile import Profile
from communique.newsroom.site import config
from communique.store.db import Store, open_store
from communique.store.query import registry, registry_version

# In which the desk speaks.
LANG = "en"
_threads = local()


@dataclass(frozen=True, slots=True)
class _Held:
    """A store that is open, and the profile it held at a version of its registry."""

    folder: Path
    store: Store
    version: int
    profile: Profile


def store() -> Store:
    """Return the store of this newsroom's site, opened anew where a rebuild replaced it.

    Raises the store's errors where it cannot be opened.
    """
    return _held().store


def profile() -> Profile:
    """Return the organisation as the record has it now."""
    return _held().profile


def called(vocabulary: str, otherwise: str) -> str:
    """Return what the organisation calls a vocabulary; `otherwise` where the record does not say.

    What one calls its fields of work are another's topics.
    """
    held = profile().vocabularies.get(vocabulary)
    names = held.names if held else ()
    return next((one.text for one in names if one.lang == LANG), otherwise)


def _held() -> _Held:
    held: _Held | None = getattr(_threads, "held", None)
    folder = config().store
    if held is not None and (held.folder != folder or not held.store.is_current()):
        held.store.close()
        held = None
    opened = held.store if held else open_store(folder)
    version = registry_version(opened)
    if held is None or held.version != version:
        held = _Held(folder, opened, version, Profile.of(registry(opened)))
        _threads.held = held
    return held
