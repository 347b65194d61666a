"""Another organisation's archive goes in with one command, by data alone."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from communique.cli.init import make_site
from communique.cli.main import main
from communique.config import Config
from communique.core.arrival import arrival_of
from communique.core.beside import contacts_of, links_of
from communique.core.edition import Edition
from communique.core.record import Draft
from communique.core.text import squeeze
from communique.ingest.mapped import Mapped
from communique.ingest.node import texts_at
from communique.ingest.pieces import pieces_of
from communique.ingest.reading import read
from communique.store.db import open_store
from communique.store.desk_list import Sought, find, line_of
from communique.store.query import edition, of_symbols, redirect
from tests.ingest.news_service import Message, archive
from tests.ingest.test_mapped import PROFILE
from tests.public.asking import ask, followed, portal_of
from tests.tools import ROOT

REVISED = ("2017-03-06 16:20", "2017-03-07 09:00")
MESSAGES = {
    "1.xml": Message(number=70001),
    "2.xml": Message(number=70002, texts={"de": "de", "fr": "fr", "en": "de"}),
    "3.xml": Message(number=70003, revised=REVISED, city="Rom/Bern"),
    "4.xml": Message(number=70004, revoked="yes"),
}
NAMES = {
    "de": "Schweizerische Bundesverwaltung",
    "fr": "Administration fédérale suisse",
    "it": "Amministrazione federale svizzera",
    "en": "Swiss Federal Administration",
}
CORPUS = ROOT.parent / "shared" / "corpora" / "nsb-2017.tar.xz"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """Return the site of another organisation with what its archive holds."""
    folder = tmp_path_factory.mktemp("federal")
    config = Config(
        site=folder / "site",
        origin="federal.example/log",
        url="http://federal.example",
        profile="x",
    )
    make_site(config, PROFILE)
    packed = archive(folder / "a.tar.xz", {
        **{name: message.xml().encode() for name, message in MESSAGES.items()}, "5.xml": b"",
    })  # fmt: skip
    assert main(["import", str(config.site), str(packed), "--report", str(folder / "r.json")]) == 1
    return config


def _called(config: Config, symbol: str) -> tuple[bool, str]:
    """Return whether lists of the portal call a release corrected, and its state at the desk."""
    with open_store(config.store) as store:
        line = line_of(store, symbol)
        assert line is not None
        assert find(store, Sought(states=(line.state,), symbols=frozenset({symbol}))).total == 1
        return of_symbols(store, [symbol])[symbol].corrected, line.state


def _edition(config: Config, symbol: str) -> Edition:
    with open_store(config.store) as store:
        found = edition(store, symbol)
    assert found is not None
    return found


def test_the_languages_of_a_message_are_one_release(site: Config) -> None:
    current = _edition(site, "70001").current
    assert current is not None
    assert current.release is not None
    assert current.release.langs == ("de", "en", "fr", "it")


def test_a_copied_text_is_shown_as_no_translation(site: Config) -> None:
    current = _edition(site, "70002").current
    assert current is not None
    assert current.entry.langs == ("de", "fr")


def test_revisions_are_versions_with_their_times(site: Config) -> None:
    found = _edition(site, "70003")
    assert [version.entry.act.value for version in found.versions] == [
        "issue",
        "correct",
        "correct",
    ]
    assert [one.at for one in found.revisions.values()] == [
        "2017-03-06T15:20:00Z",
        "2017-03-07T08:00:00Z",
    ]
    assert found.is_only_revised


def test_what_was_revised_before_it_came_here_is_not_called_corrected(site: Config) -> None:
    assert not _edition(site, "70003").is_corrected
    assert _called(site, "70003") == (False, "issued")


def test_a_revoked_message_is_withdrawn_and_shows_no_word(site: Config) -> None:
    assert _edition(site, "70004").state == "withdrawn"


def test_every_old_address_leads_to_its_release(site: Config) -> None:
    german = "https://www.admin.ch/gov/de/start/dokumentation/medienmitteilungen.msg-id-70001.html"
    french = "https://www.admin.ch/gov/fr/accueil/documentation/communiques.msg-id-70001.html"
    with open_store(site.store) as store:
        assert {redirect(store, german), redirect(store, french)} == {"70001"}


def test_the_report_counts_all_and_names_the_file_that_is_empty(site: Config) -> None:
    report = json.loads((site.site.parent / "r.json").read_text("utf-8"))
    assert report["outcomes"] == {"entered": 3, "withdrawn": 1, "refused": 1}
    assert [page["path"].rpartition("!")[2] for page in report["pages"]] == ["2017/5.xml"]


def test_the_same_archive_again_changes_nothing(
    site: Config, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["import", str(site.site), str(site.site.parent / "a.tar.xz")])
    assert "4 unchanged, 1 refused" in capsys.readouterr().out


def test_a_later_revision_brings_its_words_and_its_time(site: Config, tmp_path: Path) -> None:
    later = Message(number=70003, revised=(*REVISED, "2017-04-01 12:00"), city="Bern")
    changed = later.xml().replace("nicht gezählt", "niemals gezählt")
    (tmp_path / "later.xml").write_text(changed, "utf-8")
    assert main(["import", str(site.site), str(tmp_path / "later.xml")]) == 0
    found = _edition(site, "70003")
    assert len(found.versions) == 4
    assert not found.is_only_revised
    assert found.current is not None
    assert found.current.release is not None
    assert "niemals gezählt" in found.current.release.texts["de"].summary
    # Now readers of this record have seen two texts.
    assert _called(site, "70003") == (True, "corrected")
    assert found.is_corrected


def test_two_records_that_claim_one_address_are_named(
    tmp_path: Path, site: Config, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in (80001, 80002):
        page = tmp_path / f"{number}.xml"
        page.write_text(Message(number=number).xml(), "utf-8")
    main(["import", str(site.site), str(tmp_path), "--address", "https://old.example/one"])
    said = capsys.readouterr().out
    assert "https://old.example/one leads to 80001 already, and goes on doing so" in said
    with open_store(site.store) as store:
        assert redirect(store, "https://old.example/one") == "80001"


@pytest.mark.skipif(not CORPUS.is_file(), reason=f"{CORPUS} is not here: it is no part of this")
def test_a_real_archive_of_another_organisation_is_read_without_losing_a_word() -> None:
    from datetime import date
    from itertools import islice

    texts = releases = links = 0
    for piece in islice(pieces_of(CORPUS, PROFILE.reading.mappings), 60):
        assert not isinstance(piece.found, Exception), piece.name
        found = read(piece.found, PROFILE, today=date(2018, 1, 1))
        releases += 1
        texts += len(found.texts)
        levels = {one.level for text in found.texts for one in text.findings}
        assert "error" not in levels, piece.name
        assert isinstance(piece.found, Mapped)
        drafts = [one.reading for one in found.texts if isinstance(one.reading, Draft)]
        release = arrival_of(drafts, sample=False).release
        for lang in release.langs:
            at = f"content[@lang={lang}]"
            asked = [squeeze(text) for _, text in texts_at(piece.found.node, (f"{at}/contact",))]
            assert list(contacts_of(release, lang)) == asked, (piece.name, lang)
            paths = (f"{at}/attachment/uri", f"{at}/link/uri")
            named = [text for _, text in texts_at(piece.found.node, paths)]
            assert [one.to for one in links_of(release, lang)] == named, (piece.name, lang)
            links += len(named)
    assert texts > releases * 2
    assert links > releases


def test_the_portal_is_the_organisations_in_its_languages_and_of_nobody_else(site: Config) -> None:
    portal = portal_of(site)
    try:
        for lang, name in NAMES.items():
            paths = ("", "structures", "fields-of-work", "countries", "search", "about")
            pages = [ask(portal, f"/{lang}/{path}") for path in paths]
            pages += [followed(portal, f"/{lang}/releases/{number}") for number in (70001, 70003)]
            for page in pages:
                assert page.status in (200, 404)
                assert not re.search(r"\bOS[CZ]E\b|\bosce\b", page.text)
            assert name in pages[0].text
        home = ask(portal, "/de/").text
        assert {*re.findall(r'hreflang="([a-z]{2})"', home)} <= {*NAMES}
        assert ask(portal, "/").headers["location"].endswith(("/en/", "/de/"))
    finally:
        portal.shelf.close()


def test_each_language_shows_its_own_contacts_and_links(site: Config) -> None:
    portal = portal_of(site)
    try:
        german, french, english = (
            followed(portal, f"/{lang}/releases/70001").text for lang in ("de", "fr", "en")
        )
        twin = followed(portal, "/fr/releases/70001.md").text
    finally:
        portal.shelf.close()
    assert "Pressestelle" in german
    assert "Service de presse" in french
    assert '<a href="https://example.org/plan-de.pdf">Plan der Seen</a>' in german
    assert '<a href="https://example.org/plan-fr.pdf">Plan des lacs</a>' in french
    for page in (german, english):
        assert "plan-fr.pdf" not in page
    assert "plan-" not in english
    assert "[Plan des lacs](<https://example.org/plan-fr.pdf>) (example.org)" in twin
    assert "Service de presse" in twin


def test_a_table_of_the_record_has_the_contacts_and_links_of_each_language(
    site: Config, tmp_path: Path
) -> None:
    path = tmp_path / "record.csv"
    assert main(["export", str(site.site), "--format", "csv", "--output", str(path)]) == 0
    with path.open(encoding="utf-8", newline="") as file:
        rows = {row["lang"]: row for row in csv.DictReader(file) if row["symbol"] == "70001"}
    assert [rows[lang]["contacts"] for lang in ("de", "fr", "en")] == [
        "Pressestelle",
        "Service de presse",
        "Pressestelle",
    ]
    assert rows["de"]["link_labels"].splitlines() == ["Plan der Seen", "Über die Schiffe"]
    assert rows["de"]["links"].splitlines() == [
        "https://example.org/plan-de.pdf",
        "https://example.org/de",
    ]
    assert rows["it"]["links"] == ""


def test_an_export_brought_in_elsewhere_has_the_same_digests(site: Config, tmp_path: Path) -> None:
    path, other = tmp_path / "record.jsonl", replace(site, site=tmp_path / "other")
    assert main(["export", str(site.site), "--whole", "--output", str(path)]) == 0
    assert main(["init", str(other.site), "--empty"]) == 0
    assert main(["import", str(other.site), str(path)]) == 0
    for symbol in ("70001", "70003"):
        mine, theirs = (
            [version.entry.digest for version in _edition(one, symbol).versions]
            for one in (site, other)
        )
        assert mine == theirs


def test_a_release_shows_when_it_was_revised_before_it_came_here(site: Config) -> None:
    portal = portal_of(site)
    try:
        page = followed(portal, "/fr/releases/70003.json").json
    finally:
        portal.shelf.close()
    told = [step["revised"]["at"] for step in page["history"] if "revised" in step]
    assert told[:2] == ["2017-03-06T15:20:00Z", "2017-03-07T08:00:00Z"]
