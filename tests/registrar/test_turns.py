"""Long work at the record that lets the registrar have its turn."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from communique.config import Config
from communique.log.lock import hold
from communique.registrar.audit import audit
from communique.registrar.enter import opened
from communique.registrar.turns import in_turns
from tests.cli.test_bad_input import PAGE
from tests.registrar.waiting import entries, faults, lines, once_true, place, registrar, states
from tests.sites import issue, release
from tests.tools import ROOT

PAGES = 3_000


def test_what_is_due_goes_out_in_time_while_an_import_runs(
    desk_site: Config, tmp_path: Path
) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(PAGES):
        (pages / f"{number}.txt").write_text(PAGE.format(number=number), encoding="utf-8")
    with registrar(desk_site):
        command = [sys.executable, "-m", "communique.cli.main", "import", str(desk_site.site)]
        with subprocess.Popen(
            [*command, str(pages)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as importing:
            once_true(lambda: len(entries(desk_site)) > 0)
            for number in range(3):
                place(desk_site, f"urgent-{number}")
                once_true(lambda: set(states(desk_site)) == {"entered"})
            assert importing.poll() is None, "the import was over before; give it more pages"
            assert importing.wait(120) == 0
    found = [(entry.symbol, entry.act) for entry in entries(desk_site)]
    assert len(found) == len(set(found)) == PAGES + 3
    late = [(line.entered_at or line.placed_at) - line.placed_at for line in lines(desk_site)]
    assert max(one.total_seconds() for one in late) < 3
    assert faults(desk_site) == []


def test_a_batch_is_followed_by_the_turn_of_who_waits(desk_site: Config) -> None:
    with in_turns(desk_site) as turns:
        turns.enter([issue(release("1"))])
        assert not turns.is_wanted
        place(desk_site, "2")
        with registrar(desk_site):
            once_true(lambda: turns.is_wanted)
            turns.enter([issue(release("3"))])
            once_true(lambda: states(desk_site) == ["entered"])
        turns.enter([issue(release("4"))])
    assert [entry.symbol for entry in entries(desk_site)] == ["1", "3", "2", "4"]
    assert faults(desk_site) == []


def test_an_audit_of_a_sound_site_keeps_nobody_out(desk_site: Config) -> None:
    with opened(desk_site) as registrar:
        registrar.enter([issue(release("1"))])
    with hold(desk_site.lock):
        began = time.monotonic()
        assert list(audit(desk_site)) == []
    assert time.monotonic() - began < 9
