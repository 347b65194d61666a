"""What waits in the tests of the review list."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.cli.main import main
from communique.outbox.review import Listed
from tests.newsroom.desks import Desk
from tests.newsroom.review.looked_at import PAGE, waiting


@pytest.fixture
def pages(desk: Desk, tmp_path: Path) -> list[Listed]:
    """Return four pages that wait, like cases all of them."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(1, 5):
        (folder / f"{number}.txt").write_text(PAGE.format(number=number), encoding="utf-8")
    assert main(["import", str(desk.config.site), str(folder)]) == 0
    return waiting()
