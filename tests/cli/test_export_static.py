"""The portal as files, behind a server that knows nothing of it: every link leads somewhere."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin
from urllib.request import urlopen

import pytest

from communique.cli.export_static import MARK
from communique.cli.main import main
from communique.config import Config
from communique.render.messages import LANGUAGES, spoken
from tests.cli.exported import MAP, rich_site
from tests.public.asking import ask, portal_of

# Those of the invented organisation; pages in others are answered, and nothing leads there.
OFFERED = spoken(("en", "fr"))
LINK = re.compile(r'\b(?:href|src|action)="([^"]*)"')


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """Return a site with every kind of entry."""
    return rich_site(tmp_path_factory.mktemp("static") / "site")


@pytest.fixture(scope="module")
def copy(site: Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site as files."""
    folder = tmp_path_factory.mktemp("copies") / "below" / "copy"
    folder.parent.mkdir()
    assert _export(site, folder) == 0
    return folder


@pytest.fixture(scope="module")
def url(copy: Path) -> Iterator[str]:
    """Give the address at which a file server has it, not at its root."""
    answer = partial(_Quiet, directory=str(copy.parents[1]))
    with ThreadingHTTPServer(("127.0.0.1", 0), answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/below/copy/"
        server.shutdown()


def _export(site: Config, folder: Path) -> int:
    return main(["export", str(site.site), "--format", "static", "--output", str(folder)])


def _got(address: str) -> tuple[int, str, str]:
    try:
        with urlopen(address) as answer:
            return answer.status, answer.headers["content-type"], answer.read().decode("latin-1")
    except HTTPError as error:
        with error:
            return error.code, "", ""


def test_every_link_leads_somewhere_on_a_server_of_files(url: str) -> None:
    waiting, seen, broken = [url], {url}, []
    while waiting:
        page = waiting.pop()
        status, kind, content = _got(page)
        if status != 200:
            broken.append(page)
        for link in LINK.findall(content) if kind == "text/html" else ():
            address = urldefrag(urljoin(page, link))[0]
            if address.startswith(url) and address not in seen:
                seen.add(address)
                waiting.append(address)
    assert broken == []
    assert len(seen) > 100


def test_the_links_lead_nowhere_else_than_into_the_copy(copy: Path) -> None:
    outside = [
        path
        for path in copy.rglob("*.html")
        for link in LINK.findall(path.read_text("utf-8"))
        if link.startswith("/")
    ]
    assert outside == []


def test_every_public_address_is_a_file_with_the_same_words(site: Config, copy: Path) -> None:
    portal = portal_of(site, datetime.now(UTC))
    parts = "".join(ask(portal, f"/sitemap/{part}.xml").text for part in (0, 1))
    listed = re.findall(r"<loc>http://lakes.example([^<]+)", parts)
    assert len(listed) > 15 * len(OFFERED)
    for address in listed:
        twin = f"{address.rstrip('/')}.json"
        assert (copy / address.strip("/") / "index.html").is_file(), address
        assert (copy / twin.strip("/")).read_bytes() == ask(portal, twin).body, twin
    for address in ("/sitemap.xml", "/robots.txt", "/log/checkpoint", "/log/key"):
        assert (copy / address.strip("/")).read_bytes() == ask(portal, address).body
    (map_file,) = copy.glob("media/*/map.pdf")
    assert map_file.read_bytes() == MAP
    assert list(copy.glob("log/tile/entries/*"))
    for held in (copy / "deposit").iterdir():
        assert held.read_bytes() == ask(portal, f"/deposit/{held.name}").body


def test_an_old_address_sends_on_by_a_page_and_by_two_maps(copy: Path, url: str) -> None:
    status, _, page = _got(f"{url}tarn/node/101")
    new = "/en/releases/101/lights-on-the-northern-shore-notice-101"
    assert status == 200
    assert f'<link rel="canonical" href="http://lakes.example{new}">' in page
    assert f'url=../../..{new}/index.html"' in page
    nginx = (copy / "nginx-redirects.map").read_text("utf-8")
    assert f'"/tarn/node/101?lang=en" {new};' in nginx


def test_what_was_withdrawn_or_erased_is_in_no_file(copy: Path) -> None:
    texts = {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()}
    assert [path for path, text in texts.items() if b"ylophone" in text] == []
    assert "withdrawn" in (copy / "en/releases/104/index.html").read_text("utf-8")


def test_the_search_says_what_a_copy_cannot_do_and_lists_the_years(copy: Path) -> None:
    for lang in LANGUAGES:
        page = (copy / lang / "search/index.html").read_text("utf-8")
        assert "http://lakes.example" in page
        assert 'href="1999/index.html"' in page
    year = (copy / "en/search/1999/index.html").read_text("utf-8")
    assert "../../releases/101/lights-on-the-northern-shore-notice-101/index.html" in year


def test_a_copy_that_was_broken_off_is_gone_on_with_and_the_old_one_gives_way(
    site: Config, copy: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "copy"
    assert _export(site, folder) == 0
    before = {path.relative_to(folder) for path in folder.rglob("*")}
    folder.rename(tmp_path / ".copy.making")
    kept = tmp_path / ".copy.making/en/releases/101/index.html"
    written = kept.stat().st_mtime_ns
    assert _export(site, folder) == 0
    assert (folder / "en/releases/101/index.html").stat().st_mtime_ns == written
    assert {path.relative_to(folder) for path in folder.rglob("*")} == before
    (folder / "left-over.html").write_text("of another day", "utf-8")
    assert _export(site, folder) == 0
    assert not (folder / "left-over.html").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy"]


def test_a_folder_that_is_no_copy_is_left_alone(
    site: Config, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "precious.txt").write_text("mine", "utf-8")
    assert _export(site, tmp_path) == 1
    assert "no copy of a record" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["precious.txt"]
    assert main(["export", str(site.site), "--format", "static"]) == 1
    assert "--output FOLDER" in capsys.readouterr().err


def test_a_copy_says_of_which_state_it_is(copy: Path) -> None:
    assert "lakes.example/log" in (copy / MARK).read_text("utf-8")
