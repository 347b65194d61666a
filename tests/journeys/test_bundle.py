"""Two releases as one bundle, a translation, a picture, an attachment; then a stale text."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.journeys import deeds
from tests.journeys.house import House
from tests.journeys.leaks import Secret, ask, watched
from tests.journeys.people import Album, at_the_desk, reader
from tests.newsroom.uploads.files import pdf, picture

TODAY = f"{datetime.now(UTC):%-d %B %Y}"
FIRST_TITLE = "Saltpetre barges reach Tarn"
FIRST = (
    f"MERE, {TODAY} – The first saltpetre barges reached Tarn today, says the Secretariat.",
    "They carry 40 lamps for the fisheries of Eastmark.",
)
SECOND_TITLE = "Saltpetre prices are published"
SECOND = (f"MERE, {TODAY} – The prices of saltpetre are published with the barges.",)
FRENCH = {
    "title-1": "Les barges de salpêtre arrivent à Tarn",
    "body-1": f"MERE, {TODAY} – Les premières barges de salpêtre sont arrivées à Tarn, selon le ",
    "body-2": "Elles portent 40 lampes pour la pêche de l’Eastmark.",
}
AHEAD_SECONDS = 15


def test_a_bundle_goes_out_as_one_and_its_translation_is_kept_up(
    browser: Browser, home: House, tmp_path: Path
) -> None:
    album = Album.of("bundle")
    author, translator, officer, secretary = (
        at_the_desk(browser, home, name)
        for name in ("author", "translator", "clearance-officer", "press-secretary")
    )
    files = _drafted_with_files(album, author, tmp_path)
    _translated(album, translator)
    first = _cleared(album, author, officer, FIRST_TITLE)
    deeds.draft(author, title=SECOND_TITLE, paragraphs=SECOND, contact="Press office")
    second = _cleared(album, author, officer, SECOND_TITLE)
    public = reader(browser, home)
    _out_together(album, home, secretary, public, [first, second], files)
    _left_behind(album, secretary, officer, public, first)
    _brought_up_to_date(album, translator, officer, secretary, public, first)


def _drafted_with_files(album: Album, author: Page, folder: Path) -> tuple[str, ...]:
    deeds.draft(author, title=FIRST_TITLE, paragraphs=FIRST, contact="Press office")
    author.locator(".tr-panel").get_by_role("button", name="Ask for it").click()
    (folder / "barge.jpg").write_bytes(picture())
    (folder / "prices.pdf").write_bytes(pdf())
    author.locator("#up-file").set_input_files([folder / "barge.jpg", folder / "prices.pdf"])
    author.get_by_label("Alternative text (English)").fill("A barge with lamps.")
    author.get_by_label("Alternative text (French)").fill("Une barge avec des lampes.")
    author.get_by_label("Title (English)").fill("The prices")
    author.get_by_label("Title (French)").fill("Les prix")
    # What was said of an earlier save is no word of this one.
    with author.expect_response(lambda answer: "/desk/uploads/" in answer.url):
        author.get_by_label("Title (French)").press("Tab")
    expect(author.locator(".up-status")).to_contain_text("Files saved.")
    album.take(author, "author has added files and asked for French")
    return tuple(
        f"/media/{one.get_attribute('data-digest')}/{name}"
        for one, name in zip(
            author.locator(".up-item").all(), ("barge.jpg", "prices.pdf"), strict=True
        )
    )


def _translated(album: Album, translator: Page) -> None:
    translator.get_by_role("link", name="Translations", exact=True).click()
    album.take(translator, "translator finds what waits")
    translator.get_by_role("link", name=FIRST_TITLE).click()
    for key, text in FRENCH.items():
        translator.locator(f"#text-{key}").fill(text)
    # The name of the structure comes from the vocabulary, at one key.
    translator.locator("#text-body-1").press("End")
    translator.locator("#text-body-1").press("Alt+Digit2")
    expect(translator.locator("#text-body-1")).to_have_value(f"{FRENCH['body-1']}Secrétariat")
    album.take(translator, "translator writes")
    translator.get_by_role("button", name="Save and make ready").click()
    expect(translator.locator(".messages")).to_contain_text("Ready")
    album.take(translator, "translator has made it ready")


def _cleared(album: Album, author: Page, officer: Page, title: str) -> str:
    deeds.open_work(author, title)
    deeds.submit(author)
    officer.goto("/desk/")
    officer.get_by_role("link", name=title).first.click()
    album.take(officer, "officer reads")
    deeds.clear(officer)
    return deeds.symbol_on(officer)


def _out_together(
    album: Album,
    home: House,
    secretary: Page,
    public: Page,
    symbols: list[str],
    files: tuple[str, ...],
) -> None:
    secretary.get_by_role("link", name="Bundles", exact=True).click()
    secretary.get_by_label("Name of a new bundle").fill("Barges and prices")
    secretary.get_by_role("button", name="Make it").click()
    for symbol in symbols:
        option = secretary.locator("#bundle-copy option", has_text=symbol)
        secretary.get_by_label("Put in").select_option(option.get_attribute("value"))
        secretary.get_by_role("button", name="Put it in").click()
        expect(secretary.locator("table.listing")).to_contain_text(symbol)
    album.take(secretary, "secretary has filled the bundle")
    digests = tuple(path.split("/")[2] for path in files)
    said = ("Saltpetre", "saltpetre", "salpêtre", *digests)
    secrets = [Secret(symbol=symbol, said=said, words="barges", files=files) for symbol in symbols]
    with watched(home.portal, secrets) as watch:
        at = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=AHEAD_SECONDS)
        deeds.ask_to_schedule(secretary, at, button="Schedule all…")
        album.take(secretary, "secretary looks at the bundle")
        deeds.sign_off(secretary)
        assert datetime.now(UTC) < at, "it was signed off too late for this test"
        while time.time() < at.timestamp() + 4:
            time.sleep(0.2)
    assert watch.before(at.timestamp()) == []
    assert {leak.address for leak in watch.seen} >= {home.portal + path for path in files}
    public.goto("/fr/")
    for title in (FRENCH["title-1"], SECOND_TITLE):
        expect(public.get_by_role("link", name=title).first).to_be_visible()
    public.get_by_role("link", name=FRENCH["title-1"]).first.click()
    expect(public.locator("h1")).to_have_text(FRENCH["title-1"])
    expect(public.get_by_alt_text("Une barge avec des lampes.")).to_be_visible()
    expect(public.get_by_role("link", name="Les prix").first).to_be_visible()
    album.take(public, "reader reads it in French")
    assert [ask(home.portal + path)[0] for path in files] == [200, 200]
    album.take(secretary, "secretary sees the bundle out")


def _left_behind(album: Album, secretary: Page, officer: Page, public: Page, symbol: str) -> None:
    deeds.on_the_record(secretary, symbol)
    secretary.get_by_role("button", name="Correct", exact=True).click()
    secretary.get_by_role("textbox", name="What readers are told").fill("There are 41 lamps.")
    deeds.write_body(secretary, [FIRST[0], FIRST[1].replace("40", "41")])
    deeds.save(secretary)
    deeds.submit(secretary)
    officer.goto("/desk/")
    officer.get_by_role("link", name=FIRST_TITLE).first.click()
    deeds.clear(officer)
    secretary.reload()
    secretary.get_by_role("button", name="Publish now…").click()
    expect(secretary.locator("body")).to_contain_text("will be behind the original")
    album.take(secretary, "secretary is told what is left behind")
    deeds.sign_off(secretary)
    public.goto(f"/fr/releases/{symbol}")
    _until_noted(public, is_noted=True)
    album.take(public, "reader is told that the French text is behind")


def _brought_up_to_date(
    album: Album, translator: Page, officer: Page, secretary: Page, public: Page, symbol: str
) -> None:
    translator.get_by_role("link", name="Translations", exact=True).click()
    album.take(translator, "translator finds the text left behind")
    translator.get_by_role("button", name="Bring up to date").first.click()
    expect(translator.locator("ins")).to_have_text("41")
    album.take(translator, "translator sees what changed")
    translator.locator("#text-body-2").fill(FRENCH["body-2"].replace("40", "41"))
    translator.get_by_role("button", name="Save and make ready").click()
    expect(translator.locator(".messages")).to_contain_text("Ready")
    officer.goto("/desk/")
    officer.get_by_role("link", name=FIRST_TITLE).first.click()
    album.take(officer, "officer reads the new French text")
    deeds.clear(officer)
    secretary.goto("/desk/")
    secretary.get_by_role("link", name=FIRST_TITLE).first.click()
    deeds.publish_now(secretary)
    public.goto(f"/fr/releases/{symbol}")
    _until_noted(public, is_noted=False)
    expect(public.locator("body")).to_contain_text("41 lampes")
    album.take(public, "reader reads the new French text")


def _until_noted(public: Page, *, is_noted: bool, seconds: float = 15) -> None:
    """Reload a page until it says, or says no more, that it follows an older original."""
    note = public.locator("[role=note] a[hreflang]")
    until = time.time() + seconds
    while bool(note.count()) != is_noted and time.time() < until:
        public.reload()
    assert bool(note.count()) == is_noted
