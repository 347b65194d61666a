"""What holds for every text: reading never fails, and evidence is true word for word."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.core.record import Draft
from tests.ingest.pages import captured, golden_texts, menu, read, seed, spans
from tests.tools import ROOT

SAMPLES = sorted((ROOT / "sample" / "osce").glob("*.txt"))
PAGES = [pytest.param(path, id=path.stem) for path in (*golden_texts(), *SAMPLES)]
SCRAPS = st.one_of(
    st.sampled_from(
        [
            "Press release", "News item", "- Date:", "Place:", "VIENNA", "- OSCE Chairpersonship",
            "Source:", "Fields of work:", "VIENNA, 4 May 2015 – The office opened.", "“", "”", "-",
            "“We go on,” said Anna Muster.", "Publishing date: 4 May 2015", "When", "Where", ":",
            "Newsroom", "(OSCE/Example)", "Contacts", "Related", "• item", "«", "„", '"', "…", "/",
            "VIENNA/WARSAW, 4 May –", "Republic of Korea", "Georgia", menu(),
            "Anna Muster visited", "met with", "handed over two boats to", "the Lake Police,",
            "who", "and", "donated by", "Serbia’s", "is composed of", "police officers from",
            "was appointed", "Head of the OSCE Mission to Serbia", "on 3 May", "of", "the", "\x85",
            "4 May 2015",
        ]
    ),
    st.text(max_size=60),
)  # fmt: skip


def assert_true(found: object, text: str) -> None:
    drafts = [found] if isinstance(found, Draft) else list(getattr(found, "hints", ()))
    for one in drafts:
        for span in spans(one):
            assert 0 <= span.start <= span.end <= len(text)
            assert text[span.start : span.end] == span.quote
            assert 0 <= span.confidence <= 1
            assert span.rule
        assert [paragraph.value for paragraph in one.body if not paragraph.value] == []


@pytest.mark.parametrize("path", PAGES)
def test_every_value_stands_where_its_evidence_says(path: Path) -> None:
    text = captured(path.read_text("utf-8")).text
    assert_true(read(text), text)


def test_every_value_of_the_seed_page_stands_where_its_evidence_says() -> None:
    text = seed()
    assert_true(read(text), text)


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    plain = text.replace("\x00", "").encode("utf-8", "ignore").decode()
    if plain and plain.isprintable():
        assert_true(read(plain), captured(plain).text)


@given(st.lists(SCRAPS, max_size=25), st.sampled_from(["\n", "\r\n", "\n\n", " ", "\t\n"]))
def test_any_page_made_of_the_scraps_of_pages_is_read(scraps: list[str], end: str) -> None:
    joined = "".join(letter for letter in end.join(scraps) if letter >= " " or letter in "\r\n\t")
    plain = joined.encode("utf-8", "ignore").decode().replace("\x7f", "")
    if plain and not plain.startswith(("%PDF", "PK", "BZh", "GIF8")):
        text = captured(plain).text
        assert_true(read(text), text)


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in SAMPLES])
def test_every_sample_page_is_a_release_with_nothing_unknown(path: Path) -> None:
    found = read(path.read_text("utf-8"))
    assert isinstance(found, Draft)
    assert found.title
    assert found.kind
    assert found.date
    assert found.body
    assert [finding.message for finding in found.findings] == []
