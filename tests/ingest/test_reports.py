"""Pages that are no release, and why; listings give a hint for each page they name."""

import pytest

from tests.ingest.pages import codes, menu, reported

LISTING = (
    "Newsroom\nNews and press releases\nNews of an example.\n"
    "First example title\nContent type: Press release\nPublishing date: 5 May 2015\n"
    "Where we are: OSCE Mission to Serbia, OSCE Office in Yerevan (closed)\n"
    "What we do: Migration, Climate change\nBELGRADE, 5 May 2015- Something opened in Malta...\n"
    "Second example title\nPublishing date: 4 May 2015\nSomething closed...\n1\n2\nNext"
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("\n \t\n\ufeff\n", "page.empty"),
        ("Skip Links", "page.empty"),
        (menu(), "page.menu"),
        (menu() + "Migration\nIt is a field of work.\nMuch was written of it.", "page.topic"),
        ("About us\nWe exist since 1 January 1995.", "page.topic"),
        ("Example workshop\nWhen:\n3 May 2016\nWhere:\nVienna\nCome one, come all.", "page.event"),
        (LISTING, "page.listing"),
        (menu() + LISTING, "page.listing"),
    ],
)
def test_a_page_that_is_no_release_is_reported_with_its_reason(text: str, code: str) -> None:
    found = reported(text)
    assert codes(found)[0] == code
    assert found.findings[0].message.endswith("it is no release")


def test_a_listing_gives_a_hint_for_each_page_it_names() -> None:
    first, second = reported(LISTING).hints
    assert first.title
    assert second.title
    assert first.date
    assert second.date
    assert first.kind
    assert [first.title.value, second.title.value] == [
        "First example title",
        "Second example title",
    ]
    assert [first.date.value, second.date.value] == ["2015-05-05", "2015-05-04"]
    assert (first.kind.value, second.kind) == ("press-release", None)
    assert [one.value for one in first.sources] == ["mission-to-serbia", "office-in-yerevan"]
    assert [one.value for one in first.fields_of_work] == ["migration"]
    assert [one.value for one in first.countries] == ["RS", "MT"]
    assert [one.value for one in second.body] == ["Something closed..."]


def test_a_location_is_the_country_of_a_hint() -> None:
    text = LISTING.replace("Where we are: OSCE Mission to Serbia, OSCE Office in Yerevan (closed)",
                           "Location: Moldova")  # fmt: skip
    assert [one.value for one in reported(text).hints[0].countries] == ["RS", "MD", "MT"]
