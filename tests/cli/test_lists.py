"""A feed or a listing is evidence for the single pages that come with it, before or after it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from communique.cli.main import main
from communique.config import Config
from communique.core.record import Release
from communique.registrar.audit import audit
from communique.store.db import open_store
from communique.store.query import edition
from tests.cli.test_bad_input import PAGE
from tests.sites import small_site

ADDRESS = "https://old.example/news/4711"
UNDATED = PAGE.format(number=1).replace("MERE, 2 May 1999 – ", "")
DATED = PAGE.format(number=1)
FEED = """<rss version="2.0"><channel><language>en</language><item>
<title>{title}</title><link>http://old.example/news/4711/?utm_source=rss</link>
<pubDate>Sun, 02 May 1999 10:00:00 +0200</pubDate>
<description>The harbour lights were lit again today, says …</description>
</item></channel></rss>"""
TITLE = "Lights on the northern shore"
LISTING = f"""<!DOCTYPE html><html lang="en"><title>News</title><main><h1>Press releases</h1>
<div><h2><a href="{ADDRESS}#top">{TITLE}</a></h2>
<p>Date: 2 May 1999</p>
<p>The harbour lights were lit again today, and boats may pass by night from now on.</p></div>
<div><h2><a href="mailto:press@lakes.example">The ferrymen of Mere meet</a></h2>
<p>Date: 3 May 1999</p>
<p>They met in the presence of the harbour master and spoke of the new landing.</p></div>
</main></html>"""


@pytest.fixture
def site(tmp_path: Path) -> Config:
    """Return a small site."""
    return small_site(tmp_path / "site")


def given(folder: Path, page: str, said: str, *, first: str) -> list[str]:
    """Write a page, a list and the table of addresses; return the arguments to import them."""
    folder.mkdir()
    ending = "xml" if said.startswith("<rss") else "html"
    names = ("2.txt", f"1.{ending}") if first == "list" else ("1.txt", f"2.{ending}")
    for name, content in zip(names, (page, said), strict=True):
        (folder / name).write_text(content, encoding="utf-8")
    table = folder.parent / "addresses.tsv"
    table.write_text(f"{names[0]}\t{ADDRESS}\n", encoding="utf-8")
    return [str(folder), "--addresses", str(table)]


def on_record(site: Config) -> tuple[Release, bool]:
    with open_store(site.store) as store:
        one = edition(store, "4711")
        release = one.versions[-1].release if one else None
        assert one is not None
        assert release is not None
        return release, one.is_corrected


@pytest.mark.parametrize("first", ["list", "page"])
@pytest.mark.parametrize("said", [FEED.format(title=TITLE), LISTING], ids=["feed", "listing"])
def test_a_day_that_the_page_does_not_say_is_taken_from_the_list_whichever_comes_first(
    site: Config, tmp_path: Path, said: str, first: str
) -> None:
    paths = given(tmp_path / "in", UNDATED, said, first=first)
    assert main(["import", str(site.site), *paths]) == 0
    release, is_corrected = on_record(site)
    assert (release.date, is_corrected) == ("1999-05-02", False)
    assert release.texts["en"].title == TITLE
    assert main(["import", str(site.site), *paths]) == 0
    assert on_record(site)[0] == release
    assert list(audit(site)) == []


@pytest.mark.parametrize("first", ["list", "page"])
def test_where_page_and_feed_differ_the_pages_own_stands_and_somebody_is_told(
    site: Config, tmp_path: Path, capsys: pytest.CaptureFixture[str], first: str
) -> None:
    other = FEED.format(title="Darkness").replace("02 May", "05 May")
    paths = given(tmp_path / "in", DATED, other, first=first)
    report = tmp_path / "report.json"
    assert main(["import", str(site.site), *paths, "--report", str(report)]) == 0
    release, _ = on_record(site)
    assert (release.date, release.texts["en"].title) == ("1999-05-02", TITLE)
    told = [
        (one["code"], one["message"])
        for page in json.loads(report.read_text())["pages"]
        for one in page["findings"]
        if one["code"] == "page.list-differs"
    ]
    assert {code for code, _ in told} == {"page.list-differs"}
    assert any("'1999-05-02'" in message and "'1999-05-05'" in message for _, message in told)
    assert "Darkness" in capsys.readouterr().out


def test_a_dry_run_names_the_list_that_a_value_is_from_and_is_surer_of_what_both_say(
    site: Config, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alone = main(["import", str(site.site), "--dry-run", "--json", *_page(tmp_path)])
    assert alone == 0
    before = json.loads(capsys.readouterr().out)
    paths = given(tmp_path / "in", UNDATED, FEED.format(title=TITLE), first="list")
    assert main(["import", str(site.site), "--dry-run", "--json", *paths]) == 0
    _, after = map(json.loads, capsys.readouterr().out.splitlines())
    (day,) = after["evidence"]["date"]
    assert day["elsewhere"].endswith("1.xml#1")
    assert "elsewhere" not in after["evidence"]["title"][0]
    assert (
        after["evidence"]["title"][0]["confidence"] > before["evidence"]["title"][0]["confidence"]
    )
    assert "draft.no-date" in [one["code"] for one in before["findings"]]
    assert "draft.no-date" not in [one["code"] for one in after["findings"]]


def _page(folder: Path) -> list[str]:
    (folder / "alone.txt").write_text(UNDATED, encoding="utf-8")
    return [str(folder / "alone.txt"), "--address", ADDRESS]
