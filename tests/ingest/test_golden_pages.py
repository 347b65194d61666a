"""Pages of every family, read as a person reads them."""

import json
from pathlib import Path

import pytest

from communique.core.record import Draft, Reported
from tests.ingest.pages import codes, golden_texts, read

PAGES = [pytest.param(path, id=path.stem) for path in golden_texts()]


def test_there_are_golden_pages() -> None:
    assert len(PAGES) > 20


@pytest.mark.parametrize("path", PAGES)
def test_a_golden_page_is_read_as_expected(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    found = read(path.read_text("utf-8"))
    if not expected["release"]:
        assert isinstance(found, Reported)
        assert codes(found)[0] == expected["why"]
        return
    assert isinstance(found, Draft)
    assert _fields(found) == {key: expected[key] for key in _fields(found)}
    assert found.body[0].value.startswith(expected["body_first_words"])
    assert found.body[-1].value.endswith(expected["body_last_words"])
    quotes = [(quote.value.speaker.name, quote.value.paragraph) for quote in found.quotes]
    assert quotes == [(quote["speaker"], quote["paragraph"]) for quote in expected["quotes"]]
    for quote, wanted in zip(found.quotes, expected["quotes"], strict=True):
        assert quote.value.words.startswith(wanted["first_words"])


def _fields(found: Draft) -> dict[str, object]:
    assert found.kind
    assert found.title
    assert found.date
    return {
        "kind": found.kind.value,
        "lang": found.lang,
        "title": found.title.value,
        "date": str(found.date.value),
        "places": [place.value.code for place in found.places],
        "sources": [source.value for source in found.sources],
        "fields_of_work": [field.value for field in found.fields_of_work],
        # The pages' expectations name the countries as a set; their order has its own tests.
        "countries": sorted(country.value for country in found.countries),
        "body_paragraphs": len(found.body),
    }
