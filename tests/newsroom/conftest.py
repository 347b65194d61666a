"""A newsroom for each test: a real site on a real disk, with a real database of its own.

SQLite, or PostgreSQL where COMMUNIQUE_TEST_DATABASE is `postgresql`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import django
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.test import override_settings
from django.test.utils import setup_test_environment

from communique.config import Config
from communique.newsroom import site
from communique.newsroom.database import database_of
from communique.newsroom.mail import mail_of
from communique.newsroom.prepare import SETTINGS, begin, prepare
from tests.newsroom.desks import Desk, forget_connections
from tests.postgres import Cluster, postgres_cluster
from tests.prepared import Prepared

__all__ = ["postgres_cluster"]

DATABASE = "COMMUNIQUE_DATABASE"

# Before any test is read: they import models. The site comes with the fixtures.
os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
django.setup()
# Answers remember the context their template was given.
setup_test_environment()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, on PostgreSQL, what touches no database or asserts the same of any."""
    if os.environ.get("COMMUNIQUE_TEST_DATABASE") != "postgresql":
        return
    left_out = [one for one in items if not _has_a_reason_for_postgresql(one)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [one for one in items if one not in left_out]


def _has_a_reason_for_postgresql(item: pytest.Item) -> bool:
    is_ours = item.path.is_relative_to(Path(__file__).parent)
    is_asked = "cluster" in getattr(item, "fixturenames", ())
    return not is_ours or (is_asked and item.get_closest_marker("any_database") is None)


@pytest.fixture(scope="session")
def cluster(request: pytest.FixtureRequest) -> Cluster | None:
    """Give the server whose databases the tests use; None for SQLite."""
    if os.environ.get("COMMUNIQUE_TEST_DATABASE") != "postgresql":
        return None
    started: Cluster = request.getfixturevalue("postgres_cluster")
    return started


@pytest.fixture(scope="session")
def template(
    tmp_path_factory: pytest.TempPathFactory, prepared: Prepared, cluster: Cluster | None
) -> Config:
    """Make one site with a newsroom of one member a role, which every test copies."""
    config = prepared.bare(tmp_path_factory.mktemp("template") / "site")
    if cluster:
        config = replace(config, database=cluster.new_database())
    with _at(config):
        begin(config)
        prepare()
        Desk.opened(config)
    # A newsroom that is served lays them out again.
    shutil.rmtree(config.newsroom / "static")
    return config


@pytest.fixture
def desk(template: Config, cluster: Cluster | None, tmp_path: Path) -> Iterator[Desk]:
    """Give a newsroom of its own, with one member of each role."""
    config = replace(template, site=tmp_path / "site")
    shutil.copytree(template.site, config.site)
    if cluster:
        config = replace(config, database=cluster.new_database(like=template.database))
    with _at(config):
        yield Desk(config=config)
    if cluster:
        cluster.drop(config.database)


@contextmanager
def _at(config: Config) -> Iterator[None]:
    """Turn Django to a site, as if this process had been started for it."""
    before = {name: os.environ.get(name) for name in (site.VARIABLE, DATABASE)}
    os.environ |= {site.VARIABLE: str(config.site), DATABASE: config.database}
    site.config.cache_clear()
    _connect(database_of(config))
    # Requests are counted there, by the minute.
    cache.clear()
    changed = {
        **mail_of(config),
        "MEDIA_ROOT": config.newsroom / "media",
        # A slow hash is for passwords that matter.
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
        "STATIC_ROOT": config.newsroom / "static",
        # Nothing is laid out for browsers here, so files have the names they were given.
        "STORAGES": {
            **settings.STORAGES,
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
    }
    try:
        with override_settings(**changed):
            yield
    finally:
        connections.close_all()
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value
        site.config.cache_clear()


def _connect(database: dict[str, object]) -> None:
    """Turn Django to another database."""
    connections.close_all()
    settings.DATABASES["default"] = database
    connections.configure_settings(settings.DATABASES)
    forget_connections()
