"""Bodies: every paragraph of the text, and nothing that the site put around it."""

from tests.ingest.pages import draft, release


def body(text: str) -> list[str]:
    return [one.value for one in draft(text).body]


def test_captions_and_credits_are_no_paragraphs() -> None:
    assert body(
        "Newsroom\nA title\nBAKU 12 March 2009\nPhoto: OSCE/Someone\n"
        "BAKU, 12 March 2009 - The office opened.\n"
        "A visitor in Baku, 3 May 2001. (OSCE/Example Photographer)\nMore was said."
    ) == ["BAKU, 12 March 2009 - The office opened.", "More was said."]


def test_a_caption_glued_to_the_dateline_is_cut_off() -> None:
    assert body(
        "Press release\nA title\nA visitor in Baku, 4 May 2008. (OSCE/Example Photographer)"
        "BAKU, 12 March 2009 - The office opened.\nMore was said."
    ) == ["BAKU, 12 March 2009 - The office opened.", "More was said."]


def test_a_sentence_that_speaks_of_photos_is_a_paragraph() -> None:
    assert len(release("The office opened.\nPhoto exhibitions were opened too.").body) == 2


def test_lines_broken_at_a_width_make_one_paragraph() -> None:
    found = body(
        "Press release\nA title\n\n"
        "VIENNA, 5 May 2015 – The office opened today after a long time of waiting\n"
        "and the people of the town came to see what was inside the building and\n"
        "what they could do. It was late.\n\n"
        "The second paragraph is also broken at about seventy characters so that\n"
        "People could read it on a terminal, which is what they did in those days\n"
        "of the past."
    )
    assert len(found) == 2
    assert found[1].endswith("characters so that People could read it on a terminal, "
                             "which is what they did in those days of the past.")  # fmt: skip


def test_contacts_are_kept_apart_and_the_site_s_own_lines_left_out() -> None:
    found = release(
        "The office opened.\nMore was said.\nContacts\nAnna Muster\nMobile: +00 000 000\n"
        "Related\nAnother page of the site"
    )
    assert len(found.body) == 2
    assert [one.value for one in found.contacts] == ["Anna Muster", "Mobile: +00 000 000"]


def test_a_contact_on_one_line_is_a_contact() -> None:
    found = release("The office opened.\nPress contact: Anna Muster, press@desk.example")
    assert len(found.body) == 1
    assert found.contacts[0].value.endswith("press@desk.example")


def test_bullets_are_paragraphs_without_their_marks() -> None:
    found = release("The office has three rooms:\n- a kitchen\n• a hall\n-\na cellar")
    assert [one.value for one in found.body[1:]] == ["a kitchen", "a hall", "a cellar"]
