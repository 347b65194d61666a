"""Headers: labels in any order, with bullets or without, above the text or below it."""

from hypothesis import given
from hypothesis import strategies as st

from tests.ingest.pages import codes, draft, menu, place_names

TITLE = "Example title of a page"
TEXT = "BELGRADE, 4 May 2015 – The office opened its doors.\nIt will stay open for a week."
LABELS = {
    "Date": "",
    "Place": "BELGRADE",
    "Source": "OSCE Chairpersonship, OSCE Mission to Serbia",
    "Fields of work": "Migration, Rule of law",
    "Publisher": "OSCE Mission to Serbia",
}
STYLES = ("bullets", "lines", "gaps", "inline")


def labels_as(style: str, order: tuple[str, ...]) -> str:
    lines = []
    for label in order:
        value = LABELS[label]
        if style == "inline":
            lines.append(f"{label}: {value}".strip())
        else:
            mark = "- " if style == "bullets" else ""
            lines += [f"{mark}{label}:", *([f"{mark}{value}"] if value else [])]
    return ("\n\n" if style == "gaps" else "\n").join(lines)


@given(
    style=st.sampled_from(STYLES),
    order=st.permutations(tuple(LABELS)),
    above=st.sampled_from(("", "Skip Links\n\n", menu())),
    place=st.sampled_from(("above", "below", "first")),
    end=st.sampled_from(("\n", "\r\n")),
)
def test_labels_are_read_in_any_order_style_and_place(
    style: str, order: list[str], above: str, place: str, end: str
) -> None:
    labels = labels_as(style, tuple(order))
    page = {
        "above": f"Press release\n{TITLE}\n{labels}\n{TEXT}",
        "below": f"Press release\n{TITLE}\n{TEXT}\n{labels}",
        "first": f"{labels}\nPress release\n{TITLE}\n{TEXT}",
    }[place]
    found = draft((above + page).replace("\n", end))
    assert found.kind
    assert found.title
    assert (found.kind.value, found.title.value) == ("press-release", TITLE)
    assert place_names(found) == ["Belgrade"]
    assert [one.value for one in found.sources] == ["chairpersonship", "mission-to-serbia"]
    assert [one.value for one in found.fields_of_work] == ["migration", "rule-of-law"]
    assert [one.value for one in found.body] == TEXT.split("\n")
    assert codes(found) == []


def test_the_abstract_stands_between_title_and_labels() -> None:
    found = draft(f"News item\n{TITLE}\nWhat it is about.\n{labels_as('lines', ('Date', 'Place'))}"
                  "\nThe office opened on 4 May 2015.")  # fmt: skip
    assert found.summary
    assert found.summary.value == "What it is about."
    assert [one.value for one in found.body] == ["The office opened on 4 May 2015."]


def test_a_publisher_is_the_source_where_no_other_is_named() -> None:
    found = draft(f"Press release\n{TITLE}\nPublisher: OSCE Mission to Serbia\n{TEXT}")
    assert [one.value for one in found.sources] == ["mission-to-serbia"]


def test_sources_are_known_under_names_of_old_and_new_days() -> None:
    found = draft(
        f"Press release\n{TITLE}\n- Source:\n- OSCE Chairmanship, OSCE Centre in Almaty, "
        f"OSCE Office in Yerevan (closed) and OSCE Secretariat\n{TEXT}"
    )
    assert [one.value for one in found.sources] == [
        "chairpersonship",
        "programme-office-in-astana",
        "office-in-yerevan",
        "secretariat",
    ]


def test_a_body_named_twice_is_one_source() -> None:
    found = draft(
        f"Press release\n{TITLE}\nSource: OSCE Chairmanship, OSCE Chairpersonship\n{TEXT}"
    )
    assert [one.value for one in found.sources] == ["chairpersonship"]


def test_an_unknown_source_is_left_out_and_told() -> None:
    found = draft(f"Press release\n{TITLE}\nSource:\nOffice of Examples\nPlace:\nVIENNA\n{TEXT}")
    assert found.sources == ()
    finding = found.findings[0]
    assert (finding.code, finding.level, finding.field) == ("source.unknown", "warning", "sources")
    assert finding.span
    assert finding.span.quote == "Office of Examples"


def test_an_unknown_tag_is_left_out_and_noted() -> None:
    found = draft(f"Press release\n{TITLE}\nFields of work: Climate change, Migration\n{TEXT}")
    assert [one.value for one in found.fields_of_work] == ["migration"]
    assert [(one.code, one.level) for one in found.findings] == [("field.unknown", "note")]


def test_labels_inside_a_text_stay_in_the_text() -> None:
    found = draft(
        f"Media advisory\n{TITLE}\nVIENNA, 4 May 2015 – You are invited.\n"
        "When: 6 May, 10:00\nWhere: Hofburg\nDate: to be confirmed\nPlease register in good time."
    )
    assert found.kind
    assert found.kind.value == "media-advisory"
    assert len(found.body) == 5


def test_an_unknown_entry_of_the_menu_is_noted_with_its_place() -> None:
    changed = menu().replace("- Migration\n", "- Migration\n- Moonlight\n")
    found = draft(f"{changed.rstrip()}\n- Something new\nPress release\n{TITLE}\n{TEXT}")
    assert codes(found) == ["menu.unknown-entry", "menu.unknown-entry"]
    quotes = [finding.span.quote for finding in found.findings if finding.span]
    assert quotes == ["Moonlight", "Something new"]
    assert {finding.level for finding in found.findings} == {"note"}


def test_a_menu_below_the_text_is_no_text() -> None:
    found = draft(f"Press release\n{TITLE}\n{TEXT}\n{menu()}")
    assert [one.value for one in found.body] == TEXT.split("\n")


def test_a_page_without_type_line_is_a_press_release_by_its_dateline() -> None:
    found = draft(f"{TITLE}\n{TEXT}")
    assert found.kind
    assert (found.kind.value, found.kind.span.rule) == ("press-release", "dateline")
    assert found.kind.span.confidence < 1


def test_an_unknown_type_line_is_told_and_is_no_title() -> None:
    found = draft(f"Lampoon\n{TITLE}\n{labels_as('lines', ('Date', 'Place', 'Source'))}\n{TEXT}")
    assert found.title
    assert (found.title.value, found.kind) == (TITLE, None)
    assert codes(found) == ["kind.unknown"]


def test_a_short_title_above_an_abstract_is_a_title() -> None:
    labels = labels_as("lines", ("Date", "Place", "Source"))
    found = draft(f"A title\nAn abstract tells what the page is about.\n{labels}\n{TEXT}")
    assert found.title
    assert found.title.value == "A title"
