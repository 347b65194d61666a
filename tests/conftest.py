"""What every test may ask for."""

from dataclasses import dataclass
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


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Tell of a failure when it comes: whoever ends a long run early has seen it."""
    if reporter := config.pluginmanager.getplugin("terminalreporter"):
        config.pluginmanager.register(_Told(reporter))


@dataclass(frozen=True, slots=True)
class _Told:
    reporter: pytest.TerminalReporter

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            why = [line for line in report.longreprtext.splitlines() if line.startswith("E ")]
            self.reporter.write_line("")
            self.reporter.write_line("\n".join([f"{report.nodeid} ({report.when})", *why[:3]]))


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> GoldenFile:
    """Compare bytes with a file of tests/golden, or write it under --update-golden."""
    return GoldenFile(
        folder=Path(__file__).parent / "golden",
        update=bool(request.config.getoption("--update-golden")),
    )
