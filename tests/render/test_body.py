"""Marks on a page: well-formed, escaped, and not a word more or less than was issued."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.core.text import Mark, Text, squeeze
from communique.render.framing import release_frame
from communique.render.markdown import release_markdown
from communique.render.pages import page
from communique.render.registry.body import blocks_of
from communique.render.registry.symbols import page_of
from communique.render.release_view import unproved_view
from tests.render.lakes import setting
from tests.sites import release
from tests.strategies import any_marks, any_text, junk, texts

ALLOWED = {"div", "p", "a", "ul", "ol", "li", "blockquote", "h2", "h3", "h4", "strong", "em"}


class Shown(HTMLParser):
    """The element of class `text` as a browser reads it: its tags, and the words of each anchor."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.words: dict[str, str] = {}
        self.links: list[str] = []
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go into an element."""
        given_ = dict(attrs)
        if not self._open and given_.get("class") != "text":
            return
        self.tags.append(tag)
        self._open.append((tag, given_.get("id") or ""))
        if anchor := self._open[-1][1]:
            self.words[anchor] = ""
        if tag == "a" and given_.get("class") != "number":
            assert set(given_) == {"href"}
            self.links.append(given_["href"] or "")

    def handle_endtag(self, tag: str) -> None:
        """Come out of the element that was opened last, and of no other."""
        if self._open:
            assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        """Keep the words of the paragraph that is open."""
        anchor = next((one for _, one in reversed(self._open) if one), "")
        if anchor:
            self.words[anchor] += data


def shown(text: Text) -> Shown:
    """Return what a release's page shows of a text."""
    made = Shown()
    made.feed(html(text))
    made.close()
    return made


def html(text: Text) -> str:
    """Return the page of a release."""
    one = release("7", texts={"en": text})
    view = unproved_view(one, setting(), address="")
    return page("release.html", view, release_frame(one, setting())).decode()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(any_text() | junk(), min_size=1, max_size=4),
    st.lists(any_marks(), max_size=8),
)
def test_a_page_shows_the_words_and_nothing_but_its_own_tags(
    body: list[str], made: list[Mark]
) -> None:
    text = Text(title="Lights", body=tuple(body), marks=tuple(made))
    found = shown(text)
    assert set(found.tags) <= ALLOWED
    assert [found.words[f"p{place}"] for place in range(1, len(body) + 1)] == body


@settings(max_examples=60, deadline=None)
@given(texts("en"))
def test_every_sound_link_is_on_the_page_once(text: Text) -> None:
    wanted = [one for one in text.marks if one.kind == "link"]
    assert len(shown(text).links) == len(wanted)


@given(texts("ru"))
def test_blocks_hold_every_paragraph_once_and_every_word(text: Text) -> None:
    held = [one for block in blocks_of(text, setting()) for one in block.paragraphs]
    assert [one.text for one in held] == list(text.body)
    for one in held:
        said = "".join(run.text for stretch in one.stretches for run in stretch.runs)
        assert said == one.text


BODY = ("Lamps", "one", "two", "first", "second", "They “shine” <b>.", "the end")


def test_neighbours_of_a_kind_make_one_list() -> None:
    kinds = ("heading", "item", "item", "ordered", "ordered", "quote")
    made = [
        Mark(kind=kind, paragraph=place, level=2 if kind == "heading" else 0)
        for place, kind in enumerate(kinds, start=1)
    ]
    found = html(Text(title="Lights", body=BODY, marks=tuple(made)))
    assert '<h2 id="p1">Lamps</h2>' in found
    assert found.count("<ul>\n<li id=") == found.count("<ol>\n<li id=") == 1
    assert "<blockquote>\n<p id=" in found
    assert 'id="p7"' in found


def test_words_of_a_link_are_one_link_whatever_else_they_are() -> None:
    made = (
        Mark(kind="link", paragraph=6, start=0, end=12, to="https://lakes.example/?a=1&b='2'"),
        Mark(kind="strong", paragraph=6, start=5, end=15),
    )
    found = html(Text(title="Lights", body=BODY, marks=made))
    assert (
        '<a href="https://lakes.example/?a=1&amp;b=&#39;2&#39;">They <strong>“shine”</strong></a>'
        "<strong> &lt;b</strong>&gt;."
    ) in found


@pytest.mark.parametrize(
    ("to", "page_"),
    [
        ("299321", "/en/releases/299321"),
        ("structure.secretariat", "/en/structures/secretariat"),
        ("country.xa", "/en/countries/northland"),
        ("event.nowhere", ""),
        ("kind.statement", ""),
        ("un.org", ""),
    ],
)
def test_a_symbol_leads_to_the_page_of_its_record(to: str, page_: str) -> None:
    assert page_of(to, setting()) == page_


def test_a_symbol_without_a_page_leaves_words_alone() -> None:
    made = (Mark(kind="link", paragraph=2, to="event.nowhere"),)
    assert shown(Text(title="Lights", body=BODY, marks=made)).links == []


def test_markdown_has_the_marks() -> None:
    made = (
        Mark(kind="heading", paragraph=1, level=3),
        Mark(kind="item", paragraph=2),
        Mark(kind="item", paragraph=3),
        Mark(kind="ordered", paragraph=4),
        Mark(kind="quote", paragraph=6),
        Mark(kind="strong", paragraph=6, start=4, end=13),
        Mark(kind="link", paragraph=7, to="/en/about"),
    )
    text = Text(title="Lights", body=BODY, marks=made, notes=("For *editors*.",))
    view = unproved_view(release("7", texts={"en": text}), setting(), address="")
    twin = release_markdown(view, setting(), address="http://lakes.example/x")
    assert "\n\n### Lamps\n\n- one\n- two\n\n1. first\n\nsecond\n\n" in twin
    assert "\n\n> They **“shine”** \\<b\\>.\n\n" in twin
    assert "\n\n[the end](<http://lakes.example/en/about>)\n\n" in twin
    assert "## Notes to editors\n\nFor \\*editors\\*." in twin


@settings(max_examples=40, deadline=None)
@given(texts("fr"))
def test_markdown_keeps_every_word(text: Text) -> None:
    def letters(said: str) -> str:
        return "".join(one for one in said if one.isalpha())

    one = release("7", texts={"fr": replace(text, notes=())})
    view = unproved_view(one, setting("fr"), address="")
    twin = release_markdown(view, setting("fr"), address="")
    for paragraph in text.body:
        bare = letters(squeeze(paragraph))
        links = [one.to for one in text.marks if one.kind == "link"]
        assert links or bare in letters(twin)
