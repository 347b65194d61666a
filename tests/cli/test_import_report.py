"""What an import tells at its end: lines for a person, JSON for a program, a page for a browser."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from communique.cli.main import main
from communique.config import Config
from tests.cli.test_bad_input import PAGE
from tests.sites import small_site

DOUBTFUL = """Newsroom
The ferrymen of <b>Mere</b> have a new landing
The landing was opened by the harbour master in the presence of many ferrymen.
"""
UNHEARD_OF = PAGE.replace("CTL Secretariat", "Bureau of Tides")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the report of the same pages in each form, by its ending."""
    folder = tmp_path_factory.mktemp("reports")
    site: Config = small_site(folder / "site")
    pages = folder / "pages"
    pages.mkdir()
    (pages / "sure.txt").write_text(PAGE.format(number=1), encoding="utf-8")
    (pages / "doubtful.txt").write_text(DOUBTFUL, encoding="utf-8")
    (pages / "<empty>.txt").write_bytes(b"")
    for number in (2, 3):
        unheard_of = pages / f"unheard-of-{number}.txt"
        unheard_of.write_text(UNHEARD_OF.format(number=number), encoding="utf-8")
    made = {}
    for ending in ("html", "txt", "json"):
        report = folder / f"report.{ending}"
        assert main(["import", str(site.site), str(pages), "--report", str(report)]) == 1
        made[ending] = report.read_text(encoding="utf-8")
    return made


def test_the_page_tells_numbers_reasons_and_what_is_doubtful(reports: dict[str, str]) -> None:
    page: Any = html.fromstring(reports["html"])
    said = " ".join(" ".join(page.find("body").itertext()).split())
    assert "entered 4" in said
    assert "refused 1" in said
    assert "kind by “newsroom”" in said
    assert "<empty>.txt is empty" in said
    # A site without a newsroom has nobody to ask: it went in, and is named.
    assert re.search(r"doubtful\.txt entered kind by “newsroom”", said)


def test_each_confidence_is_drawn_and_stands_in_a_table(reports: dict[str, str]) -> None:
    page: Any = html.fromstring(reports["html"])
    (kind,) = page.xpath("//h3[.='Kind']")
    drawing = kind.getnext().find("svg")
    assert "per cent" in " ".join(drawing.itertext())
    rows = kind.getnext().getnext().xpath(".//tbody/tr")
    assert [[cell.text for cell in row] for row in rows] == [["100 %", "3"], ["40 %", "1"]]


def test_what_the_vocabulary_does_not_know_is_counted_though_the_pages_went_in(
    reports: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page: Any = html.fromstring(reports["html"])
    rows = page.xpath("//section[@aria-labelledby='findings']//tbody/tr")
    found = {row[1].text: (row[0].text, row[2].text) for row in rows}
    message = "the source 'Bureau of Tides' is no structure of the profile, and is left out"
    assert found["source.unknown"] == (message, "2")
    site, pages = small_site(tmp_path / "site"), tmp_path / "page.txt"
    pages.write_text(UNHEARD_OF.format(number=4), encoding="utf-8")
    report = tmp_path / "report.json"
    assert main(["import", str(site.site), str(pages), "--report", str(report)]) == 0
    assert f"on 1: {message} [source.unknown]\n" in capsys.readouterr().out
    told = json.loads(report.read_text(encoding="utf-8"))
    assert told["findings"] == [{"code": "source.unknown", "message": message, "pages": 1}]


def test_the_page_loads_nothing_and_runs_nothing(reports: dict[str, str]) -> None:
    page: Any = html.fromstring(reports["html"])
    assert page.xpath("//script | //link[@rel='stylesheet'] | //img | //@onclick") == []
    assert page.xpath("//b") == []
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")
    assert "--ink" in page.xpath("string(//style)")


def test_the_lines_and_the_json_tell_the_same(reports: dict[str, str]) -> None:
    # The second and the third import of the same pages.
    assert re.search(r"^ +4 unchanged$", reports["txt"], re.MULTILINE)
    assert re.search(r"^ +1 refused$", reports["txt"], re.MULTILINE)
    assert json.loads(reports["json"])["outcomes"] == {"unchanged": 4, "refused": 1}
