"""A wheel carries everything the program looks for."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE
from tests.tools import ROOT, tracked

FIND = "from communique.config import shipped; print(shipped({folder!r}))"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds the wheel's content as pip would lay it out."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_every_file_of_the_package_is_in_the_wheel(installed: Path) -> None:
    kept = {path.relative_to(PACKAGE.parent) for path in tracked() if path.is_relative_to(PACKAGE)}
    assert {str(path) for path in kept if not (installed / path).is_file()} == set()


@pytest.mark.parametrize("folder", ["profiles", "sample"])
def test_an_installed_program_finds_what_is_shipped_with_it(installed: Path, folder: str) -> None:
    found = subprocess.run(
        [sys.executable, "-c", FIND.format(folder=folder)],
        env={"PYTHONPATH": str(installed)},
        cwd=installed,
        check=True,
        capture_output=True,
        text=True,
    )
    shipped = Path(found.stdout.strip())
    assert shipped.is_relative_to(installed)
    expected = [path for path in tracked() if path.is_relative_to(ROOT / folder)]
    assert expected != []
    assert all((shipped / path.relative_to(ROOT / folder)).is_file() for path in expected)
