"""A text that stands where a translation belongs is told apart from one."""

from communique.cli.profile_files import shipped_profile
from communique.core.text import Text
from communique.ingest.copies import Copy, copies
from communique.ingest.markup import clean
from tests.ingest.news_service import BODIES, LEADS, TITLES

STOP_WORDS = shipped_profile("swiss-federal").reading.stop_words


def text(lang: str, *, title: str = "") -> Text:
    body = clean(BODIES[lang]).paragraphs
    return Text(title=title or TITLES[lang], summary=LEADS[lang], body=body)


def found(**texts: Text) -> tuple[Copy, ...]:
    return copies(texts, STOP_WORDS)


def test_four_translations_are_no_copies() -> None:
    assert found(**{lang: text(lang) for lang in TITLES}) == ()


def test_a_text_in_the_place_of_another_language_is_a_copy() -> None:
    assert found(de=text("de"), en=text("de")) == (Copy(said="en", lang="de", stands=True),)


def test_which_place_is_right_does_not_hang_on_their_order() -> None:
    assert found(de=text("fr"), fr=text("fr")) == (Copy(said="de", lang="fr", stands=True),)


def test_a_translated_title_above_copied_words_makes_no_translation() -> None:
    mixed = text("de", title=TITLES["it"])
    assert found(de=text("de"), it=mixed) == (Copy(said="it", lang="de", stands=True),)


def test_a_text_in_a_language_that_has_no_place_of_its_own_is_moved() -> None:
    assert found(en=text("fr"), de=text("de")) == (Copy(said="en", lang="fr", stands=False),)


def test_texts_that_changed_places_are_moved_to_their_own() -> None:
    assert found(de=text("fr"), fr=text("de")) == (
        Copy(said="de", lang="fr", stands=False),
        Copy(said="fr", lang="de", stands=False),
    )


def test_of_two_texts_in_a_language_without_a_place_the_first_is_moved() -> None:
    beginning = Text(title=TITLES["it"], summary=LEADS["it"], body=text("it").body[:1])
    assert [one.stands for one in found(de=text("it"), fr=beginning)] == [False, True]


def test_a_list_of_names_under_two_titles_is_left_as_it_is() -> None:
    names = ("Zora Muster, Beispiel", "Urs Modell, Exempel")
    one, other = Text(title="Ernennungen", body=names), Text(title="Nominations", body=names)
    assert found(de=one, fr=other) == ()


def test_the_same_words_in_two_places_are_shown_once_where_nothing_tells_the_language() -> None:
    one = Text(title="AB 12", body=("CD 34",))
    assert found(de=one, fr=one) == (Copy(said="fr", lang="de", stands=True),)
