"""What is typed or pasted, as the record keeps it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from communique.core.rules import check_marks, extent_of
from communique.core.text import BLOCK_MARKS, LINK, Mark, Text, squeeze, words
from communique.newsroom.desk.body import Parts, html_of, parts_of
from communique.newsroom.desk.models.release import FEATURES
from tests.strategies import LANGS, VOCABULARY, any_text, marks, sentences

WORD = """
<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><title>Document1</title>
<!--[if gte mso 9]><xml><w:WordDocument><w:Zoom>90</w:Zoom></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm;} --></style></head>
<body lang=EN-GB><!--StartFragment-->
<p class=MsoNormal style='margin-bottom:8.0pt'><span style='font-size:12.0pt'>BELGRADE,&nbsp;13
February 2017 – The <b style='mso-bidi-font-weight:normal'>Mission</b> handed over
<st1:place w:st="on">equipment</st1:place>.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<![if !vml]><span></span><![endif]>
<h1><a name="_Toc1"></a><span lang=EN-US>What comes next</span></h1>
<p class=MsoNormal>See <a href="https://www.example.org/a?b=1&amp;c=2"><span
class=SpellE>the page</span></a>, <i>or</i> <a href="javascript:alert(1)">not</a>.</p>
<table><tr><td>One</td><td><p>Two</p></td></tr></table>
<!--EndFragment--></body></html>
"""


@st.composite
def bodies(draw: st.DrawFn) -> Parts:
    """Return paragraphs as the desk keeps them, with marks they can bear."""
    paragraph = st.sampled_from(LANGS).flatmap(sentences) | any_text().map(_clean).filter(bool)
    paragraphs = tuple(draw(st.lists(paragraph, max_size=4)))
    return Parts(paragraphs, draw(marks(paragraphs)))


def _clean(text: str) -> str:
    seen = (one for one in text if one.isspace() or unicodedata.category(one) != "Cc")
    return squeeze("".join(one for one in seen if one not in "\xad\u200b\ufeff"))


@given(bodies())
def test_a_body_survives_its_html(body: Parts) -> None:
    once = parts_of(html_of(body.paragraphs, body.marks))
    assert once.paragraphs == body.paragraphs
    assert _shown(once) == _shown(body)
    assert parts_of(html_of(once.paragraphs, once.marks)) == once


@given(bodies())
def test_a_body_survives_the_editor(body: Parts) -> None:
    before = parts_of(html_of(body.paragraphs, body.marks))
    editor = ContentstateConverter(FEATURES)
    typed = editor.from_database_format(html_of(before.paragraphs, before.marks))
    assert parts_of(editor.to_database_format(typed)) == before


# fmt: off
TAGS = (
    "p", "h1", "h2", "h5", "ul", "ol", "li", "blockquote", "div", "table", "tr", "td", "b", "i",
    "strong", "em", "a", "span", "font", "o:p", "pre", "br", "hr", "svg", "select", "option",
)
# fmt: on
ODD = ("<![if !supportLists]>", "<!--x > y-->", "<!doctype html>", "<?xml ns ?>", "</>", "&nbsp;")


@st.composite
def pages(draw: st.DrawFn) -> tuple[str, str]:
    """Return HTML whose tags need not match, and its words."""
    tag = st.sampled_from(TAGS)
    word = st.sampled_from(LANGS).flatmap(lambda lang: st.sampled_from(VOCABULARY[lang]))
    attributes = st.sampled_from(("", ' class="x > y"', " href=/en/a", ' style="font-weight:bold"'))
    piece = st.one_of(
        word.map(lambda said: (f" {said} ", said)),
        st.builds("<{}{}>".format, tag, attributes).map(lambda html: (html, "")),
        st.builds("</{}>".format, tag).map(lambda html: (html, "")),
        st.sampled_from(ODD).map(lambda html: (html, "")),
        word.map(lambda said: (f"<script>{said}<![x</script>", "")),
    )
    pieces = draw(st.lists(piece, max_size=25))
    return "".join(html for html, _ in pieces), " ".join(said for _, said in pieces)


@given(pages())
def test_no_visible_word_is_lost_whatever_the_html(page: tuple[str, str]) -> None:
    html, said = page
    assert words(" ".join(parts_of(html).paragraphs)) == words(said)


@given(any_text(max_size=200) | st.text("<>!-[]/ab&;#x \"'=?", max_size=40) | pages().map(str))
@example("<![bogus status[x]]>words")
@example("<!")
@example("<b><![CDATA[x")
def test_whatever_is_pasted_makes_sound_marks(html: str) -> None:
    parts = parts_of(html)
    assert not check_marks(Text(title="", body=parts.paragraphs, marks=parts.marks))
    assert all(one and one == squeeze(one) for one in parts.paragraphs)


def test_a_page_pasted_from_word_is_clean_text() -> None:
    parts = parts_of(WORD)
    assert parts.paragraphs == (
        "BELGRADE, 13 February 2017 – The Mission handed over equipment.",
        "What comes next",
        "See the page, or not.",
        "One",
        "Two",
    )
    assert parts.marks == (
        Mark(kind="strong", paragraph=1, start=33, end=40),
        Mark(kind="heading", paragraph=2, level=2),
        Mark(kind="link", paragraph=3, start=4, end=12, to="https://www.example.org/a?b=1&c=2"),
        Mark(kind="emphasis", paragraph=3, start=14, end=16),
    )


def test_lists_keep_their_kind_and_nested_ones_are_laid_flat() -> None:
    parts = parts_of(
        "<ul><li>a<ol><li>b<li>c</ol></li><li><p>d</p></ul><blockquote>e</blockquote>f"
    )
    assert parts.paragraphs == ("a", "b", "c", "d", "e", "f")
    kinds = [mark.kind for mark in parts.marks]
    assert kinds == ["item", "ordered", "ordered", "item", "quote"]
    assert html_of(*_pair(parts)) == (
        "<ul><li>a</li></ul><ol><li>b</li><li>c</li></ol><ul><li>d</li></ul>"
        "<blockquote>e</blockquote><p>f</p>"
    )


@pytest.mark.parametrize("wrapped", ['<b style="font-weight:normal">x</b>', "<b>x</b>"])
def test_a_bold_element_that_is_not_bold_marks_nothing(wrapped: str) -> None:
    assert len(parts_of(wrapped).marks) == ("style" not in wrapped)


def test_html_that_nests_deeply_is_read() -> None:
    deep = 50_000
    assert parts_of("<div><b>" * deep + "word" + "</b></div>" * deep).paragraphs == ("word",)


def _pair(parts: Parts) -> tuple[tuple[str, ...], tuple[Mark, ...]]:
    return parts.paragraphs, parts.marks


def _shown(parts: Parts) -> list[object]:
    """Return what marks make of every paragraph and letter; what they make of blanks is unseen."""
    shown: list[object] = []
    for number, paragraph in enumerate(parts.paragraphs, start=1):
        of_it = [one for one in parts.marks if one.paragraph == number]
        shown.append([(one.kind, one.level) for one in of_it if one.kind in BLOCK_MARKS])
        inline = [(one, extent_of(one, paragraph)) for one in of_it if one.kind not in BLOCK_MARKS]
        for place in (place for place, letter in enumerate(paragraph) if letter != " "):
            over = [one for one, (start, end) in inline if start <= place < end]
            shown.append(sorted({(one.kind, one.to) for one in over}))
        said = [paragraph[slice(*extent)] for one, extent in inline if one.kind == LINK]
        shown.append([one.strip() for one in said if one.strip()])
    return shown
