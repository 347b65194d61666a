"""A record of another system becomes drafts by a mapping in the profile, and no code."""

from communique.cli.profile_files import shipped_profile
from communique.core.arrival import arrival_of
from communique.core.beside import contacts_of, links_of
from communique.core.record import Draft, Reported
from communique.ingest.mapped import Mapped, drafts_of
from communique.ingest.pieces import pieces_in
from tests.ingest.news_service import LEADS, TITLES, Message

PROFILE = shipped_profile("swiss-federal")


def drafts(message: Message) -> tuple[Draft, ...]:
    return drafts_in(message.xml())


def drafts_in(xml: str) -> tuple[Draft, ...]:
    (piece,) = pieces_in(xml.encode(), "m.xml", PROFILE.reading.mappings)
    assert isinstance(piece.found, Mapped)
    found = drafts_of(piece.found, PROFILE)
    assert not isinstance(found, Reported)
    return found


def findings(message: Message) -> list[str]:
    return [one.code for draft in drafts(message) for one in draft.findings]


def test_each_language_makes_a_draft_of_the_same_release() -> None:
    found = drafts(Message(number=70001))
    assert [draft.lang for draft in found] == ["de", "fr", "it", "en"]
    assert {draft.symbol.value for draft in found if draft.symbol} == {"70001"}
    assert {str(draft.date.value) for draft in found if draft.date} == {"2017-03-04"}
    assert [draft.title.value for draft in found if draft.title] == [
        f"{title} 70001" for title in TITLES.values()
    ]
    assert [draft.summary.value for draft in found if draft.summary] == list(LEADS.values())
    assert found[0].body[2].value == "Was noch gilt"
    assert [mark.kind for mark in found[0].marks] == ["strong", "heading", "item", "item", "link"]


def test_the_lead_of_several_sources_is_the_first() -> None:
    (draft, *_) = drafts(
        Message(number=1, originators=(("804", "no"), ("201", "no"), ("1070", "yes")))
    )
    assert [one.value for one in draft.sources] == [
        "the-federal-council",
        "general-secretariat-of-the-federal-department-of-environment-transport-energy",
        "federal-department-of-foreign-affairs",
    ]
    assert draft.kind is not None
    assert draft.kind.value == "press-release"
    assert [one.value for one in draft.fields_of_work] == ["transport"]


def test_a_keyword_that_is_the_name_of_a_topic_is_that_topic_and_others_are_passed_over() -> None:
    words = "".join(f"<keyword><name lang='de'>{one}</name></keyword>" for one in ("Sport", "Wind"))
    xml = Message(number=1).xml().replace("</message>", f"<keywords>{words}</keywords></message>")
    found = drafts_in(xml)
    assert [one.value for one in found[0].fields_of_work] == ["transport", "sport"]
    assert found[0].findings == ()


def test_an_office_that_nobody_knows_is_named_and_keeps_nothing_out() -> None:
    message = Message(number=1, originators=(("99999", "no"), ("201", "yes")))
    assert findings(message) == ["source.unknown"]
    assert len(drafts(message)[0].sources) == 1


def test_several_places_in_one_string_are_told_apart() -> None:
    (draft, *_) = drafts(Message(number=1, city="Dübendorf, St. Gallen und Thun"))
    assert [one.value.code for one in draft.places] == ["dubendorf", "st-gallen", "thun"]
    (draft, *_) = drafts(Message(number=1, city="Biel/Bienne"))
    assert [one.value.code for one in draft.places] == ["biel"]
    (draft, *_) = drafts(Message(number=1, city="Rom/Bern"))
    assert [(one.value.code, one.value.country) for one in draft.places] == [
        ("rome", "IT"),
        ("bern", "CH"),
    ]


def test_a_day_behind_a_place_is_no_place() -> None:
    (draft, *_) = drafts(Message(number=1, city="Bern, 4. Mai 2017"))
    assert [one.value.code for one in draft.places] == ["bern"]


def test_a_copied_text_makes_no_draft_and_is_named() -> None:
    message = Message(number=1, texts={"de": "de", "fr": "fr", "en": "de"})
    assert [draft.lang for draft in drafts(message)] == ["de", "fr"]
    assert findings(message) == ["text.copied"]


def test_a_text_in_a_place_of_another_language_goes_to_its_own() -> None:
    assert [draft.lang for draft in drafts(Message(number=1, texts={"en": "fr"}))] == ["fr"]


def test_revisions_are_instants_and_a_revoked_message_says_why() -> None:
    message = Message(number=1, revised=("2017-03-06 16:20", "2017-01-05 08:00"), revoked="yes")
    (draft, *_) = drafts(message)
    assert draft.revised == ("2017-01-05T07:00:00Z", "2017-03-06T15:20:00Z")
    assert draft.withdrawal
    assert not drafts(Message(number=1))[0].withdrawal


def test_the_addresses_of_all_languages_are_kept() -> None:
    (draft, *_) = drafts(Message(number=70001))
    assert len(draft.addresses) == 4
    assert all("70001" in address for address in draft.addresses)


def test_each_language_keeps_its_own_contacts_and_links() -> None:
    release = arrival_of(drafts(Message(number=1)), sample=False).release
    asked = {lang: contacts_of(release, lang) for lang in ("de", "fr", "it", "en")}
    assert asked == {
        "de": ("Pressestelle",),
        "fr": ("Service de presse",),
        "it": ("Ufficio stampa",),
        "en": ("Pressestelle",),
    }
    named = {lang: [one.label for one in links_of(release, lang)] for lang in release.langs}
    assert named == {
        "de": ["Plan der Seen", "Über die Schiffe"],
        "fr": ["Plan des lacs"],
        "it": [],
        "en": [],
    }
    assert links_of(release, "fr")[0].to == "https://example.org/plan-fr.pdf"


def test_a_text_in_the_place_of_another_language_brings_its_contacts_and_links_there() -> None:
    (french,) = drafts(Message(number=1, texts={"en": "fr"}))
    release = arrival_of([french], sample=False).release
    assert release.contacts == ("Service de presse",)
    assert [one.lang for one in release.links] == ["fr"]
