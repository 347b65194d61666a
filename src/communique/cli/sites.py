"""A site opened for a command: its settings, its store, its profile as the log has it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from communique.config import Config, load
from communique.core.profile import Profile
from communique.store.db import Store, open_store
from communique.store.query import registry


def site_argument(command: argparse.ArgumentParser) -> None:
    """Give a command its SITE."""
    command.add_argument("site", type=Path, metavar="SITE", help="the site's folder")


def config_of(given: argparse.Namespace) -> Config:
    """Return the settings of the SITE given."""
    return load(given.site)


@contextmanager
def read(config: Config) -> Iterator[tuple[Store, Profile]]:
    """Give the site's store and the profile in force, as its log has it."""
    with open_store(config.store) as store:
        yield store, Profile.of(registry(store))
