"""Each role at each page of the translations' room."""

from __future__ import annotations

import pytest

from communique.newsroom.desk.models import TranslationCopy
from communique.newsroom.roles import Role
from communique.newsroom.translations import keeping
from tests.newsroom.desks import Desk
from tests.newsroom.translations.drafts import drafted, form

SEES = ("author", "clearance-officer", "press-secretary", "translator")
WRITES = ("author", "press-secretary", "translator")
ASKS = ("author", "press-secretary")
EVERYBODY = tuple(role.value for role in Role)


def in_french(desk: Desk) -> TranslationCopy:
    return keeping.ask_for(drafted(), "fr", desk.who("author"))


@pytest.mark.parametrize("name", EVERYBODY)
def test_a_text_is_seen_by_whom_the_table_lets_see_it(desk: Desk, name: str) -> None:
    text = in_french(desk)
    browser = desk.browser(name)
    status = 200 if name in SEES else 404
    assert browser.get(f"/desk/translations/{text.pk}/").status_code == status
    assert browser.get("/desk/translations/").status_code == status
    look = browser.post(f"/desk/translations/{text.pk}/look/", form(text))
    assert look.status_code == status
    assert browser.get(f"/desk/translations/of/{text.release_id}/").status_code == status


@pytest.mark.parametrize("name", EVERYBODY)
def test_a_text_is_written_by_whom_the_table_lets_translate(desk: Desk, name: str) -> None:
    text = in_french(desk)
    desk.browser(name).post(f"/desk/translations/{text.pk}/", form(text, title_1="Les feux"))
    text.refresh_from_db()
    assert text.title == ("Les feux" if name in WRITES else "")


@pytest.mark.parametrize("name", EVERYBODY)
def test_a_language_is_asked_for_by_whom_the_table_lets_write_the_release(
    desk: Desk, name: str
) -> None:
    release = drafted()
    desk.browser(name).post(f"/desk/translations/of/{release.pk}/fr/")
    assert TranslationCopy.objects.filter(release=release).exists() == (name in ASKS)


@pytest.mark.parametrize("name", EVERYBODY)
def test_a_text_is_wanted_no_more_at_the_word_of_whom_the_table_lets_write_the_release(
    desk: Desk, name: str
) -> None:
    text = in_french(desk)
    desk.browser(name).post(f"/desk/translations/{text.pk}/drop/")
    text.refresh_from_db()
    assert (text.state == "dropped") == (name in ASKS)


def test_a_translator_of_another_language_finds_nothing(desk: Desk) -> None:
    text = in_french(desk)
    desk.member("german", Role.TRANSLATOR, languages=("de",))
    browser = desk.browser("german")
    assert browser.get(f"/desk/translations/{text.pk}/").status_code == 404
    assert browser.get(f"/desk/translations/of/{text.release_id}/").status_code == 404
    assert text.release.title not in browser.get("/desk/translations/").content.decode()
    browser.post(f"/desk/translations/{text.pk}/", form(text, title_1="Die Lichter"))
    text.refresh_from_db()
    assert text.title == ""


def test_an_author_of_another_structure_finds_nothing(desk: Desk) -> None:
    text = in_french(desk)
    desk.member("elsewhere", Role.AUTHOR, structures=("office-in-tarn",))
    browser = desk.browser("elsewhere")
    assert browser.get(f"/desk/translations/{text.pk}/").status_code == 404
    assert text.release.title not in browser.get("/desk/translations/").content.decode()


def test_nobody_who_is_not_signed_in_sees_anything(desk: Desk) -> None:
    text = in_french(desk)
    stranger = type(desk.browser("author"))(SERVER_NAME="localhost")
    for address in ("", f"{text.pk}/", f"of/{text.release_id}/", "record/x/"):
        assert stranger.get(f"/desk/translations/{address}").status_code == 302


def test_only_an_official_language_can_be_asked_for(desk: Desk) -> None:
    release = drafted()
    for lang in ("en", "xx"):
        desk.browser("author").post(f"/desk/translations/of/{release.pk}/{lang}/")
    assert not TranslationCopy.objects.exists()
