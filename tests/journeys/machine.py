"""A machine with three users, as docs/how-to/run-a-site.md sets one up: each a number of its own.

The registrar is also in the newsroom's group; nobody else is in any group but their own.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from communique.config import Config, load
from tests.postgres import Cluster
from tests.sites import SMALL_PROFILE
from tests.tools import ROOT, missing, root, setpriv

HOW_TO = ROOT / "docs" / "how-to" / "run-a-site.md"
REGISTRAR, NEWSROOM, PORTAL = 61001, 61002, 61003
USERS = {"registrar": REGISTRAR, "newsroom": NEWSROOM, "serve": PORTAL}
_PATH = os.pathsep.join((str(ROOT / "src"), str(ROOT), sysconfig.get_paths()["purelib"]))
START_SECONDS, STOP_SECONDS = 180.0, 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """A site on such a machine.

    python: an interpreter that every user may start.
    databases: by user, the address of the newsroom's database with their own name; empty for
    SQLite.  said: where each process writes.
    """

    config: Config
    python: str
    databases: Mapping[int, str]
    said: Path

    def command(self, user: int, *words: str) -> list[str]:
        """Return a command as a user runs it."""
        groups = f"--groups={NEWSROOM}" if user == REGISTRAR else "--clear-groups"
        return [str(setpriv()), f"--reuid={user}", f"--regid={user}", groups, *words]

    def surroundings(self, user: int) -> dict[str, str]:
        """Return the environment of a user's commands, as a service gives it."""
        database = {"COMMUNIQUE_DATABASE": self.databases[user]} if user in self.databases else {}
        return {"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONPATH": _PATH, **database}

    def run(self, user: int, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command as a user, to its end."""
        return subprocess.run(
            self.command(user, *words),
            env=self.surroundings(user),
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )

    def shell(self, user: int, script: str) -> subprocess.CompletedProcess[str]:
        """Run lines of shell as a user; SITE names the site there."""
        return self.run(user, "env", f"SITE={self.config.site}", "sh", "-e", "-c", script)

    def writable(self, user: int) -> list[str]:
        """Return all of the site that a user may write, but the newsroom's folder."""
        listing = 'find "$SITE" -path "$SITE/newsroom" -prune -o -writable -print'
        found = self.shell(user, listing).stdout.split()
        return [str(Path(one).relative_to(self.config.site)) for one in found]

    @contextmanager
    def running(self, command: str, *arguments: str) -> Iterator[Path]:
        """Run one of the three commands as its user; give the file it writes to."""
        user, said = USERS[command], self.said / f"{command}.log"
        words = ["-B", "-m", "communique.cli.main", command, str(self.config.site), *arguments]
        with said.open("wb") as log:
            process = subprocess.Popen(
                self.command(user, self.python, *words),
                env=self.surroundings(user),
                cwd=ROOT,
                stdout=log,
                stderr=log,
            )
        try:
            yield said
        finally:
            process.terminate()
            process.wait(STOP_SECONDS)


def found_in(said: Path, pattern: str) -> str:
    """Return what a process says, once it says it: the first group of a pattern."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if found := re.search(pattern, said.read_text(encoding="utf-8")):
            return found[1]
        time.sleep(0.05)
    raise AssertionError(said.read_text(encoding="utf-8"))


@contextmanager
def machine(cluster: Cluster | None) -> Iterator[Machine]:
    """Give such a machine with a new site; on a database of the cluster, or on SQLite."""
    root()
    folder = Path(tempfile.mkdtemp(prefix="communique-"))
    try:
        yield _set_up(folder, cluster)
    finally:
        shutil.rmtree(folder)


def _set_up(folder: Path, cluster: Cluster | None) -> Machine:
    folder.chmod(0o755)
    home = folder / "srv"
    home.mkdir()
    os.chown(home, REGISTRAR, REGISTRAR)
    said = folder / "said"
    said.mkdir()
    bare = Machine(
        config=Config(site=home / "record", origin="x", url="http://x", profile="x"),
        python=_python(),
        databases=_databases(cluster) if cluster else {},
        said=said,
    )
    site = bare.config.site
    words = ["init", str(site), "--profile", str(SMALL_PROFILE), "--origin", "lakes.example/log"]
    made = bare.run(REGISTRAR, bare.python, "-B", "-m", "communique.cli.main", *words)
    assert made.returncode == 0, made.stderr
    newsroom = site / "newsroom"
    newsroom.mkdir()
    os.chown(newsroom, NEWSROOM, NEWSROOM)
    newsroom.chmod(0o2750 if cluster else 0o2770)
    return Machine(config=load(site, {}), python=bare.python, databases=bare.databases, said=said)


def _python() -> str:
    """Return a Python like this one that every user may start, and that finds the program."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    candidates = (sys.executable, f"/usr/bin/{version}", f"/usr/local/bin/{version}")
    usable = [path for path in candidates if _is_for_everybody(path)]
    if not usable:
        missing(
            f"a {version} and a checkout that every user may read",
            remedy="put both outside the home of root",
        )
    return usable[0]


def _is_for_everybody(python: str) -> bool:
    # Through a shell: setpriv itself may still go where the user may not.
    script = 'exec "$0" -c "import communique.cli.main, django, tests.sites"'
    who = [str(setpriv()), f"--reuid={PORTAL}", f"--regid={PORTAL}", "--clear-groups"]
    ended = subprocess.run(
        [*who, "sh", "-c", script, python],
        env={"PATH": os.defpath, "PYTHONPATH": _PATH},
        cwd="/",
        capture_output=True,
        check=False,
    )
    return ended.returncode == 0


def _databases(cluster: Cluster) -> dict[int, str]:
    """Make a database and its two roles, as the how-to says; return its address by user."""
    url = cluster.new_database()
    name = urlsplit(url).path.lstrip("/")
    roles = {NEWSROOM: f"{name}_newsroom", REGISTRAR: f"{name}_registrar"}
    with psycopg.connect(url, autocommit=True) as connection:
        for role in roles.values():
            connection.execute(f"CREATE ROLE {role} LOGIN".encode())
        connection.execute(f"ALTER DATABASE {name} OWNER TO {roles[NEWSROOM]}".encode())
    return {user: url.replace("//tests@", f"//{role}@") for user, role in roles.items()}


def grant(cluster: Cluster, machine: Machine) -> None:
    """Grant the registrar what the how-to has it granted, in the how-to's own words."""
    block = re.search(r"<<'SQL'\n(.*?)\nSQL\n", HOW_TO.read_text(encoding="utf-8"), re.DOTALL)
    assert block
    said = urlsplit(machine.databases[REGISTRAR])
    statements = block[1].replace("communique_registrar", str(said.username))
    with psycopg.connect(cluster.url(said.path.lstrip("/")), autocommit=True) as connection:
        connection.execute(statements.encode())
