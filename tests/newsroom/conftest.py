"""A newsroom for each test: a real site on a real disk, with a real database of its own.

SQLite, or PostgreSQL where COMMUNIQUE_TEST_DATABASE is `postgresql`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from django.test import override_settings

from communique.config import Config
from communique.newsroom import site
from communique.newsroom.database import database_of
from communique.newsroom.mail import mail_of
from communique.newsroom.prepare import begin, prepare
from tests.newsroom.desks import Desk
from tests.sites import small_site


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """Make one site with an empty newsroom, which every test copies."""
    config = small_site(tmp_path_factory.mktemp("template") / "site")
    begin(config)
    prepare()
    connections.close_all()
    return config


@pytest.fixture
def desk(template: Config, tmp_path: Path) -> Iterator[Desk]:
    """Give a newsroom of its own, with one member of each role."""
    config = replace(template, site=tmp_path / "site")
    shutil.copytree(template.site, config.site)
    os.environ[site.VARIABLE] = str(config.site)
    site.config.cache_clear()
    _connect(database_of(config))
    changed = {
        **mail_of(config),
        "MEDIA_ROOT": config.newsroom / "media",
        # A slow hash is for passwords that matter.
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
        "STATIC_ROOT": config.newsroom / "static",
    }
    with override_settings(**changed):
        yield Desk.opened(config)
    connections.close_all()


def _connect(database: dict[str, object]) -> None:
    """Turn Django to another database."""
    connections.close_all()
    settings.DATABASES["default"] = database
    connections.configure_settings(settings.DATABASES)
    with suppress(AttributeError):
        del connections["default"]
