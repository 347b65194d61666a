"""What the rules find in a translation."""

from __future__ import annotations

import pytest

from communique.cli.profile_files import read_profile
from communique.core.record import Finding
from communique.core.text import LINK, Mark, Text
from communique.newsroom.translations.findings import findings
from communique.newsroom.translations.passages import Sides, passages_in, side_by_side, taken_in
from tests.sites import SMALL_PROFILE

ORIGINAL = Text(
    title="The harbour lights are lit again",
    body=(
        "MERE, 2 May 1999 – The 1,200 harbour lights were lit again today at the northern shore.",
        "Boats may pass by night from now on, says the report that was given to the ferrymen.",
    ),
    marks=(Mark(kind=LINK, paragraph=2, start=46, end=52, to="https://lakes.example/report"),),
)
FRENCH = {
    "title-1": "Les feux du port sont rallumés",
    "body-1": "MERE, 2 mai 1999 – Les 1 200 feux du port ont été rallumés aujourd’hui au nord.",
    "body-2": "Les bateaux peuvent passer la nuit, selon le [rapport](1) remis aux passeurs.",
}


def found(**changed: str) -> list[tuple[str, str, str]]:
    typed = {**FRENCH, **{key.replace("_", "-"): text for key, text in changed.items()}}
    return told(taken_in(side_by_side(ORIGINAL, ()), typed))


def told(sides: Sides) -> list[tuple[str, str, str]]:
    return [(one.code, one.level, one.field) for one in judged(sides)]


def judged(sides: Sides) -> tuple[Finding, ...]:
    words = read_profile(SMALL_PROFILE).reading.stop_words
    return findings(sides, source="en", target="fr", stop_words=words)


def test_a_good_translation_has_no_finding() -> None:
    assert found() == []


def test_a_translation_without_a_title_is_not_ready() -> None:
    assert found(title_1="") == [("translation.no-title", "error", "title-1")]


def test_a_paragraph_that_is_not_translated_is_named() -> None:
    assert ("translation.missing", "error", "body-2") in found(body_2="")


@pytest.mark.parametrize("said", ["1200", "1.200", "1 200", "1\u202f200"])
def test_a_number_is_the_same_however_it_is_grouped(said: str) -> None:
    assert found(body_1=FRENCH["body-1"].replace("1 200", said)) == []


def test_a_number_that_is_missing_is_named() -> None:
    changed = FRENCH["body-1"].replace("1 200", "1 300")
    assert found(body_1=changed) == [("translation.number", "warning", "body-1")]
    (finding,) = judged(taken_in(side_by_side(ORIGINAL, ()), {**FRENCH, "body-1": changed}))
    assert finding.message == "a number of the original is missing: 1,200"


def test_a_link_that_is_missing_is_named() -> None:
    changed = FRENCH["body-2"].replace("[rapport](1)", "rapport")
    assert found(body_2=changed) == [("translation.link", "warning", "body-2")]


def test_a_paragraph_in_the_words_of_the_original_is_a_finding() -> None:
    assert ("translation.same-words", "warning", "body-1") in found(body_1=ORIGINAL.body[0])


def test_a_text_copied_in_the_language_of_the_original_is_not_ready() -> None:
    copied = {"body_1": ORIGINAL.body[0], "body_2": ORIGINAL.body[1]}
    assert ("translation.language", "error", "body-1") in found(**copied)


def test_a_text_in_a_third_language_is_a_finding() -> None:
    german = (
        "Die Boote fahren von nun an in der Nacht und die Fährleute sind am Ufer zum Bericht "
        "der Wächter, der heute bei den Lichtern im Hafen für sie nicht zur Hand ist."
    )
    assert ("translation.language", "warning", "body-1") in found(body_2=german)


def test_a_paragraph_whose_original_has_changed_is_not_ready_until_it_is_looked_at() -> None:
    sides = taken_in(side_by_side(ORIGINAL, ()), FRENCH)
    longer = Text(title=ORIGINAL.title + " tonight", body=ORIGINAL.body, marks=ORIGINAL.marks)
    behind = side_by_side(longer, passages_in(sides))
    assert ("translation.behind", "error", "title-1") in told(behind)
    assert told(taken_in(behind, {}, ["title-1"])) == []


def test_a_paragraph_of_which_a_few_words_are_translated_is_a_finding() -> None:
    half = ORIGINAL.body[0].replace("today", "aujourd’hui")
    assert ("translation.same-words", "warning", "body-1") in found(body_1=half)
