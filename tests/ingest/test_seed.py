"""The first real page: it must come through whole, with nothing told but the profile."""

import pytest

from tests.ingest.pages import codes, draft, place_names, said, seed, states


def test_the_seed_page_is_read_whole() -> None:
    found = draft(seed())
    assert found.kind
    assert found.title
    assert found.date
    assert (found.kind.value, found.lang) == ("press-release", "en")
    assert found.title.value.startswith("OSCE Chairperson-in-Office visits Belgrade, reiterates")
    assert found.title.value.endswith("exploiting migration crisis")
    assert (found.date.value, found.date.span.rule) == ("2017-02-13", "dateline")
    assert [(one.value.code, one.value.country) for one in found.places] == [("belgrade", "RS")]
    assert [one.value for one in found.sources] == ["chairpersonship", "mission-to-serbia"]
    fields = [one.value for one in found.fields_of_work]
    assert fields == ["economic-activities", "rule-of-law", "migration"]
    assert states(found) == ["RS", "AT", "BG", "HR", "IT"]
    assert len(found.body) == 7
    assert found.body[0].value.startswith("BELGRADE, 13 February 2017 –")
    assert codes(found) == []


def test_the_seed_page_has_two_quotations_with_their_speakers() -> None:
    found = draft(seed())
    assert [(speaker, words[:21]) for speaker, words in said(found)] == [
        ("Sebastian Kurz", "After the closure of "),
        ("Andrea Orizio", "We remain committed t"),
    ]
    assert [quote.value.paragraph for quote in found.quotes] == [3, 6]


@pytest.mark.parametrize(
    ("label", "variant"),
    [
        ("Switzerland", "Switzerland – OSCE Chairpersonship 2026"),
        ("Czechia", "Czech Republic"),
        ("Gender equality conferences", "Gender Equality Review Conferences"),
        ("Finland – OSCE Chairpersonship 2025", "Finland"),
    ],
)
def test_a_menu_of_another_year_is_understood(label: str, variant: str) -> None:
    text = seed()
    assert f"- {label}\n" in text
    assert codes(draft(text.replace(f"- {label}\n", f"- {variant}\n"))) == []


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n\n", " \n\t", "\u2028", "\xa0\n\xa0"])
def test_line_ends_and_white_space_change_nothing(end: str) -> None:
    plain, other = draft(seed()), draft(seed().replace("\n", end))
    assert place_names(other) == place_names(plain)
    assert states(other) == states(plain)
    assert said(other) == said(plain)
    assert [one.value for one in other.body] == [one.value for one in plain.body]
    assert [one.value for one in other.sources] == [one.value for one in plain.sources]
