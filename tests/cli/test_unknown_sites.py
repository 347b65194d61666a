"""Saved pages of sites that no profile knows come onto the record clean, by the command alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.cli.main import main
from tests.ingest.old_sites import folder_of, old_site
from tests.ingest.reading_scores import digest_of_page, on_record, truth_of
from tests.sites import SMALL_PROFILE

LAYOUTS = ("frames", "cards", "tongues")
PAGES = 12


def test_pages_of_unknown_sites_are_on_the_record_as_their_readers_saw_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site, sites = tmp_path / "site", {layout: old_site(layout, PAGES) for layout in LAYOUTS}
    folders = [folder_of(pages, tmp_path / layout) for layout, pages in sites.items()]
    assert main(["init", str(site), "--profile", str(SMALL_PROFILE)]) == 0
    assert main(["import", str(site), *map(str, folders)]) == 0
    assert f"{PAGES * len(LAYOUTS)} entered" in capsys.readouterr().out
    record = tmp_path / "record.jsonl"
    assert main(["export", str(site), "--output", str(record)]) == 0
    with record.open(encoding="utf-8") as lines:
        found = on_record(lines)
    pages = [page for some in sites.values() for page in some]
    assert [found[digest_of_page(page)] for page in pages] == [truth_of(page) for page in pages]
