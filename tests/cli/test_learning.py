"""An import learns what the pages of a site share, and keeps it for those that come later."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from communique.cli.main import main
from communique.config import Config
from tests.ingest.old_sites import OldPage, folder_of, old_site
from tests.sites import small_site

PAGES = 16
HOST = "https://waters.example"


@pytest.fixture(scope="module")
def pages() -> list[OldPage]:
    """Return the pages of a site whose markup bears a wrong day, and whose menu says nothing."""
    return old_site("soup", PAGES)


@pytest.fixture
def site(tmp_path: Path) -> Config:
    """Return a site that knows nothing of old pages."""
    return small_site(tmp_path / "site")


def test_an_import_of_a_folder_gives_clean_texts_and_keeps_what_it_learned(
    site: Config, pages: list[OldPage], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folder_of(pages, tmp_path / "old")
    table = tmp_path / "addresses.tsv"
    table.write_text("".join(f"{page.name}\t{HOST}/{page.name}\n" for page in pages))
    assert main(["import", str(site.site), str(folder), "--addresses", str(table)]) == 0
    assert f"{PAGES} entered" in capsys.readouterr().out
    (kept,) = site.learned.iterdir()
    learned = kept.read_bytes()
    assert json.loads(learned)["site"] == "waters.example"
    # Once more, as after an interruption: the same is learned, and nothing is entered twice.
    assert main(["import", str(site.site), str(folder), "--addresses", str(table)]) == 0
    assert f"{PAGES} unchanged" in capsys.readouterr().out
    assert kept.read_bytes() == learned
    one = folder / pages[5].name
    told = _read(site, one, capsys, address=f"{HOST}/later/{one.name}")
    assert told["date"] == str(pages[5].story.day)
    assert told["body"] == list(pages[5].story.text)


def test_a_dry_run_learns_and_keeps_nothing(
    site: Config, pages: list[OldPage], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = folder_of(pages, tmp_path / "old")
    assert main(["import", str(site.site), str(folder), "--dry-run", "--json"]) == 0
    read = [json.loads(line)["record"] for line in capsys.readouterr().out.splitlines()]
    assert [one["date"] for one in read] == [str(page.story.day) for page in pages]
    assert not site.learned.exists()


def test_a_file_of_what_was_learned_that_cannot_be_read_is_learned_again(
    site: Config, pages: list[OldPage], tmp_path: Path
) -> None:
    site.learned.mkdir()
    (site.learned / "broken.json").write_text("{")
    (site.learned / "other.json").write_text('{"format": 9}')
    assert main(["import", str(site.site), str(folder_of(pages, tmp_path / "old"))]) == 0
    assert len(list(site.learned.iterdir())) == 3


def _read(
    site: Config, page: Path, capsys: pytest.CaptureFixture[str], *, address: str
) -> dict[str, object]:
    given = ["import", str(site.site), str(page), "--dry-run", "--json", "--address", address]
    assert main(given) == 0
    record: dict[str, object] = json.loads(capsys.readouterr().out)["record"]
    return record
