"""Another organisation's pages are read with another profile, and no other program."""

from communique.core.profile import Profile
from communique.core.profile_parse import parse
from communique.core.record import Draft
from communique.ingest.draft import draft_release
from communique.ingest.read import read_page
from tests.ingest.pages import captured

PAGE = (
    "Start\nLamps\nCandles\nKeepers\nNotice\nA lamp is lit\nReleased:\nWhere issued:\nLAMPTON\n"
    "By whom:\nLeague of Lamps\nAbout what:\nCandles, Torches\n"
    "LAMPTON, 4 May 2015 – A Lampish lamp was lit.\n“It burns well,” proclaimed Anna Muster."
)


def league() -> Profile:
    def vocabulary(code: str, *terms: dict[str, object]) -> dict[str, object]:
        return {"vocabulary": code, "term": list(terms)}

    def term(code: str, *names: tuple[str, str], **more: object) -> dict[str, object]:
        return {
            "code": code,
            "names": [{"text": text, "lang": "en", "kind": kind} for text, kind in names],
            **more,
        }

    return parse(
        {
            "profile.toml": {
                "format": 1,
                "code": "lol",
                "languages": ["en"],
                "names": [{"text": "League of Lamps", "lang": "en"}],
            },
            "vocab/kind.toml": vocabulary("kind", term("notice", ("Notice", "official"))),
            "vocab/field-of-work.toml": vocabulary(
                "field-of-work",
                term("candles", ("Candles", "official")),
                term("lamps", ("Lamps", "official")),
            ),
            "vocab/country.toml": vocabulary(
                "country", term("LL", ("Lampland", "official"), ("Lampish", "adjective"))
            ),
            "vocab/structure.toml": vocabulary(
                "structure", term("league", ("League of Lamps", "official"))
            ),
            "vocab/place.toml": vocabulary(
                "place", term("lampton", ("Lampton", "official"), countries=["LL"])
            ),
            "reading.toml": {
                "menu_lines": ["Start", "Keepers"],
                "labels": {
                    "date": ["Released"],
                    "place": ["Where issued"],
                    "sources": ["By whom"],
                    "fields_of_work": ["About what"],
                },
                "saying": {"en": ["proclaimed"]},
            },
        }
    )


def test_a_page_of_another_organisation_is_read_by_its_profile() -> None:
    found = draft_release(read_page(captured(PAGE), league()), league())
    assert isinstance(found, Draft)
    assert found.kind
    assert found.title
    assert (found.kind.value, found.title.value) == ("notice", "A lamp is lit")
    assert [one.value.code for one in found.places] == ["lampton"]
    assert [one.value for one in found.sources] == ["league"]
    assert [one.value for one in found.fields_of_work] == ["candles"]
    assert [one.value for one in found.countries] == ["LL"]
    assert [one.value.speaker.name for one in found.quotes] == ["Anna Muster"]
    assert len(found.body) == 2
    assert [finding.code for finding in found.findings] == ["field.unknown"]


def test_a_profile_without_any_reading_words_still_reads() -> None:
    bare = parse(
        {
            "profile.toml": {
                "format": 1,
                "code": "bare",
                "languages": ["en"],
                "names": [{"text": "Bare", "lang": "en"}],
            }
        }
    )
    draft_release(read_page(captured(PAGE), bare), bare)
