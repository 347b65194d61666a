"""Quotations as a person's page shows them."""

from __future__ import annotations

from dataclasses import replace

from communique.core.record import Quote, Ref, Release
from communique.core.text import Text
from communique.render.registry.parts import Quotations
from communique.render.registry.quotations import MOST, section
from tests.render.registry.settings import setting
from tests.sites import release

ADA = Ref(name="Ada", code="ada-example")
TEXTS = {
    "en": Text(title="Lamps", body=("The lamps are lit.",)),
    "fr": Text(title="Phares", body=("Ils brillent.", "Les phares sont allumés.")),
}


def said(words: str, lang: str = "en", paragraph: int = 1) -> Quote:
    """Return something that Ada said."""
    return Quote(words=words, speaker=ADA, paragraph=paragraph, lang=lang)


def shown(*quoting: Release, lang: str = "en") -> Quotations:
    """Return the section, which is there."""
    made = section("ada-example", quoting, setting(lang=lang))
    assert made is not None
    return made


def test_at_most_twenty_are_shown() -> None:
    quoting = [
        release(str(number), quotes=(said("One."), said("Two.", paragraph=2)))
        for number in range(101, 120)
    ]
    made = shown(*quoting)
    assert len(made.quotations) == MOST == 20
    assert made.quotations[-1].release.value == "110"


def test_whoever_is_quoted_nowhere_has_no_section() -> None:
    other = Quote(words="No.", speaker=Ref(name="Ben", code="ben-example"), paragraph=1)
    quoting = [release("101"), release("102", quotes=(other,))]
    assert section("ada-example", quoting, setting()) is None


def test_within_a_release_quotations_stand_in_the_order_of_its_paragraphs() -> None:
    made = shown(release("101", quotes=(said("Two.", paragraph=2), said("One."))))
    assert [one.words for one in made.quotations] == ["One.", "Two."]


def test_words_quoted_in_one_text_only_lead_to_that_text() -> None:
    quoting = release("101", texts=TEXTS, quotes=(said("Ils brillent.", "fr", 2),))
    (one,) = shown(quoting).quotations
    assert (one.lang, one.release.text, one.release.lang) == ("fr", "Phares", "fr")
    assert one.release.href == "/en/releases/101/lamps?text=fr#p2"
    (read,) = shown(quoting, lang="fr").quotations
    assert (read.release.lang, read.release.href) == ("", "/fr/releases/101/phares#p2")


def test_words_in_a_language_that_the_release_has_no_text_in_are_not_shown() -> None:
    quoting = release("101", quotes=(said("Ils brillent.", "fr"),))
    assert section("ada-example", [quoting], setting(lang="fr")) is None


def test_a_sample_says_that_it_is_one() -> None:
    quoting = release("101", quotes=(said("One."),))
    assert shown(quoting).quotations[0].release.note == ""
    assert shown(replace(quoting, sample=True)).quotations[0].release.note == "(Sample)"
