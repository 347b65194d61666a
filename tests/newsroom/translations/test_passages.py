"""Original and translation stay beside one another, whatever becomes of the original."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from communique.core.comparison import IN, OUT
from communique.core.text import HEADING, ITEM, LINK, STRONG, Mark, Text
from communique.newsroom.translations.notation import read, written
from communique.newsroom.translations.passages import (
    Passage,
    Sides,
    passages_in,
    passages_of,
    side_by_side,
    taken_in,
    text_in,
)
from tests.strategies import sentences

ORIGINAL = Text(
    title="The harbour lights are lit again",
    summary="Boats may pass by night.",
    body=(
        "MERE, 2 May 1999 – The harbour lights were lit again today.",
        "What follows",
        "Boats may pass by night from now on, says the report of the keepers.",
        "The ferrymen have been told of it and carry their own lamps.",
    ),
    marks=(
        Mark(kind=HEADING, paragraph=2, level=2),
        Mark(kind=LINK, paragraph=3, start=46, end=52, to="https://lakes.example/report"),
    ),
)
FRENCH = {
    "title-1": "Les feux du port sont rallumés",
    "summary-1": "Les bateaux peuvent passer la nuit.",
    "body-1": "MERE, 2 mai 1999 – Les feux du port ont été rallumés aujourd’hui.",
    "body-2": "Ce qui suit",
    "body-3": "Les bateaux peuvent passer la nuit, selon le [rapport](1) des gardiens.",
    "body-4": "Les passeurs en ont été informés et portent leurs propres lampes.",
}


def translated() -> Sides:
    return taken_in(side_by_side(ORIGINAL, ()), FRENCH)


def test_a_whole_translation_has_the_paragraphs_and_marks_of_its_original() -> None:
    text = text_in(translated(), follows="x")
    assert text.title == FRENCH["title-1"]
    assert len(text.body) == len(ORIGINAL.body)
    assert text.body[2] == "Les bateaux peuvent passer la nuit, selon le rapport des gardiens."
    assert text.marks == (
        Mark(kind=HEADING, paragraph=2, level=2),
        Mark(kind=LINK, paragraph=3, start=45, end=52, to="https://lakes.example/report"),
    )
    assert text.follows == "x"


def test_what_is_not_translated_yet_is_left_out_and_marks_move_up_with_their_paragraph() -> None:
    half = taken_in(side_by_side(ORIGINAL, ()), {"body-2": "Ce qui suit"})
    assert text_in(half).body == ("Ce qui suit",)
    assert text_in(half).marks == (Mark(kind=HEADING, paragraph=1, level=2),)


def test_a_paragraph_that_changed_keeps_its_translation_and_shows_the_words_that_changed() -> None:
    body = (*ORIGINAL.body[:3], "The ferrymen have been told of it and carry two lamps.")
    sides = side_by_side(replace(ORIGINAL, body=body), passages_in(translated()))
    (behind,) = sides.behind
    assert (behind.key, behind.text) == ("body-4", FRENCH["body-4"])
    assert [(run.kind, run.text) for run in behind.changes if run.kind in (IN, OUT)] == [
        (OUT, "their own"),
        (IN, "two"),
    ]


def test_a_paragraph_put_in_leaves_the_others_beside_their_translation() -> None:
    body = ("A word before all others, new.", *ORIGINAL.body)
    sides = side_by_side(replace(ORIGINAL, body=body, marks=()), passages_in(translated()))
    assert [pair.text for pair in sides.pairs if pair.part == "body"] == [
        "",
        *(FRENCH[f"body-{number}"] for number in range(1, 5)),
    ]
    assert not sides.behind


def test_the_translation_of_a_paragraph_taken_out_is_left_over() -> None:
    sides = side_by_side(
        replace(ORIGINAL, body=ORIGINAL.body[:3], marks=()), passages_in(translated())
    )
    assert [one.text for one in sides.left_over] == [FRENCH["body-4"]]
    assert not sides.behind


def test_other_punctuation_in_the_original_puts_no_translation_behind() -> None:
    body = (ORIGINAL.body[0].replace("today.", "today!"), *ORIGINAL.body[1:])
    assert not side_by_side(replace(ORIGINAL, body=body), passages_in(translated())).behind


def test_a_passage_follows_the_original_once_its_words_change_or_are_said_to_be_right() -> None:
    changed = replace(ORIGINAL, title="The harbour lights are lit for ever")
    sides = side_by_side(changed, passages_in(translated()))
    assert [pair.key for pair in sides.behind] == ["title-1"]
    assert taken_in(sides, {"title-1": FRENCH["title-1"]}).behind
    assert not taken_in(sides, {"title-1": "Les feux du port, à jamais"}).behind
    assert not taken_in(sides, {}, ["title-1"]).behind


def test_a_translation_made_elsewhere_lies_beside_the_original_by_its_place() -> None:
    text = text_in(translated())
    sides = side_by_side(ORIGINAL, passages_of(text, ORIGINAL))
    assert text_in(sides) == text
    assert not sides.behind


def test_a_translation_of_another_number_of_paragraphs_loses_none() -> None:
    text = replace(text_in(translated()), marks=())
    longer = replace(text, body=(*text.body, "Un paragraphe de plus."))
    sides = side_by_side(ORIGINAL, passages_of(longer, ORIGINAL))
    assert [one.text for one in sides.left_over] == ["Un paragraphe de plus."]


def test_signs_mean_something_only_where_the_original_has_the_like() -> None:
    link = Mark(kind=LINK, paragraph=1, start=0, end=3, to="pr-2026-0001")
    strong = Mark(kind=STRONG, paragraph=1, start=0, end=3)
    assert read("5 * 3 [sic] *a*", (link,)).words == "5 * 3 [sic] *a*"
    assert read("[a](1) **b**", (link, strong)).words == "a b"
    assert read("[a](2)", (link,)).words == "[a](2)"
    assert read("[a](javascript:b)", (link,)).marks == ()
    assert read("[a](https://un.org/b)", ()).marks[0].to == "https://un.org/b"


def test_list_lines_stay_lines_of_a_list() -> None:
    original = Text(title="A", body=("One", "Two"), marks=(Mark(kind=ITEM, paragraph=2),))
    sides = taken_in(side_by_side(original, ()), {"body-1": "Un", "body-2": "Deux"})
    assert text_in(sides).marks == (Mark(kind=ITEM, paragraph=2),)


@given(
    st.lists(sentences("en"), min_size=1, max_size=6, unique=True).flatmap(
        lambda body: st.tuples(st.just(body), st.permutations(body))
    )
)
def test_paragraphs_in_another_order_take_their_translations_with_them(
    orders: tuple[list[str], list[str]],
) -> None:
    before, after = orders
    passages = [Passage(part="body", of=said, text=f"<{said}>") for said in before]
    sides = side_by_side(Text(title="", body=tuple(after)), passages)
    kept = [pair for pair in sides.pairs if pair.text]
    assert len(kept) + len(sides.left_over) == len(before)
    assert {pair.text for pair in kept} | {one.text for one in sides.left_over} == {
        f"<{said}>" for said in before
    }


@given(sentences("fr"), st.sampled_from((LINK, STRONG)), st.integers(0, 20), st.integers(1, 30))
def test_a_paragraph_survives_the_notation(said: str, kind: str, start: int, length: int) -> None:
    end = min(len(said), start + length)
    if start >= end:
        return
    to = "https://lakes.example/" if kind == LINK else ""
    mark = Mark(kind=kind, paragraph=1, start=start, end=end, to=to)
    text = Text(title="", body=(said,), marks=(mark,))
    found = read(written(text, 1, (mark,)), (mark,))
    assert (found.words, found.marks) == (said, (mark,))
