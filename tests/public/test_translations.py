"""A translation made from older words says so, first thing, wherever it is shown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from communique.core.text import Text, words_digest
from communique.public.app import Portal
from tests.public.asking import ask, enter, followed, portal_of
from tests.sites import correct, issue, release, small_site

ENGLISH = Text(title="Eels return", body=("Eels were counted in July.",))
FRENCH = Text(
    title="Les anguilles reviennent",
    body=("Les anguilles ont été comptées.",),
    follows=words_digest(ENGLISH),
)
ONE = replace(release("401", texts={"en": ENGLISH, "fr": FRENCH}), original="en")
LATER = replace(ENGLISH, body=("Eels were counted in August.",))


@pytest.fixture
def portal(tmp_path: Path) -> Portal:
    """Return the portal of a site with a release in two languages."""
    config = small_site(tmp_path / "site")
    enter(config, issue(ONE))
    return portal_of(config)


def test_a_translation_of_todays_words_is_like_any_text(portal: Portal) -> None:
    page = followed(portal, "/fr/releases/401")
    assert "suit un texte antérieur" not in page.text
    address = ask(portal, "/fr/releases/401").headers["location"]
    assert ask(portal, address + ".json").json["stale"] is False


def test_a_translation_of_older_words_says_so_before_its_text(portal: Portal) -> None:
    enter(portal.shelf.config, correct(replace(ONE, texts={"en": LATER, "fr": FRENCH})))
    page = followed(portal, "/fr/releases/401").text
    notice = page.index("Cette traduction suit un texte antérieur de l’original.")
    assert notice < page.index('<div class="text"')
    assert '<a href="/en/releases/401/eels-return" hreflang="en">' in page[notice:]
    assert "This translation" not in followed(portal, "/en/releases/401").text


def test_the_twins_say_so(portal: Portal) -> None:
    enter(portal.shelf.config, correct(replace(ONE, texts={"en": LATER, "fr": FRENCH})))
    address = ask(portal, "/fr/releases/401").headers["location"]
    twin = ask(portal, address + ".json").json
    assert (twin["lang"], twin["stale"], twin["stale_langs"]) == ("fr", True, ["fr"])
    assert ask(portal, "/en/releases/401/eels-return.json").json["stale"] is False
    markdown = ask(portal, address + ".md").text
    assert "> Cette traduction suit un texte antérieur de l’original. [Lire" in markdown
    assert "(<http://lakes.example/en/releases/401/eels-return>)" in markdown


def test_lists_say_so(portal: Portal) -> None:
    enter(portal.shelf.config, correct(replace(ONE, texts={"en": LATER, "fr": FRENCH})))
    assert "Texte antérieur" in ask(portal, "/fr/").text
    assert "Earlier text" not in ask(portal, "/en/").text
    assert ask(portal, "/fr.json").json["releases"][0]["stale"] is True


def test_an_original_in_a_language_without_pages_is_named(portal: Portal) -> None:
    finnish = Text(title="Ankeriaat", body=("Ankeriaat palasivat.",))
    texts = {"fi": finnish, "fr": FRENCH}
    enter(portal.shelf.config, issue(replace(ONE, symbol="402", texts=texts, original="fi")))
    page = followed(portal, "/fr/releases/402").text
    assert "Langue de l’original : finnois." in page


def test_the_changes_of_a_text_leave_out_what_it_was_made_from(portal: Portal) -> None:
    other = replace(FRENCH, follows=words_digest(LATER))
    enter(portal.shelf.config, correct(replace(ONE, texts={"en": LATER, "fr": other})))
    changes = ask(portal, "/en/releases/401/eels-return/changes.json").json["changes"]
    assert [text["lang"] for text in changes[0]["texts"]] == ["en"]
