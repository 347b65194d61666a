"""Newsrooms made once and copied: their tables cost a quarter of a minute of one core.

Run as `python -m tests.prepared FOLDER`, for Django belongs to one site for life; FOLDER gets
`bare`, a small site whose newsroom has tables and files for browsers and nobody in it, and
`manned`, the same with the members of the journeys, whose secrets are in `secrets.json`.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from communique.config import Config, load
from tests.sites import small_site
from tests.tools import ROOT


@dataclass(frozen=True, slots=True)
class Prepared:
    """Where the newsrooms lie that are made once."""

    folder: Path

    def bare(self, site: Path) -> Config:
        """Return a copy, in a new folder, of the site whose newsroom has no members."""
        return _copied(self.folder / "bare", site)

    def manned(self, site: Path) -> tuple[Config, dict[str, str]]:
        """Return a copy of the one with members, and the secrets of their authenticator apps."""
        secrets = (self.folder / "secrets.json").read_text(encoding="utf-8")
        return _copied(self.folder / "manned", site), json.loads(secrets)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """Give the newsrooms that are made once, for all the processes that run tests side by side."""
    root = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent
    folder = root / "prepared"
    with (root / "prepared.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return Prepared(folder) if folder.exists() else made_in(folder)


def made_in(folder: Path) -> Prepared:
    """Return the newsrooms, made in a new folder by a process of their own."""
    command = [sys.executable, "-m", "tests.prepared", str(folder)]
    made = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, env=_bare(), check=False
    )
    assert made.returncode == 0, made.stderr
    return Prepared(folder)


def main(folder: Path) -> None:
    """Make both sites."""
    # Here, not above: only this process becomes a newsroom's.
    from communique.newsroom.prepare import begin, lay_out_static_files, prepare

    making = folder.with_name("making")
    shutil.rmtree(making, ignore_errors=True)
    site = making / "manned"
    making.mkdir()
    begin(small_site(site))
    prepare()
    lay_out_static_files()
    shutil.copytree(site, making / "bare")
    from tests.journeys.members import make_members

    (making / "secrets.json").write_text(json.dumps(make_members()), encoding="utf-8")
    making.rename(folder)


def _copied(made: Path, site: Path) -> Config:
    shutil.copytree(made, site)
    return load(site, {})


def _bare() -> dict[str, str]:
    """Return this process's environment without what makes it another newsroom's."""
    return {name: value for name, value in os.environ.items() if "COMMUNIQUE" not in name}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
