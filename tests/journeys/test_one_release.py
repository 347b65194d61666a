"""One release, from its first word to its withdrawal, by three people and a reader."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import deeds
from tests.journeys.house import House
from tests.journeys.leaks import Secret, ask, leaks, watched
from tests.journeys.people import Album, at_the_desk, reader

TITLE = "Quicklime lamps burn on the northern shore"
TODAY = f"{datetime.now(UTC):%-d %B %Y}"
FIRST = f"MERE, {TODAY} – Quicklime lamps were lit on the northern shore of Northland today."
REPORTED = "Ada Quicklime visited Mere."
SECOND = "They help navigation by night, says the harbour master."
MENDED = "They help navigation by night, says the harbour master of Mere."
CORRECTED = "They help navigation by night and in fog, says the harbour master of Mere."
CONTACT = "Press office, press@lakes.example"
AHEAD_SECONDS = 12


@pytest.mark.parametrize("home", ["sqlite", "postgresql"], indirect=True)
def test_a_release_is_drafted_cleared_scheduled_corrected_and_withdrawn(
    browser: Browser, home: House
) -> None:
    album = Album.of("release")
    author, officer, secretary = (
        at_the_desk(browser, home, name)
        for name in ("author", "clearance-officer", "press-secretary")
    )
    symbol = _drafted_and_cleared(album, author, officer)
    public = reader(browser, home)
    _scheduled(album, home, secretary, public, symbol)
    _corrected(album, secretary, officer, public, symbol)
    _withdrawn(album, home, secretary, public, symbol)


def _drafted_and_cleared(album: Album, author: Page, officer: Page) -> str:
    album.take(author, "author comes in")
    deeds.draft(author, title=TITLE, paragraphs=[FIRST, SECOND, REPORTED], contact=CONTACT)
    album.take(author, "author has drafted")
    deeds.confirm_fact(author, "Ada Quicklime visited Mere")
    album.take(author, "author has confirmed what it reports")
    deeds.submit(author)
    album.take(author, "author has submitted")
    officer.reload()
    album.take(officer, "officer comes in")
    officer.get_by_role("link", name=TITLE).first.click()
    expect(officer.locator("[data-facts]")).to_contain_text("Ada Quicklime visited Mere")
    album.take(officer, "officer reads")
    deeds.send_back(officer, "Say of which harbour.")
    album.take(officer, "officer has returned it")
    author.goto("/desk/")
    album.take(author, "author finds it returned")
    author.get_by_role("link", name=TITLE).first.click()
    expect(author.locator(".steps-remarks")).to_contain_text("Say of which harbour.")
    deeds.write_body(author, [FIRST, MENDED, REPORTED])
    deeds.save(author)
    deeds.submit(author)
    album.take(author, "author has mended it")
    officer.goto("/desk/")
    officer.get_by_role("link", name=TITLE).first.click()
    deeds.clear(officer)
    album.take(officer, "officer has cleared it")
    return deeds.symbol_on(officer)


def _scheduled(album: Album, home: House, secretary: Page, public: Page, symbol: str) -> None:
    secret = Secret(symbol=symbol, said=("Quicklime", "quicklime"), words="Quicklime lamps")
    with watched(home.portal, [secret]) as watch:
        secretary.goto("/desk/")
        album.take(secretary, "secretary comes in")
        secretary.get_by_role("link", name=TITLE).first.click()
        at = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=AHEAD_SECONDS)
        deeds.ask_to_schedule(secretary, at)
        expect(secretary.locator("main")).to_contain_text("Facts that go out with it (1)")
        album.take(secretary, "secretary looks at what goes out")
        deeds.sign_off(secretary)
        assert datetime.now(UTC) < at, "it was signed off too late for this test"
        album.take(secretary, "secretary has scheduled it")
        secretary.goto("/desk/steps/clock/")
        album.take(secretary, "the clock")
        public.goto("/en/")
        if datetime.now(UTC) < at - timedelta(seconds=1):
            public.reload()
            assert TITLE not in public.content()
        seen = _seen(home, TITLE, until=at.timestamp() + 30)
        public.reload()
        album.take(public, "reader sees it on the home page")
        # The readers go on for a moment, so that what they see now they could have seen before.
        time.sleep(1)
    assert watch.before(at.timestamp()) == []
    assert watch.seen, "readers who never saw it could not have seen it early"
    # How soon after is for `bench.bench_embargo` to measure, not for a machine full of tests.
    assert seen >= at.timestamp()
    public.get_by_role("link", name=TITLE).first.click()
    expect(public.locator("h1")).to_have_text(TITLE)
    # What it reports came with it, and is tied to its words.
    expect(public.locator(".reported")).to_contain_text("Ada Quicklime visited Mere")
    album.take(public, "reader reads it")
    secretary.reload()
    album.take(secretary, "the clock afterwards")


def _seen(home: House, title: str, *, until: float) -> float:
    """Return when a reader who asks for the home page, again and again, finds a title there."""
    while time.time() < until:
        if title.encode() in ask(f"{home.portal}/en/")[1]:
            return time.time()
    raise AssertionError(f"{title} was not seen")


def _corrected(album: Album, secretary: Page, officer: Page, public: Page, symbol: str) -> None:
    deeds.on_the_record(secretary, symbol)
    album.take(secretary, "the record of it")
    secretary.get_by_role("button", name="Correct", exact=True).click()
    secretary.get_by_role("textbox", name="What readers are told has changed").fill(
        "The lamps burn in fog too."
    )
    deeds.write_body(secretary, [FIRST, CORRECTED, REPORTED])
    deeds.save(secretary)
    album.take(secretary, "secretary corrects it")
    deeds.submit(secretary)
    officer.goto("/desk/")
    officer.get_by_role("link", name=TITLE).first.click()
    deeds.clear(officer)
    secretary.reload()
    deeds.publish_now(secretary)
    public.goto(f"/en/releases/{symbol}")
    _until(public, "in fog")
    expect(public.get_by_role("note").first).to_contain_text("corrected")
    album.take(public, "reader sees that it was corrected")
    public.get_by_role("link", name="What was changed").first.click()
    expect(public.locator("body")).to_contain_text("The lamps burn in fog too.")
    expect(public.locator("ins").first).to_contain_text("and in fog")
    album.take(public, "reader sees what was changed")


def _withdrawn(album: Album, home: House, secretary: Page, public: Page, symbol: str) -> None:
    deeds.on_the_record(secretary, symbol)
    secretary.get_by_role("link", name="Withdraw…").click()
    secretary.get_by_label("The reason, as readers are told it").fill("No lamp was ever lit.")
    album.take(secretary, "secretary withdraws it")
    secretary.get_by_role("button", name="Withdraw it now").click()
    expect(secretary.locator(".messages")).to_contain_text(symbol)
    public.goto(f"/en/releases/{symbol}")
    _until(public, "No lamp was ever lit.")
    album.take(public, "reader sees why it was withdrawn")
    expect(public.locator("body")).not_to_contain_text("harbour master")
    status, _ = ask(f"{home.portal}/en/releases/{symbol}")
    assert status == 410
    _, found = ask(f"{home.portal}/en/search.json?q=harbour+master")
    assert symbol.encode() not in found
    secretary.reload()
    album.take(secretary, "secretary has withdrawn it")


def _until(public: Page, words: str, *, seconds: float = 10) -> None:
    """Reload a page until it says something."""
    until = time.time() + seconds
    while words not in public.content() and time.time() < until:
        public.reload()
    expect(public.locator("body")).to_contain_text(words)


def test_nothing_of_a_draft_is_public(browser: Browser, home: House) -> None:
    author = at_the_desk(browser, home, "author")
    deeds.draft(author, title=TITLE, paragraphs=[FIRST, SECOND], contact=CONTACT)
    deeds.submit(author)
    secret = Secret(
        symbol=deeds.symbol_on(author), said=("Quicklime", "quicklime"), words="Quicklime lamps"
    )
    assert leaks(home.portal, secret) == []
