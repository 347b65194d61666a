"""Pages in shapes that the reader was not written from; what a person reads there, it reads."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from communique.core.record import Draft
from tests.ingest.pages import codes, menu, place_names, read, said, states

FILES = [
    Path(__file__).with_name(f"{name}.toml") for name in ("shapes", "captures", "captures_second")
]
PAGES: list[dict[str, Any]] = [
    page for file in FILES for page in tomllib.loads(file.read_text("utf-8"))["page"]
]


@pytest.mark.parametrize("page", [pytest.param(one, id=one["name"]) for one in PAGES])
def test_a_page_in_an_odd_shape_is_read_as_a_person_reads_it(page: dict[str, Any]) -> None:
    found = read(_whole(page))
    expected: dict[str, Any] = page["expected"]
    unread: dict[str, Any] = page.get("unread", {})
    if "report" in expected:
        assert not isinstance(found, Draft)
        assert expected["report"] in ("any", codes(found)[0])
        assert codes(found)[0] != unread.get("report")
        hints = [[_value(hint.title), _value(hint.date)] for hint in found.hints]
        assert hints == expected.get("hints", [])
        return
    assert isinstance(found, Draft), codes(found)
    quotes = expected.get("quotes")
    everything = _fields(found)
    assert everything == everything | {
        name: value for name, value in expected.items() if name not in ("quotes", "first", "last")
    }
    assert not [name for name, value in unread.items() if everything[name] == value]
    assert found.body[0].value.startswith(expected.get("first", ""))
    assert found.body[-1].value.endswith(expected.get("last", ""))
    if quotes is not None:
        assert [speaker for speaker, _ in said(found)] == [speaker for speaker, _ in quotes]
        for (_, words), (_, first) in zip(said(found), quotes, strict=True):
            assert words.startswith(first)


def _whole(page: dict[str, Any]) -> str:
    """Return the text of a page with the menu where it stands."""
    text: str = page["text"].lstrip("\n")
    match page.get("menu"):
        case None:
            return text
        case "below":
            return text + menu()
        case _:
            return menu() + text


def _fields(found: Draft) -> dict[str, object]:
    return {
        "kind": _value(found.kind),
        "lang": found.lang,
        "title": _value(found.title),
        "date": _value(found.date),
        "places": [place.value.code for place in found.places],
        "place_names": place_names(found),
        "sources": [source.value for source in found.sources],
        "fields_of_work": [field.value for field in found.fields_of_work],
        "countries": sorted(states(found)),
        "body": len(found.body),
        "contacts": " ".join(contact.value for contact in found.contacts),
    }


def _value(found: Any) -> str:
    return "" if found is None else str(found.value)
