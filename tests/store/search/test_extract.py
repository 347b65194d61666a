"""The words around what was searched for."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.store.rows import EXTRACT_CHARACTERS
from communique.store.search.asked import parse
from communique.store.search.extract import Runs, extract
from tests.store.stores import text
from tests.strategies import LANGS, any_text, sentences, texts

LONG = "Nothing is said here of boats. " * 40


def shown(runs: Runs) -> str:
    """Return an extract with its matches in square brackets."""
    return "".join(f"[{said}]" if is_match else said for said, is_match in runs)


@given(st.data(), st.sampled_from(LANGS), any_text())
def test_an_extract_is_a_stretch_of_the_text(data: st.DataObject, lang: str, typed: str) -> None:
    said = data.draw(texts(lang))
    word = data.draw(st.sampled_from(["", *said.title.split(), *said.body[0].split()]))
    runs = extract(said, parse(f"{typed} {word}"), lang)
    whole = " ".join((said.summary, *said.body)).strip()
    plain = "".join(part for part, _ in runs)
    assert plain in whole or plain.removeprefix("…\u00a0").removesuffix("\u00a0…") in whole
    assert all(part for part, _ in runs)
    assert all(one[1] != other[1] for one, other in pairwise(runs))
    assert not runs or any(is_match for _, is_match in runs)


@given(st.data(), st.sampled_from(LANGS))
def test_a_word_of_the_text_is_marked_wherever_it_stands(data: st.DataObject, lang: str) -> None:
    body = data.draw(sentences(lang, max_words=30))
    word = data.draw(st.sampled_from([one for one in body.split() if parse(one).words]))
    runs = extract(text("-", body), parse(word), lang)
    assert any(is_match for _, is_match in runs)
    assert len("".join(part for part, _ in runs)) <= EXTRACT_CHARACTERS + 60


@pytest.mark.parametrize(
    ("typed", "runs"),
    [
        ("harbour", "…\u00a0of boats. The [harbour] lights were lit. <b>Lights</b> & more."),
        ('"lights were"', "…\u00a0of boats. The harbour [lights were] lit. <b>Lights</b> & more."),
        ("LIGHT", "…\u00a0of boats. The harbour [lights] were lit. <b>[Lights]</b> & more."),
        ("nowhere", ""),
    ],
)
def test_matches_are_marked_as_they_are_written(typed: str, runs: str) -> None:
    said = text("-", LONG + "The harbour lights were lit. <b>Lights</b> & more.")
    made = shown(extract(said, parse(typed), "en"))
    assert made.endswith(runs.removeprefix("…\u00a0of boats. "))
    assert made == "" or made.startswith("…\u00a0")


def test_the_stretch_with_the_most_of_the_words_is_shown() -> None:
    said = text("-", "A harbour. " + LONG + "Lights in the harbour. " + LONG)
    made = shown(extract(said, parse("harbour lights"), "en"))
    assert "[Lights] in the [harbour]" in made


def test_marks_and_soft_hyphens_inside_a_word_do_not_hide_it() -> None:
    said = text("-", "Встре\u0301ча в га\u00adвани.")
    assert shown(extract(said, parse("встреча гавани"), "ru")) == (
        "[Встре\u0301ча] в [га\u00adвани]."
    )
