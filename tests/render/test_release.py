"""A release's view: every word of it, the right text, and what became of names since."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given

from communique.core.dates import PartialDate
from communique.core.edition import ISSUED, Edition, Version
from communique.core.entry import Act, Entry, Order, order_id
from communique.core.record import Release
from communique.core.text import squeeze
from communique.render.markdown import release_markdown
from communique.render.pages import page
from communique.render.release_view import path_of, release_view, text_of
from communique.render.site import Standing, frame
from tests.render.lakes import setting
from tests.sites import release
from tests.strategies import AT, releases

BLOCK_MARK = re.compile(r"^(\d*[-+=.)]|    |\t|#|>|```|~~~)")


def edition(one: Release) -> Edition:
    """Return a release as it stands after its first entry."""
    order = Order(
        id=order_id("x"), act=Act.ISSUE, symbol="7", kind=one.kind, langs=one.langs, record=one
    )
    entry = Entry.of(order, digest="0" * 64, at=datetime.fromisoformat(AT), prev=None)
    version = Version(index=0, leaf="0" * 64, entry=entry, release=one)
    return Edition(symbol="7", state=ISSUED, tree_size=1, current=version, versions=(version,))


@given(releases())
def test_every_release_makes_a_page_and_a_markdown_twin(one: Release) -> None:
    for lang in ("en", "fr"):
        here = setting(lang)
        view = release_view(edition(one), here, address="http://lakes.example/x")
        standing = Standing(path=path_of(one, lang, here), twins=("json", "md"))
        made = page("release.html", view, frame(here.site, standing, title=view.title))
        assert made.decode().count("<h1") == 1
        assert len(view.paragraphs) == len(text_of(one, lang, here)[1].body)
        assert release_markdown(view, here, address="http://lakes.example/x").startswith("# ")


@given(releases())
def test_markdown_sees_no_marks_in_a_text(one: Release) -> None:
    plain = {lang: replace(text, marks=()) for lang, text in one.texts.items()}
    view = release_view(edition(replace(one, texts=plain)), setting(), address="")
    twin = release_markdown(view, setting(), address="")
    for paragraph in view.paragraphs:
        said = squeeze(paragraph.text)
        (line,) = [
            line
            for line in twin.split("\n\n")
            if re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", line) == said
        ][:1] or [""]
        assert not said or line
        assert not BLOCK_MARK.match(line)


@pytest.mark.parametrize(
    ("lang", "langs", "shown"),
    [
        ("fr", ("en", "fr"), "fr"),
        ("fr", ("de", "en"), "en"),
        ("en", ("ru", "it"), "it"),
    ],
)
def test_the_text_shown_is_the_readers_or_else_an_official_one(
    lang: str, langs: tuple[str, ...], shown: str
) -> None:
    text = release("7").texts["en"]
    one = release("7", texts=dict.fromkeys(langs, text))
    assert text_of(one, lang, setting(lang))[0] == shown


def test_a_body_bears_the_name_of_the_releases_day() -> None:
    def source(day: str, on: date = date(2026, 11, 24)) -> tuple[str, str]:
        one = release("7", date=PartialDate(day), sources=("office-in-tarn",))
        view = release_view(edition(one), setting(on=on), address="")
        (fact,) = (fact for fact in view.facts if fact.code == "sources")
        return fact.cells[0].text, fact.cells[0].note

    assert source("1999-05-02") == ("CTL Bureau in Tarn", "(today CTL Office in Tarn)")
    assert source("2001-01-01") == ("CTL Office in Tarn", "")
    assert source("1999-05-02", date(2000, 1, 1)) == ("CTL Bureau in Tarn", "")
