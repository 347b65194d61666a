"""Files of releases: given out while readers see a release that names them, and no longer."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from communique.config import Config
from communique.core.canonical import digest_of
from communique.core.errors import CommuniqueError
from communique.core.media import MEDIA_TYPES, Attachment, Picture, Rendition
from communique.public.app import Portal
from communique.registrar.enter import opened
from communique.store.query import edition
from tests.public.asking import Answered, ask, enter, followed, portal_of
from tests.sites import correct, erase, issue, lay, release, small_site, withdraw

LAMP, SMALL, MAP, TABLE = b"a large lamp" * 40_000, b"a small lamp", b"%PDF-map", b"lamp,12\r\n"
CONTENTS = (LAMP, SMALL, MAP, TABLE)
NAMES = {LAMP: "lamp.jpg", SMALL: "lamp.jpg", MAP: "map.pdf", TABLE: "lamps.csv"}
PICTURE = Picture(
    digest=digest_of(LAMP),
    media_type="image/jpeg",
    name="lamp.jpg",
    width=1600,
    height=900,
    size_bytes=len(LAMP),
    alt={"en": 'A "lamp" <b>', "fr": "Une lampe"},
    caption={"en": "The lamp of Mere & its keeper."},
    credit="Ada Example",
    renditions=(Rendition(digest=digest_of(SMALL), width=800, height=450, size_bytes=len(SMALL)),),
)
FILES = tuple(
    Attachment(
        digest=digest_of(content),
        media_type=media_type,
        name=NAMES[content],
        size_bytes=len(content),
        title={"en": "Map of the lamps"},
        lang="en",
    )
    for content, media_type in ((MAP, "application/pdf"), (TABLE, "text/csv"))
)
ONE = replace(release("201"), pictures=(PICTURE,), attachments=FILES)
TWO = replace(release("202"), attachments=FILES[:1])


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """Return a site with two releases, the first of which has all the files."""
    made = small_site(tmp_path / "site")
    lay(made, *CONTENTS)
    enter(made, issue(ONE), issue(TWO))
    return made


@pytest.fixture
def portal(config: Config) -> Portal:
    """Return its portal."""
    return portal_of(config)


def path_of(content: bytes) -> str:
    """Return the address of a file."""
    return f"/media/{digest_of(content)}/{NAMES[content]}"


def get(portal: Portal, content: bytes, headers: Mapping[str, str] | None = None) -> Answered:
    """Return the answer to a request for a file."""
    return ask(portal, path_of(content), headers=headers)


@pytest.mark.parametrize(
    ("content", "content_type", "disposition"),
    [
        (LAMP, "image/jpeg", 'inline; filename="lamp.jpg"'),
        (SMALL, "image/jpeg", 'inline; filename="lamp.jpg"'),
        (MAP, "application/pdf", 'inline; filename="map.pdf"'),
        (TABLE, "text/csv; charset=utf-8", 'attachment; filename="lamps.csv"'),
    ],
)
def test_a_file_is_given_out_as_what_it_is(
    portal: Portal, content: bytes, content_type: str, disposition: str
) -> None:
    got = get(portal, content)
    assert (got.status, got.body) == (200, content)
    assert got.headers["content-type"] == content_type
    assert got.headers["content-disposition"] == disposition
    assert got.headers["content-length"] == str(len(content))
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["cache-control"] == "public, max-age=60, must-revalidate"
    assert "default-src 'none'" in got.headers["content-security-policy"]
    assert "script-src" not in got.headers["content-security-policy"]


def test_a_head_request_gets_the_headers_alone(portal: Portal) -> None:
    head = ask(portal, path_of(LAMP), method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert dict(head.headers) == dict(get(portal, LAMP).headers)


def test_who_has_the_file_is_told_so(portal: Portal) -> None:
    etag = get(portal, LAMP).headers["etag"]
    again = get(portal, LAMP, {"if-none-match": etag})
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == etag
    assert get(portal, LAMP, {"if-none-match": '"other"'}).status == 200


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-9", 0, 10),
        ("bytes=300000-", 300_000, len(LAMP)),
        ("bytes=-7", len(LAMP) - 7, len(LAMP)),
        ("bytes=10-99999999", 10, len(LAMP)),
        ("bytes=-99999999", 0, len(LAMP)),
    ],
)
def test_a_part_may_be_asked_for(portal: Portal, asked: str, start: int, end: int) -> None:
    got = get(portal, LAMP, {"range": asked})
    assert (got.status, got.body) == (206, LAMP[start:end])
    assert got.headers["content-range"] == f"bytes {start}-{end - 1}/{len(LAMP)}"
    assert got.headers["content-length"] == str(end - start)


@pytest.mark.parametrize(
    "asked", ["bytes=0-1,5-6", "lines=1-2", "bytes=-", "bytes=9-3", "bytes=a-b", "nonsense"]
)
def test_a_range_that_means_nothing_gives_the_whole(portal: Portal, asked: str) -> None:
    got = get(portal, LAMP, {"range": asked})
    assert (got.status, got.body) == (200, LAMP)


@pytest.mark.parametrize("asked", ["bytes=480000-", "bytes=99999999-99999999", "bytes=-0"])
def test_a_part_past_the_end_is_refused(portal: Portal, asked: str) -> None:
    got = get(portal, LAMP, {"range": asked})
    assert got.status == 416
    assert got.headers["content-range"] == f"bytes */{len(LAMP)}"


def test_a_part_of_another_file_is_not_given(portal: Portal) -> None:
    got = get(portal, LAMP, {"range": "bytes=0-9", "if-range": '"another"'})
    assert (got.status, got.body) == (200, LAMP)
    etag = got.headers["etag"]
    assert get(portal, LAMP, {"range": "bytes=0-9", "if-range": etag}).status == 206


@pytest.mark.parametrize(
    "address",
    [
        f"/media/{digest_of(LAMP)}/other.jpg",
        f"/media/{digest_of(LAMP)}",
        f"/media/{digest_of(b'nothing')}/lamp.jpg",
        "/media/x/lamp.jpg",
        f"/media/{digest_of(LAMP).upper()}/lamp.jpg",
        f"/media/{digest_of(LAMP)}/lamp.jpg/x",
    ],
)
def test_another_address_has_no_file(portal: Portal, address: str) -> None:
    assert ask(portal, address).status == 404


def test_the_deposit_gives_out_records_only(portal: Portal) -> None:
    assert ask(portal, f"/deposit/{digest_of(LAMP)}").status == 404


def test_a_record_is_no_file(portal: Portal) -> None:
    held = edition(portal.shelf.record().store, "201")
    assert held is not None
    digest = held.versions[0].entry.digest
    assert ask(portal, f"/media/{digest}/lamp.jpg").status == 404


def test_a_withdrawal_takes_the_files_that_nobody_else_shows(
    config: Config, portal: Portal
) -> None:
    enter(config, withdraw("201"))
    assert [get(portal, one).status for one in CONTENTS] == [410, 410, 200, 410]
    gone = get(portal, LAMP)
    assert LAMP[:20] not in gone.body
    assert gone.headers["cache-control"] == "no-store"


def test_a_correction_takes_the_files_it_no_longer_names(config: Config, portal: Portal) -> None:
    enter(config, correct(replace(ONE, pictures=())))
    assert [get(portal, one).status for one in CONTENTS] == [410, 410, 200, 200]


def test_an_earlier_version_shows_no_file_that_is_given_out_no_more(
    config: Config, portal: Portal
) -> None:
    held = edition(portal.shelf.record().store, "201")
    assert held is not None
    enter(config, correct(replace(ONE, pictures=())))
    address = ask(portal, f"/en/releases/201?size={held.tree_size}").headers["location"]
    page = ask(portal, address).text
    assert "<img" not in page
    assert path_of(MAP) in page


def test_an_erasure_leaves_nothing_of_a_file(config: Config, portal: Portal) -> None:
    with opened(config) as registrar:
        standing = registrar.standing("201")
        assert standing is not None
        digests = standing.digests
    enter(config, *(erase("201", digest) for digest in digests))
    assert [get(portal, one).status for one in CONTENTS] == [404, 404, 200, 404]


@pytest.mark.parametrize("media_type", ["image/svg+xml", "text/html", "application/javascript"])
def test_a_file_of_any_other_type_is_not_given_out(
    config: Config, portal: Portal, media_type: str
) -> None:
    assert media_type not in MEDIA_TYPES
    lay(config, b"<svg/>")
    file = replace(FILES[0], digest=digest_of(b"<svg/>"), media_type=media_type, name="a.svg")
    # The registrar may refuse it first: so much the better.
    with suppress(CommuniqueError):
        enter(config, issue(replace(release("203"), attachments=(file,))))
    assert ask(portal, f"/media/{file.digest}/a.svg").status == 404


def page_of(portal: Portal, symbol: str, lang: str = "en") -> str:
    """Return a release's page."""
    return followed(portal, f"/{lang}/releases/{symbol}").text


def test_a_page_shows_pictures_in_their_sizes(portal: Portal) -> None:
    page = page_of(portal, "201")
    small, large = path_of(SMALL), path_of(LAMP)
    assert f'<img src="{small}" srcset="{small} 800w, {large} 1600w"' in page
    assert 'width="800" height="450" alt="A &#34;lamp&#34; &lt;b&gt;"' in page
    figure = unescape(page[page.index("<figcaption") : page.index("</figcaption>")])
    assert "The lamp of Mere & its keeper." in figure
    assert "Picture: Ada Example" in figure
    assert f'<a href="{large}">Full size</a> <span class="quiet">JPEG, 480 kB</span>' in figure


def test_a_page_lists_attachments_with_type_size_and_language(portal: Portal) -> None:
    english, french = page_of(portal, "201"), page_of(portal, "201", "fr")
    assert f'<a href="{path_of(MAP)}">Map of the lamps</a>' in english
    assert '<span class="quiet">CSV table, 0.1 kB, English</span>' in english
    assert f'<a href="{path_of(MAP)}" lang="en">Map of the lamps</a>' in french
    assert '<span class="quiet">tableau CSV, 0,1\u202fko, anglais</span>' in french
    assert 'alt="Une lampe"' in french


def test_twins_and_feeds_name_the_files(portal: Portal) -> None:
    address = ask(portal, "/en/releases/201").headers["location"]
    twin = ask(portal, address + ".json").json
    assert [one.rpartition("/media")[2] for one in twin["files"]] == [
        path_of(one).removeprefix("/media") for one in CONTENTS
    ]
    markdown = ask(portal, address + ".md").text
    assert f"](<http://lakes.example{path_of(SMALL)}>)" in markdown
    assert f"- [Map of the lamps](<http://lakes.example{path_of(MAP)}>) (PDF, " in markdown
    feed = ask(portal, "/en/releases.atom").text
    link = f'type="image/jpeg" length="480000" href="http://lakes.example{path_of(LAMP)}"/>'
    assert f'<link rel="enclosure" {link}' in feed


def test_the_policy_lets_a_page_show_pictures_of_its_own_origin(portal: Portal) -> None:
    policy = ask(portal, "/en/").headers["content-security-policy"]
    assert "img-src 'self' data:;" in policy
