"""A portal that tests of its pages share; none of them writes to its site."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from communique.public.app import Portal
from tests.public.asking import lakes, portal_of


@pytest.fixture(scope="session")
def lake_portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """Return the portal of the lakes, with a release of every state and shape."""
    portal = portal_of(lakes(tmp_path_factory.mktemp("lakes") / "site"))
    yield portal
    portal.shelf.close()
