"""A release's page says what was issued, in which state it is, and how to check it."""

from __future__ import annotations

import re
from base64 import b64decode
from html import unescape
from pathlib import Path

import pytest

from communique.core.text import Text
from communique.log.merkle import leaf_hash, verify_inclusion
from communique.log.note import open_checkpoint
from communique.public.app import Portal
from communique.store.query import edition
from tests.public.asking import ask, english, enter, followed, lakes, portal_of, releases
from tests.sites import issue, release

SLUG = "lights-on-the-northern-shore-notice-101"
PAGE = f"/en/releases/101/{SLUG}"


def test_a_release_stands_at_its_symbol_and_title(lake_portal: Portal) -> None:
    page = ask(lake_portal, PAGE)
    assert page.status == 200
    for paragraph in releases()["101"].texts["en"].body:
        assert paragraph in unescape(page.text)
    assert '<p id="p2">' in page.text


@pytest.mark.parametrize("address", ["/en/releases/101", "/en/releases/101/another-title"])
def test_another_title_leads_to_the_right_one(lake_portal: Portal, address: str) -> None:
    moved = ask(lake_portal, address)
    assert (moved.status, moved.headers["location"]) == (301, PAGE)
    assert ask(lake_portal, address + ".json").headers["location"] == PAGE + ".json"


def test_a_symbol_nobody_bears_is_not_found(lake_portal: Portal) -> None:
    assert ask(lake_portal, "/en/releases/999").status == 404
    assert ask(lake_portal, "/en/releases/country.xa").status == 404


def test_names_are_those_of_the_day_with_todays_beside_them(lake_portal: Portal) -> None:
    page = ask(lake_portal, PAGE).text
    assert "CTL Bureau in Tarn" in page
    assert "(today CTL Office in Tarn)" in page


def test_a_page_seen_on_an_earlier_day_knows_no_later_name(lake_portal: Portal) -> None:
    page = ask(lake_portal, PAGE + "?on=2000-01-01").text
    assert "CTL Bureau in Tarn" in page
    assert "CTL Office in Tarn" not in page
    assert "1 January 2000" in page


def test_a_release_had_not_been_issued_before_its_day(lake_portal: Portal) -> None:
    assert ask(lake_portal, PAGE + "?on=1999-05-02").status == 200
    assert ask(lake_portal, PAGE + "?on=1999-05-01").status == 404


def test_a_text_in_a_language_the_interface_does_not_speak_is_one_click_away(
    tmp_path: Path,
) -> None:
    config = lakes(tmp_path / "site")
    finnish = Text(title="Ankeriaat on laskettu", body=("Ne laskettiin 2. toukokuuta.",))
    both = {"en": english(), "fi": finnish}
    enter(config, issue(release("4711", texts=both, original="en")))
    portal = portal_of(config)
    page = followed(portal, "/en/releases/4711")
    assert re.search(r'href="(/en/releases/4711/[^"]*\?text=fi)"', page.text)
    shown = followed(portal, "/en/releases/4711?text=fi")
    assert '<article lang="fi"' in shown.text or 'lang="fi"' in shown.text
    assert "Ne laskettiin 2. toukokuuta." in shown.text
    assert "is not on the record in" not in shown.text
    assert ask(portal, "/en/releases/4711?text=it").status == 404


def test_a_text_in_the_readers_language_is_preferred(lake_portal: Portal) -> None:
    page = followed(lake_portal, "/fr/releases/102")
    assert "Les anguilles ont été comptées." in page.text
    assert 'hreflang="en"' in page.text
    assert "juillet 2005" in page.text


def test_a_text_in_another_language_is_shown_with_a_word_on_it(lake_portal: Portal) -> None:
    page = followed(lake_portal, "/en/releases/106").text
    assert "not on the record in English. It is shown in French." in page
    assert '<div class="text" lang="fr">' in page


def test_words_that_look_like_markup_stay_words(lake_portal: Portal) -> None:
    page = followed(lake_portal, "/fr/releases/106").text
    assert "<script" not in page
    assert "<script>alert(1)</script> </p> &amp; ]]> _texte_" in unescape(page)


def test_a_sample_says_that_it_is_one(lake_portal: Portal) -> None:
    assert "This is a sample" in followed(lake_portal, "/en/releases/106").text
    assert "This is a sample" not in ask(lake_portal, PAGE).text


def test_a_quotation_names_its_speaker_and_paragraph(lake_portal: Portal) -> None:
    page = ask(lake_portal, PAGE).text
    quotes = page[page.index('<section class="quotes"') :]
    assert "A ferryman" in quotes
    assert 'href="#p2"' in quotes


def test_a_correction_shows_the_words_it_changed(lake_portal: Portal) -> None:
    page = followed(lake_portal, "/en/releases/103").text
    assert "by day" in page
    assert "by night" not in page
    assert "A word was wrong." in page
    changes = ask(lake_portal, "/en/releases/103/lights-on-the-northern-shore-notice-103/changes")
    assert "night</del>" in changes.text
    assert "day</ins>" in changes.text
    twin = ask(
        lake_portal, "/en/releases/103/lights-on-the-northern-shore-notice-103/changes.json"
    ).json
    assert ["out", "night"] in twin["changes"][0]["texts"][0]["runs"]


@pytest.mark.parametrize("symbol", ["104", "105"])
@pytest.mark.parametrize("suffix", ["", ".json", ".md", "/any-title", "/any-title.json"])
def test_a_release_that_is_gone_answers_410_without_a_word_of_it(
    lake_portal: Portal, symbol: str, suffix: str
) -> None:
    page = ask(lake_portal, f"/en/releases/{symbol}{suffix}")
    assert page.status == 410
    assert "ylophone" not in page.text


def test_a_withdrawal_gives_its_reason(lake_portal: Portal) -> None:
    assert "It was issued by mistake." in ask(lake_portal, "/en/releases/104").text
    assert ask(lake_portal, "/en/releases/104.json").json["reason"] == "It was issued by mistake."


@pytest.mark.parametrize("symbol", ["104", "105"])
def test_what_is_gone_is_gone_at_every_size(lake_portal: Portal, symbol: str) -> None:
    held = edition(lake_portal.shelf.record().store, symbol)
    assert held is not None
    for size in range(held.versions[0].index + 1, held.tree_size + 1):
        assert ask(lake_portal, f"/en/releases/{symbol}?size={size}").status == 410
        for page in ("/en/", "/en.json", "/en/releases.atom", "/en/countries/northland"):
            assert "ylophone" not in ask(lake_portal, f"{page}?size={size}").text


def test_the_log_at_an_earlier_size_had_the_text_before_its_correction(
    lake_portal: Portal,
) -> None:
    held = edition(lake_portal.shelf.record().store, "103")
    assert held is not None
    address = "/en/releases/103/lights-on-the-northern-shore-notice-103"
    correction = held.versions[1].index
    assert "by night" in ask(lake_portal, f"{address}?size={correction}").text
    assert "by day" in ask(lake_portal, f"{address}?size={correction + 1}").text
    assert ask(lake_portal, f"{address}?size={held.versions[0].index}").status == 404


def test_a_size_the_log_does_not_have_is_not_found(lake_portal: Portal) -> None:
    assert ask(lake_portal, PAGE + "?size=100000").status == 404
    assert ask(lake_portal, "/en/?size=0").status == 404


def test_the_json_twin_proves_the_entry_from_the_signed_checkpoint(lake_portal: Portal) -> None:
    twin = ask(lake_portal, PAGE + ".json").json
    record = lake_portal.shelf.record()
    proof = twin["proof"]
    checkpoint = open_checkpoint(proof["checkpoint"].encode(), record.log.verifier)
    leaf = record.log.entry(proof["index"])
    assert leaf_hash(leaf).hex() == twin["entry"]["leaf_hash"]
    assert verify_inclusion(
        leaf_hash(leaf),
        index=proof["index"],
        size=checkpoint.size,
        tree_root=checkpoint.root,
        proof=[b64decode(one) for one in proof["hashes"]],
    )


def test_the_json_twin_carries_the_record_as_entered(lake_portal: Portal) -> None:
    twin = ask(lake_portal, PAGE + ".json").json
    deposited = ask(lake_portal, f"/deposit/{twin['entry']['digest']}").json
    assert twin["record"] == deposited["record"]


def test_the_markdown_twin_marks_nothing_that_the_text_did_not(lake_portal: Portal) -> None:
    found = ask(lake_portal, "/fr/releases/106")
    text = ask(lake_portal, found.headers["location"] + ".md").text
    assert r"\<script\>" in text
    assert r"\_texte\_" in text
