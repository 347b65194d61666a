"""Sites whose newsroom has an outbox, in either database."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.config import Config
from tests.postgres import postgres_cluster as postgres_cluster
from tests.registrar.waiting import on_postgresql, open_newsroom
from tests.sites import small_site


@pytest.fixture
def desk_site(tmp_path: Path) -> Config:
    """Return a small site with an outbox in SQLite."""
    site = small_site(tmp_path / "site")
    open_newsroom(site)
    return site


@pytest.fixture(params=["sqlite", "postgresql"])
def either_site(request: pytest.FixtureRequest, tmp_path: Path) -> Config:
    """Return a small site with an outbox, in each database."""
    site = small_site(tmp_path / "site")
    if request.param == "postgresql":
        site = on_postgresql(site, request.getfixturevalue("postgres_cluster").new_database())
    open_newsroom(site)
    return site
