"""The portal as a user of its own: reads the record, writes none of it, never sees the key."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from communique.config import Config
from communique.registrar.enter import opened
from tests.sites import issue, release, small_site
from tests.tools import ROOT, program, root

NOBODY = ("--reuid=65534", "--regid=65534", "--clear-groups")


def _as_nobody(*command: str) -> list[str]:
    return [str(program("setpriv", package="util-linux")), *NOBODY, *command]


@pytest.fixture
def site() -> Iterator[Config]:
    """Give a small site of root's that every user may look into."""
    root()
    folder = Path(tempfile.mkdtemp(prefix="communique-"))
    folder.chmod(0o755)
    yield small_site(folder / "site")
    shutil.rmtree(folder)


@pytest.fixture
def portal(site: Config) -> Iterator[str]:
    """Give the address of the site's portal, served by nobody."""
    command = _as_nobody(sys.executable, "-B", "-m", "communique.cli.main", "serve", str(site.site))
    with subprocess.Popen(
        [*command, "--port", "0"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, process.communicate()
        yield found[0].rstrip("/")
        process.terminate()


def test_a_portal_that_may_write_nothing_shows_what_is_entered_while_it_runs(
    site: Config, portal: str
) -> None:
    assert httpx.get(f"{portal}/en/releases/1001").status_code == 404
    with opened(site) as registrar:
        registrar.enter([issue(release("1001"))])
    page = httpx.get(f"{portal}/en/releases/1001", follow_redirects=True)
    found = httpx.get(f"{portal}/en/search.json?q=harbour").json()
    assert (page.status_code, found["total"]) == (200, 1)
    assert httpx.get(f"{portal}/log/checkpoint").status_code == 200


def test_the_portals_user_can_neither_read_the_key_nor_write_the_record(site: Config) -> None:
    tests = [f"test ! -r {site.key}"]
    for folder in (site.site, site.log, site.deposit, site.store):
        tests += [
            f"test ! -w {path}"
            for path in (folder, *folder.rglob("*"))
            if path.name[-5:] != ".lock"
        ]
    script = " && ".join(dict.fromkeys(tests))
    assert subprocess.run(_as_nobody("sh", "-c", script), check=False).returncode == 0
