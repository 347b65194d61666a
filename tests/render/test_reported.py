"""Facts on their release's page: whatever they say, the words stay whole and the page is sound."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.core.edition import ReportedFact
from communique.core.fact import Fact, FactRecord, Passage
from communique.core.record import Release
from communique.core.text import Mark, Text
from communique.render.markdown import release_markdown
from communique.render.messages import LANGUAGES
from communique.render.pages import page
from communique.render.registry.parts import RegistryView
from communique.render.registry.reported import told
from communique.render.registry.reported_tables import beside
from communique.render.registry.symbols import page_of
from communique.render.release_view import path_of, release_view
from communique.render.reported_view import reported_json
from communique.render.site import Standing, frame
from tests.render.lakes import setting
from tests.render.test_release import edition
from tests.sites import fact as visit
from tests.sites import release
from tests.strategies import fact_records, releases

TAG = re.compile(r"<[^>]+>")


def reported(record: FactRecord[Fact], one: Release) -> ReportedFact:
    """Return a fact as readers see it, where its record says that its words stand."""
    return ReportedFact(
        record=record,
        passage=record.evidence,
        release=one,
        index=1,
        leaf="0" * 64,
        at="1999-05-02T08:00:00Z",
        digest="1" * 64,
    )


def _html(one: Release, found: tuple[ReportedFact, ...], lang: str = "en") -> str:
    here = setting(lang)
    view = release_view(edition(one), here, address="", reported=found)
    standing = Standing(path=path_of(one, lang, here), twins=("json", "md"))
    return page("release.html", view, frame(here.site, standing, title=view.title)).decode()


def _with_words(one: Release, spans: list[tuple[int, int, int]]) -> tuple[ReportedFact, ...]:
    (lang, text) = next(iter(one.texts.items()))
    paragraphs = (text.title, *text.body)
    found = []
    for number, (which, first, second) in enumerate(spans, start=1):
        place = which % len(paragraphs)
        said = paragraphs[place]
        start, end = sorted((first % (len(said) + 1), second % (len(said) + 1)))
        if start < end:
            words = Passage(paragraph=place, start=start, end=end, words=said[start:end])
            record = replace(visit("1", "the ferrymen"), number=number, lang=lang, evidence=words)
            found.append(reported(record, one))
    return tuple(found)


@given(
    releases(),
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 99), st.integers(0, 99)), max_size=4),
)
def test_marking_words_changes_none_of_them(
    one: Release, spans: list[tuple[int, int, int]]
) -> None:
    lang = next(iter(one.texts))
    here = setting(lang if lang in LANGUAGES else "en")
    found = _with_words(one, spans)
    view = release_view(edition(one), here, address="", wanted=lang, reported=found)
    for paragraph in (view.heading, *view.paragraphs):
        said = "".join(run.text for stretch in paragraph.stretches for run in stretch.runs)
        assert said == paragraph.text
    shown = [view.heading, *view.paragraphs]
    for fact in found:
        runs = [
            run
            for stretch in shown[fact.passage.paragraph].stretches
            for run in stretch.runs
            if str(fact.record.number) in run.facts.split()
        ]
        assert "".join(run.text for run in runs) == fact.passage.words
        assert [one.number for run in runs for one in run.opens].count(fact.record.number) == 1
        assert [one.number for run in runs for one in run.closes].count(fact.record.number) == 1


@given(releases(), fact_records(release="7", number=1))
def test_every_fact_makes_a_page_and_its_twins(one: Release, record: FactRecord[Fact]) -> None:
    found = (reported(record, one),)
    for lang in LANGUAGES:
        assert told(record.fact, setting(lang), lang=record.lang).text
    if record.lang in one.texts:
        assert beside(_view(), found, setting("fr")).sections
    assert 'id="fact-1"' in _html(one, found)
    assert reported_json(found)[0]["symbol"] == "fact.7.1"
    assert release_markdown(
        release_view(edition(one), setting(), address="", reported=found), setting(), address=""
    )


def test_a_fact_and_its_words_lead_to_each_other() -> None:
    one = release("7")
    html = _html(one, (reported(visit("7", "the ferrymen"), one),))
    assert '<span id="words-1"></span><mark data-facts="1">the ferrymen</mark>' in html
    assert (
        '<a class="reference" href="#fact-1" data-fact="1" aria-label="Reported here: 1"></a>'
        in html
    )
    assert '<a class="quiet" href="#words-1">Paragraph 2</a>' in html
    assert "Ada Example visited Mere, " in TAG.sub("", html)
    assert '<time datetime="1999-05-02">2 May 1999</time>' in html


def test_no_link_stands_in_a_link() -> None:
    body = release("7").texts["en"].body
    start = body[1].index("the ferrymen")
    link = Mark(
        kind="link", paragraph=2, start=start - 4, end=start + 7, to="https://lakes.example/"
    )
    one = replace(release("7"), texts={"en": Text(title="A", body=body, marks=(link,))})
    html = _html(one, (reported(visit("7", "the ferrymen"), one),))
    depth = 0
    for tag in re.findall(r"</?a\b", html):
        depth += 1 if tag == "<a" else -1
        assert depth in (0, 1)


def test_a_text_without_the_words_shows_them_and_the_way_to_theirs() -> None:
    french = Text(title="Feux sur la rive nord", body=("MERE – Ils brillent.",))
    one = replace(release("7"), texts={**release("7").texts, "fr": french})
    html = _html(one, (reported(visit("7", "the ferrymen"), one),), "fr")
    assert "<mark" not in html
    assert '<q lang="en">the ferrymen</q>' in html
    assert "?text=en#words-1" in html


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_says_who_visited_what(lang: str) -> None:
    said = told(visit("7", "the ferrymen").fact, setting(lang), lang="en").text
    assert "Ada Example" in said
    assert "Mere" in said


def test_the_symbol_of_a_fact_leads_to_its_place_on_the_page() -> None:
    assert page_of("fact.299321.2", setting()) == "/en/releases/299321#fact-2"


def _view() -> RegistryView:
    return RegistryView(title="Mere", path="x")
