"""A whole house and Debian's Chromium to walk through it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.gallery import ARGUMENTS
from tests.journeys.house import House, house
from tests.postgres import Cluster, postgres_cluster
from tests.prepared import Prepared
from tests.tools import PATIENCE_MS, chromium

__all__ = ["postgres_cluster"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Give a headless Chromium."""
    path = chromium()
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def home(prepared: Prepared, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[House]:
    """Give a site of its own with newsroom, registrar and portal running, on SQLite.

    On PostgreSQL for a test that asks for it: `indirect`, with `postgresql` as the parameter.
    """
    database = ""
    if getattr(request, "param", "sqlite") == "postgresql":
        cluster: Cluster = request.getfixturevalue("postgres_cluster")
        database = cluster.new_database()
    with house(tmp_path, prepared, database=database) as made:
        yield made
