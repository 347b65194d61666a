"""HTML in a field becomes our subset of a text, and no word of it is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.core.rules import check_marks
from communique.core.text import Mark, Text
from communique.ingest.markup import Cleaned, clean, said_in
from tests.ingest.news_service import BODIES

SCRAPS = st.one_of(
    st.sampled_from(
        [
            "<p>", "</p>", "<br/>", "<b>", "</b>", "<strong>", "</strong>", "<i>", "</i>", "<ul>",
            "</ul>", "<ol>", "</ol>", "<li>", "</li>", "<h2>", "</h2>", "<h6>", "<blockquote>",
            "</blockquote>", "<a href='https://example.org/'>", "</a>", "<a href='javascript:x'>",
            "<table><tr><td>", "</td><td>", "</table>", "<script>x()</script>", "&amp;", "&nbsp;",
            "<!-- note -->", "<![if x]>", "<![x ", " ", "wor", "ds", "un", "<1 mm", "‑", "’s",
        ]
    ),
    st.text("abc é-’\n\t", max_size=12),
)  # fmt: skip


def cleaned(source: str) -> Cleaned:
    made = clean(source)
    text = Text(title="", body=made.paragraphs, marks=made.marks)
    assert check_marks(text) == ()
    return made


@pytest.mark.parametrize("lang", BODIES)
def test_a_body_keeps_every_word(lang: str) -> None:
    assert cleaned(BODIES[lang]).is_whole


def test_headings_lists_quotations_links_and_stress_are_kept() -> None:
    made = cleaned(
        "<h2>A</h2><p>B <b>c</b> <em> d </em><a href='https://example.org/x'>e</a></p>"
        "<ul><li>f</li></ul><ol><li>g</ol><blockquote><p>h</blockquote>"
    )
    assert made.paragraphs == ("A", "B c d e", "f", "g", "h")
    assert made.marks == (
        Mark(kind="heading", paragraph=1, level=2),
        Mark(kind="strong", paragraph=2, start=2, end=3),
        Mark(kind="emphasis", paragraph=2, start=4, end=5),
        Mark(kind="link", paragraph=2, start=6, end=7, to="https://example.org/x"),
        Mark(kind="item", paragraph=3),
        Mark(kind="ordered", paragraph=4),
        Mark(kind="quote", paragraph=5),
    )


def test_stress_that_goes_over_a_line_break_is_kept_on_both_lines() -> None:
    made = cleaned("<b>one<br>two</b> three")
    assert made.paragraphs == ("one", "two three")
    assert [(mark.paragraph, mark.start, mark.end) for mark in made.marks] == [(1, 0, 3), (2, 0, 3)]


def test_a_word_with_a_tag_in_it_stays_one_word() -> None:
    assert cleaned("Bun<b>des</b>rat").paragraphs == ("Bundesrat",)


def test_a_link_that_could_run_something_leaves_its_words_only() -> None:
    made = cleaned("<a href='javascript:alert(1)'>press</a>")
    assert (made.paragraphs, made.marks) == (("press",), ())


def test_a_script_is_no_word_of_the_text() -> None:
    made = cleaned("before<script>var hidden</script><style>p{}</style>after")
    assert made.paragraphs == ("before", "after") or made.paragraphs == ("beforeafter",)
    assert made.is_whole


def test_a_section_that_nobody_knows_is_passed_over_as_browsers_do() -> None:
    assert cleaned("<p>one <![x y]> two</p><![endif]>three").paragraphs == ("one two", "three")


def test_ten_thousand_elements_inside_each_other_are_read() -> None:
    assert cleaned("<div>" * 10_000 + "deep" + "</div>" * 10_000).paragraphs == ("deep",)


def test_a_lost_word_would_be_noticed() -> None:
    assert said_in("<p>one <b>t</b>wo</p>three") == ("one", "two", "three")


@given(st.lists(SCRAPS, max_size=30).map("".join))
def test_whatever_the_markup_the_text_is_sound(source: str) -> None:
    assert all(paragraph.strip() == paragraph != "" for paragraph in cleaned(source).paragraphs)
