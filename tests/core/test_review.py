"""What the rules say of a release that is being written."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from communique.core.dates import PartialDate
from communique.core.media import Picture
from communique.core.profile import Profile
from communique.core.record import Release
from communique.core.review import Hearing, Lookups, review
from communique.core.rules import ERROR, WARNING
from communique.core.text import HEADING, LINK, Mark, Text
from tests.ingest.pages import osce
from tests.strategies import releases

TODAY = date(2026, 11, 24)
TEXT = Text(title="Course for judges", body=("VIENNA, 24 November 2026 – It began.", "It ended."))
GOOD = Release(
    symbol="pr-2026-0001",
    kind="press-release",
    original="en",
    texts={"en": TEXT},
    date=PartialDate("2026-11-24"),
    sources=("secretariat",),
    fields_of_work=("rule-of-law",),
    countries=("AT",),
    contacts=("Anna Muster, +43 1 514 36",),
)


def alive(to: str) -> str:
    return ""


def found(release: Release, **lookups: object) -> dict[str, tuple[str, str]]:
    asked = Lookups(today=TODAY, why_dead=alive)
    asked = replace(asked, **lookups)  # type: ignore[arg-type]  # tests name real fields
    return {one.code: (one.level, one.message) for one in review(release, osce(), asked)}


def written(*body: str, marks: tuple[Mark, ...] = (), title: str = "Course for judges") -> Release:
    return replace(GOOD, texts={"en": Text(title=title, body=body, marks=marks)})


def test_of_a_good_release_nothing_is_said() -> None:
    assert found(GOOD) == {}


def test_what_is_missing_is_told() -> None:
    bare = replace(GOOD, kind="", contacts=(), date=None, texts={"en": Text(title="", body=())})
    assert set(found(bare)) == {
        "draft.no-title",
        "draft.no-body",
        "draft.no-kind",
        "draft.no-date",
        "draft.no-contact",
    }
    assert "draft.no-title" in found(replace(GOOD, texts={}))


def test_a_term_that_is_not_in_force_on_the_day_is_told_beside_its_field() -> None:
    filed = replace(GOOD, sources=("office-in-minsk",), countries=("YUCS",))
    told = review(filed, osce(), Lookups(today=TODAY, why_dead=alive))
    assert {(one.code, one.level, one.field) for one in told} == {
        ("vocab.not-in-force", WARNING, "sources"),
        ("vocab.not-in-force", WARNING, "countries"),
    }


def test_an_unknown_term_is_an_error() -> None:
    assert found(replace(GOOD, countries=("ZZ",)))["vocab.unknown-term"][0] == ERROR
    assert found(replace(GOOD, kind="poem"))["vocab.unknown-term"][0] == ERROR


def test_a_date_against_the_dateline_is_told() -> None:
    heard = {"en": Hearing(dateline=PartialDate("2026-11-23"))}
    told = found(GOOD, heard=heard)
    assert told["date.differs"] == (
        WARNING,
        "the dateline says 2026-11-23, the date is 2026-11-24 (en)",
    )
    assert found(GOOD, heard={"en": Hearing(dateline=GOOD.date)}) == {}


@pytest.mark.parametrize(
    ("levels", "wrong"), [((2, 3, 4, 2), 0), ((3,), 1), ((2, 4), 1), ((4, 2, 3), 1), ((3, 4, 4), 1)]
)
def test_headings_go_down_one_level_at_a_time(levels: tuple[int, ...], wrong: int) -> None:
    marks = tuple(
        Mark(kind=HEADING, paragraph=number, level=level) for number, level in enumerate(levels, 1)
    )
    one = written(*("Heading" for _ in levels), "Words.", marks=marks)
    told = [
        finding.code
        for finding in review(one, osce(), Lookups(today=TODAY, why_dead=alive))
        if finding.code == "text.heading-order"
    ]
    assert len(told) == wrong


def test_a_body_of_headings_is_an_error() -> None:
    one = written("A", "B", marks=tuple(Mark(kind=HEADING, paragraph=n, level=2) for n in (1, 2)))
    assert found(one)["text.only-headings"][0] == ERROR


def test_a_dead_link_is_told_with_its_words_and_why() -> None:
    marks = (Mark(kind=LINK, paragraph=1, start=4, end=11, to="pr-1999-0001"),)
    told = found(
        written("The release said so.", marks=marks),
        why_dead=lambda to: f"{to} was withdrawn" if to == "pr-1999-0001" else "",
    )
    assert told["text.dead-link"][1] == (
        "the link behind “release” in paragraph 1 is dead: pr-1999-0001 was withdrawn (en)"
    )


def test_a_picture_needs_words_in_every_language_of_the_release() -> None:
    picture = Picture(
        digest="0" * 64,
        media_type="image/png",
        name="map.png",
        width=1,
        height=1,
        size_bytes=1,
        alt={"en": "A map"},
    )
    both = replace(GOOD, texts={"en": TEXT, "fr": TEXT}, original="en", pictures=(picture,))
    assert found(both)["media.no-alt"] == (
        ERROR,
        "the picture 'map.png' has no alternative text in fr",
    )
    whole = replace(picture, alt={"en": "A map", "fr": "Une carte"})
    assert "media.no-alt" not in found(replace(both, pictures=(whole,)))


def test_a_state_is_called_by_its_name_of_the_day() -> None:
    heard = {"en": Hearing(states=(("TR", "Turkey"), ("AT", "Austria"), ("YUCS", "Yugoslavia")))}
    assert found(GOOD, heard=heard)["text.country-name"][1] == (
        "'Turkey' was no name of the State on 2026-11-24: it was 'Türkiye' (en)"
    )
    before = replace(GOOD, date=PartialDate("2017-02-13"))
    assert "text.country-name" not in found(before, heard=heard)


def test_a_quotation_of_nobody_is_told() -> None:
    heard = {"en": Hearing(unspoken=("We will go on with this work.",))}
    assert "text.no-speaker" in found(GOOD, heard=heard)


def test_a_long_title_is_told() -> None:
    assert "text.long-title" in found(written("Words.", title="word " * 30))


@given(releases())
def test_any_release_can_be_reviewed(release: Release) -> None:
    profile: Profile = osce()
    for one in review(release, profile, Lookups(today=TODAY, why_dead=alive)):
        assert one.code
        assert one.message
