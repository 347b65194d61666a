"""What is out already is put into further languages, and brought up to date."""

from __future__ import annotations

from dataclasses import replace

from communique.core.entry import Order
from communique.core.record import Release, stale_langs
from communique.core.text import Text, words_digest
from communique.newsroom.desk.export import release_of
from communique.newsroom.desk.models import ReleaseCopy, State, TranslationCopy
from communique.newsroom.desk.models.release import Progress
from communique.newsroom.desk.models.working import Purpose
from communique.newsroom.roles import Role
from communique.newsroom.steps import way
from communique.newsroom.translations import keeping
from communique.newsroom.translations.staleness import Condition, becoming_stale, languages_of
from communique.registrar.enter import opened
from tests.newsroom.desks import Desk
from tests.newsroom.translations.drafts import drafted, form
from tests.sites import correct, issue, release

FRENCH = {
    "title-1": "Feux de la rive nord, avis pr-1999-0001",
    "body-1": "MERE, 2 mai 1999 – Les feux du port ont été rallumés, dit l’avis pr-1999-0001.",
    "body-2": "Les bateaux peuvent désormais passer la nuit, et les passeurs le savent.",
}


def enter(desk: Desk, *orders: Order) -> None:
    with opened(desk.config) as registrar:
        registrar.enter(orders)


def english(**changed: object) -> Release:
    return release("pr-1999-0001", original="en", **changed)


def bilingual() -> Release:
    one = english()
    french = Text(
        title=FRENCH["title-1"],
        body=(FRENCH["body-1"], FRENCH["body-2"]),
        follows=words_digest(one.texts["en"]),
    )
    return replace(one, texts={**one.texts, "fr": french})


def moved_on(one: Release) -> Release:
    text = one.texts["en"]
    body = (text.body[0], text.body[1].replace("by night", "by night and by day"))
    return replace(one, texts={**one.texts, "en": replace(text, body=body)})


def begun(desk: Desk, name: str = "translator") -> TranslationCopy:
    answer = desk.browser(name).post("/desk/translations/record/pr-1999-0001/fr/")
    assert answer.status_code == 302
    return TranslationCopy.objects.get(lang="fr")


def ready(desk: Desk, text: TranslationCopy, **typed: str) -> ReleaseCopy:
    answer = desk.browser("translator").post(
        f"/desk/translations/{text.pk}/", form(text, "ready", **typed)
    )
    assert answer.status_code == 302, answer.content.decode()
    return ReleaseCopy.objects.get(pk=text.release_id)


def test_a_translator_adds_a_text_to_what_is_out_and_touches_nothing_else(desk: Desk) -> None:
    enter(desk, issue(english()))
    text = begun(desk)
    home = ready(desk, text, **FRENCH)
    assert (home.purpose, home.state) == (Purpose.TRANSLATE, State.SUBMITTED)
    made = release_of(home)
    assert made.texts["en"] == english().texts["en"]
    assert made.texts["fr"].title == FRENCH["title-1"]
    assert replace(made, texts={}) == replace(english(), texts={})
    enter(desk, issue(made))


def test_who_translated_does_not_clear_it(desk: Desk) -> None:
    both = [Role.TRANSLATOR.value, Role.CLEARANCE_OFFICER.value]
    type(desk.who("translator")).objects.filter(username="translator").update(roles=both)
    enter(desk, issue(english()))
    home = ready(desk, begun(desk), **FRENCH)
    assert not way.may_clear(desk.who("translator"), home)
    assert way.may_clear(desk.who("clearance-officer"), home)


def test_the_same_text_is_opened_once(desk: Desk) -> None:
    enter(desk, issue(english()))
    assert begun(desk).pk == begun(desk, "press-secretary").pk
    assert ReleaseCopy.objects.count() == 1


def test_a_translator_opens_no_other_language_and_no_release_readers_do_not_see(
    desk: Desk,
) -> None:
    enter(desk, issue(english()))
    desk.member("german", Role.TRANSLATOR, languages=("de",))
    desk.browser("german").post("/desk/translations/record/pr-1999-0001/fr/")
    desk.browser("clearance-officer").post("/desk/translations/record/pr-1999-0001/fr/")
    desk.browser("translator").post("/desk/translations/record/pr-1999-0002/fr/")
    assert not TranslationCopy.objects.exists()
    assert not ReleaseCopy.objects.exists()


def test_the_page_of_languages_offers_what_one_may_write(desk: Desk) -> None:
    enter(desk, issue(english()))
    address = "/desk/translations/record/pr-1999-0001/"
    assert "Translate" in desk.browser("translator").get(address).content.decode()
    shown = desk.browser("clearance-officer").get(address).content.decode()
    assert 'action="/desk/translations/record' not in shown
    assert desk.browser("translator").get("/desk/translations/record/no/").status_code == 404


def test_a_correction_says_which_translations_it_leaves_behind(desk: Desk) -> None:
    enter(desk, issue(bilingual()))
    desk.browser("press-secretary").post("/desk/record/pr-1999-0001/correct/")
    copy = ReleaseCopy.objects.get()
    assert becoming_stale(copy) == ()
    copy.body = copy.body.replace("by night", "by night and by day")
    copy.save()
    assert becoming_stale(copy) == ("fr",)


def test_a_text_that_does_not_say_what_it_follows_is_left_behind_too(desk: Desk) -> None:
    one = bilingual()
    texts = {**one.texts, "fr": replace(one.texts["fr"], follows="")}
    enter(desk, issue(replace(one, texts=texts)))
    desk.browser("press-secretary").post("/desk/record/pr-1999-0001/correct/")
    copy = ReleaseCopy.objects.get()
    copy.body = copy.body.replace("by night", "by day")
    copy.save()
    assert becoming_stale(copy) == ("fr",)


def test_a_translation_goes_out_with_the_correction_of_its_original(desk: Desk) -> None:
    enter(desk, issue(bilingual()))
    desk.browser("press-secretary").post("/desk/record/pr-1999-0001/correct/")
    copy = ReleaseCopy.objects.get()
    copy.body = copy.body.replace("by night", "by night and by day")
    copy.save()
    text = keeping.ask_for(copy, "fr", desk.who("press-secretary"))
    assert text.title == FRENCH["title-1"]
    page = desk.browser("translator").get(f"/desk/translations/{text.pk}/").content.decode()
    assert "<ins>and by day</ins>" in page
    copy = ready(desk, text, body_2="Les bateaux passent jour et nuit, et les passeurs le savent.")
    assert copy.state == State.DRAFT
    assert becoming_stale(copy) == ()
    made = release_of(copy)
    assert stale_langs(made) == ()
    enter(desk, correct(made))


def test_what_the_record_has_left_behind_waits_with_its_translator(desk: Desk) -> None:
    enter(desk, issue(bilingual()))
    enter(desk, correct(moved_on(bilingual())))
    page = desk.browser("translator").get("/desk/translations/").content.decode()
    assert "Bring up to date" in page
    text = begun(desk)
    page = desk.browser("translator").get(f"/desk/translations/{text.pk}/").content.decode()
    assert "<ins>and by day</ins>" in page
    home = ready(desk, text, body_2="Les bateaux passent jour et nuit, et les passeurs le savent.")
    assert (home.purpose, home.state) == (Purpose.CORRECT, State.SUBMITTED)
    assert home.note == "The French text follows the original as it stands."
    made = release_of(home)
    assert made.texts["en"] == moved_on(bilingual()).texts["en"]
    assert stale_langs(made) == ()
    enter(desk, correct(made, note=home.note))
    assert (
        "Bring up to date"
        not in desk.browser("translator").get("/desk/translations/").content.decode()
    )


def test_what_went_out_without_a_text_gets_it_later_and_no_word_of_it_is_lost(desk: Desk) -> None:
    draft = drafted(symbol="pr-1999-0009", languages=["fr"])
    text = TranslationCopy.objects.get()
    desk.browser("translator").post(
        f"/desk/translations/{text.pk}/", form(text, title_1="Les feux du port sont rallumés")
    )
    enter(desk, issue(release_of(draft)))
    ReleaseCopy.objects.filter(pk=draft.pk).update(state=State.ISSUED)
    text.refresh_from_db()
    desk.browser("translator").post(
        f"/desk/translations/{text.pk}/", form(text, body_2="Ce qui suit")
    )
    text.refresh_from_db()
    assert (text.release.purpose, text.release.symbol) == (Purpose.TRANSLATE, "pr-1999-0009")
    assert (text.title, text.progress) == ("Les feux du port sont rallumés", Progress.BEGUN)


def test_clearance_begins_anew_where_a_text_comes_after_it(desk: Desk) -> None:
    draft = drafted(symbol="pr-1999-0009", languages=["fr"])
    way.submit(draft, desk.who("author"))
    way.clear(draft, desk.who("clearance-officer"))
    text = TranslationCopy.objects.get()
    typed = {
        "title_1": "Les feux du port sont rallumés",
        "body_1": "MERE, 2 mai 1999 – Les 12 feux du port ont été rallumés aujourd’hui au nord.",
        "body_2": "Ce qui suit",
        "body_3": "Les bateaux peuvent passer la nuit, selon le [rapport](1).",
    }
    copy = ready(desk, text, **typed)
    assert (copy.state, copy.cleared_by) == (State.SUBMITTED, None)


def test_a_copy_knows_the_texts_on_the_record(desk: Desk) -> None:
    enter(desk, issue(bilingual()))
    desk.browser("press-secretary").post("/desk/record/pr-1999-0001/correct/")
    (state,) = languages_of(ReleaseCopy.objects.get())
    assert state.condition is Condition.ON_RECORD


def test_who_signs_off_is_told_what_is_left_behind(desk: Desk) -> None:
    enter(desk, issue(bilingual()))
    desk.browser("press-secretary").post("/desk/record/pr-1999-0001/correct/")
    copy = ReleaseCopy.objects.get()
    copy.body = copy.body.replace("by night", "by night and by day")
    copy.note = "By day too."
    copy.save()
    page = desk.browser("press-secretary").get(
        f"/desk/steps/sign-off/?copy=releasecopy/{copy.pk}&when=now&alone=1"
    )
    assert "will be behind the original" in page.content.decode()
