"""The newsroom as a user of its own: reads the record, writes its folder, never sees the key."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from communique.config import Config
from tests.newsroom.running import Running, running, surroundings
from tests.sites import small_site
from tests.tools import ROOT, root, setpriv

NUMBER = 65534
AS_NOBODY = (f"--reuid={NUMBER}", f"--regid={NUMBER}", "--clear-groups")


@pytest.fixture(scope="module")
def config() -> Iterator[Config]:
    """Give a small site of root's whose newsroom's folder is another user's."""
    root()
    folder = Path(tempfile.mkdtemp(prefix="communique-"))
    folder.chmod(0o755)
    made = small_site(folder / "site")
    made.newsroom.mkdir(mode=0o700)
    os.chown(made.newsroom, NUMBER, NUMBER)
    yield made
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def newsroom(config: Config) -> Iterator[Running]:
    """Give the newsroom, served by that user."""
    before = [str(setpriv()), *AS_NOBODY]
    with running(config.site, before=before, COMMUNIQUE_DATABASE="") as opened:
        yield opened


def _as_nobody(config: Config, *lines: str) -> subprocess.CompletedProcess[str]:
    script = "\n".join(lines)
    return subprocess.run(
        [str(setpriv()), *AS_NOBODY, "sh", "-e", "-c", script],
        env=surroundings(SITE=str(config.site)),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_newsroom_of_another_user_is_served(newsroom: Running) -> None:
    assert newsroom.password
    assert httpx.get(f"{newsroom.url}/sign-in/").status_code == 200
    uid = Path(f"/proc/{newsroom.process.pid}").stat().st_uid
    assert uid == NUMBER


def test_it_reads_the_record(newsroom: Running, config: Config) -> None:
    ended = _as_nobody(
        config,
        'for one in $(find "$SITE/log" "$SITE/deposit" "$SITE/store" -type f); do',
        '  case "$one" in *.lock) continue;; esac; head -c 1 "$one" >/dev/null',
        "done",
    )
    assert (ended.returncode, ended.stderr) == (0, "")


def test_it_writes_its_own_folder(newsroom: Running, config: Config) -> None:
    assert {path.owner() for path in config.newsroom.rglob("*")} == {config.newsroom.owner()}
    assert _as_nobody(config, 'touch "$SITE/newsroom/x"', 'rm "$SITE/newsroom/x"').returncode == 0


def test_it_cannot_read_the_key(newsroom: Running, config: Config) -> None:
    assert _as_nobody(config, 'cat "$SITE/key"').returncode != 0
    assert _as_nobody(config, 'cat "$SITE/key.pub"').returncode == 0


@pytest.mark.parametrize(
    "deed",
    [
        'echo x >> "$SITE/key"',
        'echo x >> "$SITE/communique.toml"',
        'echo x >> "$SITE/lock"',
        'touch "$SITE/lock"',
        'touch "$SITE/new"',
        'touch "$SITE/log/new"',
        'touch "$SITE/deposit/new"',
        'touch "$SITE/store/new"',
        'rm "$SITE/log/checkpoint"',
        'mv "$SITE/log" "$SITE/newsroom/log"',
        'echo x >> "$(find "$SITE/log" -type f | head -1)"',
        'echo x >> "$(find "$SITE/deposit" -type f | head -1)"',
        'echo x >> "$(find "$SITE/store" -name "*.sqlite3" | head -1)"',
    ],
)
def test_it_writes_nothing_of_the_record(newsroom: Running, config: Config, deed: str) -> None:
    before = _everything(config)
    ended = _as_nobody(config, deed)
    assert ended.returncode != 0, deed
    assert _everything(config) == before


def test_no_file_or_folder_of_the_record_may_be_written_by_it(
    newsroom: Running, config: Config
) -> None:
    ended = _as_nobody(config, 'find "$SITE" -path "$SITE/newsroom" -prune -o -writable -print')
    # The search library locks this empty file when it opens an index, whoever reads.
    writable = [line for line in ended.stdout.split() if not line.endswith("-meta.lock")]
    assert writable == []


def test_its_secret_is_unreadable_to_anybody_else(newsroom: Running, config: Config) -> None:
    for name in ("secret", "desk.sqlite3"):
        assert (config.newsroom / name).stat().st_mode & 0o077 == 0


def test_the_process_that_enters_cannot_be_imported_by_it(config: Config) -> None:
    """What the newsroom loads to serve its pages holds no writer of the record and no signer."""
    program = (
        "import sys; from pathlib import Path; from communique.config import load;"
        "from communique.newsroom.prepare import begin; begin(load(Path(sys.argv[1])));"
        "from django.urls import get_resolver; get_resolver().url_patterns;"
        "import communique.newsroom.wsgi, communique.newsroom.steps.watch;"
        "print('\\n'.join(sorted(m for m in sys.modules if m.startswith('communique.'))))"
    )
    loaded = subprocess.run(
        [str(setpriv()), *AS_NOBODY, sys.executable, "-B", "-c", program, str(config.site)],
        env=surroundings(COMMUNIQUE_DATABASE=""),
        capture_output=True,
        text=True,
        check=False,
    )
    assert loaded.returncode == 0, loaded.stderr
    modules = set(loaded.stdout.split())
    assert "communique.newsroom.desk.models" in modules
    protected = {
        "communique.log.appender",
        "communique.log.depositing",
        "communique.log.signing",
        "communique.store.projection",
        "communique.store.search.indexing",
    }
    assert modules & protected == set()
    assert [
        one for one in modules if one.startswith(("communique.registrar", "communique.cli"))
    ] == []


def _everything(config: Config) -> dict[str, bytes]:
    return {
        str(path.relative_to(config.site)): path.read_bytes()
        for path in config.site.rglob("*")
        if path.is_file() and not path.is_relative_to(config.newsroom)
    }
