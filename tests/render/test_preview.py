"""A preview is the page that the portal will show, but for what only the log can give."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from communique.core.activity import Activity, Goods
from communique.core.canonical import digest_of
from communique.core.dates import PartialDate
from communique.core.media import Attachment, Picture
from communique.core.record import About, Appointment, Event, RegistryRecord, Release
from communique.core.text import Mark, Text
from communique.core.vocab import Name
from communique.public.app import Portal as Served
from communique.registrar.facts import fact_order
from communique.render.preview import Portal, registry_preview, release_preview
from tests.public.asking import NOW, ask, enter, followed, portal_of
from tests.sites import correct, fact, issue, issue_record, lay, release, small_site

PROOF = re.compile(r'<section class="record".*?</section>\n', re.DOTALL)
LAMP, MAP = b"a picture of a lamp", b"a map"
TEXT = Text(
    title="Lights on the northern shore",
    body=("What was lit", "Lamps", "Oil", "The lights were lit."),
    marks=(Mark(kind="heading", paragraph=1, level=2), Mark(kind="item", paragraph=2)),
    notes=("Pictures may be used freely.",),
)
ONE = replace(
    release("pr-2026-0001", texts={"en": TEXT, "fr": replace(TEXT, follows="0" * 64)}),
    original="en",
    pictures=(
        Picture(
            digest=digest_of(LAMP),
            media_type="image/png",
            name="lights.png",
            width=40,
            height=30,
            size_bytes=99,
            alt={"en": "A lamp"},
        ),
    ),
    attachments=(
        Attachment(
            digest=digest_of(MAP), media_type="application/pdf", name="map.pdf", size_bytes=9
        ),
    ),
)
NAMES = (Name(text="Lake lamps", lang="en"), Name(text="Lampes du lac", lang="fr"))
LAMPS = Activity(
    code="lake-lamps",
    kind="handover",
    names=NAMES,
    since=PartialDate("1999-05-02"),
    goods=(Goods(what="lamps", quantity=12),),
)
ABOUT = About(code="lamps", slug="lamps", texts={"en": TEXT})


def main_of(page: str) -> str:
    """Return the main part of a page without history and proof."""
    start, end = page.index('<main id="content"'), page.index("</main>")
    return PROOF.sub("", page[start:end])


def portal(served: Served) -> Portal:
    """Return the portal that previews are of."""
    record = served.shelf.record()
    return Portal(
        profile=record.profile, url=record.config.url, today=NOW.date(), sample=record.config.sample
    )


@pytest.fixture
def lakes(tmp_path: Path) -> Served:
    """Return the portal of a site that holds the organisation and nothing else."""
    config = small_site(tmp_path / "site")
    lay(config, LAMP, MAP)
    return portal_of(config)


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("one", [ONE, release("7"), replace(release("8"), sample=True)])
def test_a_release_looks_as_it_will(lakes: Served, one: Release, lang: str) -> None:
    preview = release_preview(one, portal=portal(lakes), lang=lang).decode()
    enter(lakes.shelf.config, issue(one))
    page = followed(lakes, f"/{lang}/releases/{one.symbol}").text
    assert main_of(preview) == main_of(page)
    assert "Proof" not in main_of(preview)


def test_a_release_looks_as_it_will_with_what_it_reports(lakes: Served) -> None:
    one, words = release("7"), release("7").texts["en"].body[1][:9]
    facts = [fact("7", words), fact("7", words, number=2)]
    preview = release_preview(one, portal=portal(lakes), lang="en", facts=facts).decode()
    enter(lakes.shelf.config, issue(one), *map(fact_order, facts))
    page = followed(lakes, f"/en/releases/{one.symbol}").text
    assert main_of(preview) == main_of(page)
    assert 'class="reported"' in preview


def test_a_correction_looks_as_it_will(lakes: Served) -> None:
    other = replace(ONE, note="A word was wrong.", texts={"en": replace(TEXT, body=("Dark.",))})
    enter(lakes.shelf.config, issue(ONE))
    preview = release_preview(other, portal=portal(lakes), lang="en", is_correction=True).decode()
    enter(lakes.shelf.config, correct(other))
    page = followed(lakes, f"/en/releases/{ONE.symbol}").text
    assert main_of(preview) == main_of(page)


@pytest.mark.parametrize(("lang", "word"), [("en", "Preview"), ("fr", "Aperçu")])
def test_a_preview_says_that_it_is_one(lakes: Served, lang: str, word: str) -> None:
    preview = release_preview(ONE, portal=portal(lakes), lang=lang).decode()
    assert f'<p class="preview" role="note"><strong>{word}</strong>' in preview
    assert '<meta name="robots" content="noindex">' in preview
    assert 'class="record"' not in preview
    assert 'class="preview"' not in ask(lakes, f"/{lang}/").text


@pytest.mark.parametrize(
    ("record", "address"), [(LAMPS, "/en/activities/lake-lamps"), (ABOUT, "/en/about/lamps")]
)
def test_a_registry_page_looks_as_it_will(
    lakes: Served, record: RegistryRecord, address: str
) -> None:
    made = registry_preview(record, portal=portal(lakes), lang="en")
    assert made is not None
    enter(lakes.shelf.config, issue_record(record))
    page = ask(lakes, address)
    assert page.status == 200
    assert main_of(without_releases(page.text)) == main_of(made.decode())


def without_releases(page: str) -> str:
    """Return a registry page without the releases that name its subject."""
    return re.sub(
        r'<section class="releases" id="named-in">.*?</section>\n', "", page, flags=re.DOTALL
    )


def test_an_event_is_previewed_in_its_series(lakes: Served) -> None:
    event = Event(
        code="lakes-7",
        series="lake-meeting",
        names=NAMES,
        first_day=PartialDate("1999-05-02"),
        last_day=PartialDate("1999-05-03"),
    )
    made = registry_preview(event, portal=portal(lakes), lang="fr")
    assert made is not None
    assert "Lampes du lac" in made.decode()


def test_what_has_no_page_has_no_preview(lakes: Served) -> None:
    one = Appointment(code="a", person="b", office="c", since=PartialDate("1999"))
    assert registry_preview(one, portal=portal(lakes), lang="en") is None


def test_the_day_of_a_preview_is_todays(lakes: Served) -> None:
    other = replace(portal(lakes), today=date(1999, 1, 1))
    assert registry_preview(ABOUT, portal=other, lang="en") is not None
