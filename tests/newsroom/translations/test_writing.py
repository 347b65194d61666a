"""A release is asked for in a language, translated beside its original, and made ready."""

from __future__ import annotations

from communique.core.text import HEADING, LINK, Mark, words_digest
from communique.newsroom.accounts.trail import lines_of
from communique.newsroom.desk.export import release_of, text_of
from communique.newsroom.desk.models import ReleaseCopy, State, TranslationCopy
from communique.newsroom.desk.models.release import Progress
from communique.newsroom.translations.staleness import Condition, becoming_stale, languages_of
from tests.newsroom.desks import Desk
from tests.newsroom.translations.drafts import BODY, drafted, form, french


def wanted(desk: Desk, release: ReleaseCopy) -> TranslationCopy:
    answer = desk.browser("author").post(f"/desk/translations/of/{release.pk}/fr/")
    assert answer.status_code == 302
    return TranslationCopy.objects.get(release=release, lang="fr")


def made_ready(desk: Desk, release: ReleaseCopy) -> TranslationCopy:
    text = wanted(desk, release)
    answer = desk.browser("translator").post(
        f"/desk/translations/{text.pk}/", french(text, "ready")
    )
    assert answer.status_code == 302, answer.content.decode()
    return TranslationCopy.objects.get(pk=text.pk)


def test_a_language_asked_for_waits_with_its_translator(desk: Desk) -> None:
    text = wanted(desk, drafted())
    assert text.progress == Progress.WANTED
    page = desk.browser("translator").get("/desk/translations/").content.decode()
    assert "The harbour lights are lit again" in page
    assert f"/desk/translations/{text.pk}/" in page


def test_what_is_typed_is_kept_as_a_revision_with_the_words_it_was_made_from(desk: Desk) -> None:
    text = wanted(desk, drafted())
    desk.browser("translator").post(
        f"/desk/translations/{text.pk}/", form(text, title_1="Les feux du port sont rallumés")
    )
    text.refresh_from_db()
    assert (text.title, text.progress) == ("Les feux du port sont rallumés", Progress.BEGUN)
    assert text.passages == [
        {
            "part": "title",
            "of": "The harbour lights are lit again",
            "text": "Les feux du port sont rallumés",
        }
    ]
    assert text.latest_revision is not None
    assert text.latest_revision.user == desk.who("translator")
    assert desk.who("translator").pk in text.written_by


def test_what_is_ready_goes_out_inside_its_release_and_says_what_it_follows(desk: Desk) -> None:
    release = drafted(symbol="pr-1999-0001")
    text = made_ready(desk, release)
    assert text.progress == Progress.READY
    made = release_of(ReleaseCopy.objects.get(pk=release.pk))
    assert made.langs == ("en", "fr")
    assert made.original == "en"
    assert made.texts["fr"].follows == words_digest(text_of(release))
    assert len(made.texts["fr"].body) == len(made.texts["en"].body)
    assert made.texts["fr"].marks == (
        Mark(kind=HEADING, paragraph=2, level=2),
        Mark(kind=LINK, paragraph=3, start=45, end=52, to="https://lakes.example/report"),
    )


def test_what_is_not_whole_is_not_made_ready_and_nothing_of_it_goes_out(desk: Desk) -> None:
    release = drafted(symbol="pr-1999-0001")
    text = wanted(desk, release)
    answer = desk.browser("translator").post(
        f"/desk/translations/{text.pk}/", form(text, "ready", title_1="Les feux du port")
    )
    assert answer.status_code == 400
    assert "Paragraph 1 is not translated" in answer.content.decode()
    assert "Les feux du port" in answer.content.decode()
    assert release_of(ReleaseCopy.objects.get(pk=release.pk)).langs == ("en",)


def test_a_change_of_the_original_puts_its_translation_behind_and_shows_the_change(
    desk: Desk,
) -> None:
    release = drafted()
    text = made_ready(desk, release)
    release.refresh_from_db()
    release.body = BODY.replace("were lit again", "were repaired")
    release.save()
    (state,) = languages_of(release)
    assert state.condition is Condition.BEHIND
    assert becoming_stale(release) == ("fr",)
    page = desk.browser("translator").get(f"/desk/translations/{text.pk}/").content.decode()
    assert "<del>lit again</del>" in page
    assert "<ins>repaired</ins>" in page
    assert page.count("<del>") == 1


def test_a_translation_that_is_still_right_is_ready_again_at_one_word(desk: Desk) -> None:
    release = drafted()
    text = made_ready(desk, release)
    release.refresh_from_db()
    release.body = BODY.replace("were lit again", "were repaired")
    release.save()
    browser = desk.browser("translator")
    refused = browser.post(f"/desk/translations/{text.pk}/", french(text, "ready"))
    assert refused.status_code == 400
    browser.post(f"/desk/translations/{text.pk}/", {**french(text, "ready"), "right": "body-1"})
    (state,) = languages_of(release)
    assert state.condition is Condition.READY
    assert becoming_stale(release) == ()


def test_new_words_in_what_was_ready_have_to_be_made_ready_again(desk: Desk) -> None:
    text = made_ready(desk, drafted())
    desk.browser("translator").post(
        f"/desk/translations/{text.pk}/", form(text, title_1="Les lumières du port")
    )
    text.refresh_from_db()
    assert text.progress == Progress.BEGUN


def test_saving_the_same_words_changes_nothing(desk: Desk) -> None:
    text = made_ready(desk, drafted())
    desk.browser("translator").post(f"/desk/translations/{text.pk}/", french(text))
    again = TranslationCopy.objects.get(pk=text.pk)
    assert (again.progress, again.latest_revision_id) == (Progress.READY, text.latest_revision_id)


def test_two_who_write_the_same_text_do_not_undo_each_other(desk: Desk) -> None:
    text = wanted(desk, drafted())
    first, second = (form(text, title_1=said) for said in ("Le premier titre", "Le second titre"))
    desk.browser("translator").post(f"/desk/translations/{text.pk}/", first)
    answer = desk.browser("author").post(f"/desk/translations/{text.pk}/", second)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Le premier titre" in page
    assert "Le second titre" in page
    text.refresh_from_db()
    assert text.title == "Le premier titre"
    over = form(text, title_1="Le second titre")
    desk.browser("author").post(f"/desk/translations/{text.pk}/", over)
    text.refresh_from_db()
    assert text.title == "Le second titre"


def test_a_text_wanted_no_more_keeps_its_words_and_does_not_go_out(desk: Desk) -> None:
    release = drafted(symbol="pr-1999-0001")
    text = made_ready(desk, release)
    desk.browser("author").post(f"/desk/translations/{text.pk}/drop/")
    release.refresh_from_db()
    assert release.languages == []
    assert release_of(release).langs == ("en",)
    again = wanted(desk, release)
    assert (again.pk, again.title) == (text.pk, "Les feux du port sont rallumés")
    assert again.progress == Progress.BEGUN


def test_a_text_signed_off_with_its_release_is_written_no_more(desk: Desk) -> None:
    release = drafted()
    text = made_ready(desk, release)
    ReleaseCopy.objects.filter(pk=release.pk).update(state=State.SCHEDULED)
    answer = desk.browser("translator").post(
        f"/desk/translations/{text.pk}/", form(text, title_1="Trop tard")
    )
    assert answer.status_code == 400
    text.refresh_from_db()
    assert text.title == "Les feux du port sont rallumés"


def test_what_is_typed_is_looked_at_and_not_kept(desk: Desk) -> None:
    text = wanted(desk, drafted())
    answer = desk.browser("translator").post(
        f"/desk/translations/{text.pk}/look/", form(text, title_1="Les feux du port")
    )
    found = answer.json()
    assert (found["done"], found["whole"]) == (1, 4)
    assert "title-1" not in found["findings"]
    assert found["findings"]["body-1"][0]["level"] == "error"
    text.refresh_from_db()
    assert text.title == ""


def test_the_names_of_the_vocabularies_stand_beside_the_original(desk: Desk) -> None:
    release = drafted()
    ReleaseCopy.objects.filter(pk=release.pk).update(
        title="The Secretariat lights the harbour", fields_of_work=["fisheries"]
    )
    text = wanted(desk, release)
    page = desk.browser("translator").get(f"/desk/translations/{text.pk}/").content.decode()
    assert 'data-put="Pêche"' in page
    assert 'data-put="Secrétariat" data-for="text-title-1"' in page


def test_every_step_is_in_the_trail(desk: Desk) -> None:
    text = made_ready(desk, drafted())
    assert [line.deed for line in lines_of(text)][::-1] == [
        "want-translation",
        "translate",
        "ready-translation",
    ]


def test_the_panel_says_how_each_language_stands(desk: Desk) -> None:
    release = drafted()
    made_ready(desk, release)
    page = desk.browser("author").get(f"/desk/translations/of/{release.pk}/").content.decode()
    assert "French" in page
    assert "ready" in page


def test_a_language_is_asked_for_in_the_editor_and_one_is_back_there(desk: Desk) -> None:
    release = drafted()
    browser = desk.browser("author")
    editor = f"/desk/releases/edit/{release.pk}/"
    assert f"/desk/translations/of/{release.pk}/fr/" in browser.get(editor).content.decode()
    answer = browser.post(f"/desk/translations/of/{release.pk}/fr/", {"next": editor})
    assert answer["location"] == editor
    elsewhere = browser.post(
        f"/desk/translations/of/{release.pk}/fr/", {"next": "https://elsewhere.example/"}
    )
    assert elsewhere["location"] == f"/desk/translations/of/{release.pk}/"
