"""What every test may ask for."""

from pathlib import Path

import pytest
from hypothesis import settings

from tests.golden_file import GoldenFile
from tests.prepared import prepared as prepared

# A slow machine is no defect, so no example has a deadline.
settings.register_profile("communique", deadline=None)
settings.load_profile("communique")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --update-golden."""
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write golden pages and feeds anew; read the difference before you keep it",
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> GoldenFile:
    """Compare bytes with a file of tests/golden, or write it under --update-golden."""
    return GoldenFile(
        folder=Path(__file__).parent / "golden",
        update=bool(request.config.getoption("--update-golden")),
    )
