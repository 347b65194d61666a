"""What a dry run prints, as the design describes it."""

import json

from communique.ingest.shown import as_json
from tests.ingest.pages import draft, reported

PAGE = (
    "Press release\nA title\nPlace: BELGRADE\nSource: OSCE Mission to Serbia\n"
    "Fields of work: Migration, Youth\n"
    "BELGRADE, 4 May 2015 – Foreign Minister Sebastian Kurz came.\n"
    "“We will go on with this work,” said Kurz."
)


def test_a_draft_is_shown_with_record_evidence_and_findings() -> None:
    found = draft(PAGE, "https://archive.example/node/46822")
    shown = json.loads(json.dumps(as_json(found, found.findings)))
    assert set(shown) == {"capture", "record", "evidence", "findings"}
    record = shown["record"]
    assert record["kind"] == "press-release"
    assert record["symbol"] == "46822"
    assert record["date"] == "2015-05-04"
    assert record["places"] == [{"code": "belgrade", "name": "Belgrade", "country": "RS"}]
    assert record["people"] == [{"code": "sebastian-kurz", "name": "Sebastian Kurz"}]
    assert record["quotes"] == [
        {
            "words": "We will go on with this work",
            "speaker": {"code": "sebastian-kurz", "name": "Sebastian Kurz"},
            "paragraph": 2,
        }
    ]
    assert record["facts"] == []


def test_every_value_has_one_span_in_order() -> None:
    found = draft(PAGE)
    shown = json.loads(json.dumps(as_json(found, found.findings)))
    for field in ("places", "sources", "fields_of_work", "countries", "people", "body", "quotes"):
        assert len(shown["evidence"][field]) == len(shown["record"][field]), field
    tags = [span["quote"] for span in shown["evidence"]["fields_of_work"]]
    assert tags == ["Migration", "Youth"]


def test_a_page_that_is_no_release_has_no_record() -> None:
    found = reported("About us\nWe exist.")
    shown = as_json(found, found.findings)
    assert shown["record"] is None
    assert isinstance(shown["findings"], list)
    assert shown["findings"][0]["code"] == "page.topic"
