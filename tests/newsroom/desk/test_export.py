"""Working copies and the record: there and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given

from communique.core.canonical import SALT_BYTES, from_bytes, to_bytes
from communique.core.record import Quote, Ref, Release
from communique.core.rules import check, check_release
from communique.core.text import FurtherLink, Mark, Text, words_digest
from communique.ingest.plain import read_plain
from communique.newsroom.desk.export import copy_of, draft_of, release_of, text_of
from communique.newsroom.desk.models import ReleaseCopy, TranslationCopy
from communique.newsroom.desk.models.release import Progress
from communique.newsroom.desk.models.working import Purpose
from communique.newsroom.shelf import profile
from communique.registrar.enter import opened
from tests.newsroom.desk.drafts import written
from tests.newsroom.desks import Desk
from tests.sites import issue, release
from tests.strategies import releases

FRENCH = Text(title="Feux", body=("Les feux sont allumés.",), follows="0" * 64)


def test_a_working_copy_makes_the_release_it_shows(desk: Desk) -> None:
    copy = written(desk, symbol="pr-1999-0001")
    made = release_of(copy)
    assert made == Release(
        symbol="pr-1999-0001",
        kind="press-release",
        original="en",
        texts={
            "en": Text(
                title="Lights on the northern shore",
                body=(
                    "MERE, 2 May 1999 – The harbour lights were lit again.",
                    "What follows",
                    "Boats may pass.",
                    "See the rules.",
                ),
                marks=(
                    Mark(kind="heading", paragraph=2, level=2),
                    Mark(kind="item", paragraph=3),
                    Mark(kind="strong", paragraph=3, start=6, end=9),
                    Mark(kind="item", paragraph=4),
                    Mark(kind="link", paragraph=4, start=4, end=13, to="pr-1998-0001"),
                ),
            )
        },
        date=made.date,
        places=(Ref(name="Mere", code="mere"),),
        sources=("secretariat",),
        fields_of_work=("navigation",),
        countries=("XA",),
        contacts=("Press Office, +00 123", "press@lakes.example"),
    )
    assert (made.date, copy.record_kind()) == ("1999-05-02", "press-release")
    assert check_release(made) == ()
    salt = "0" * 2 * SALT_BYTES
    assert from_bytes(to_bytes(made, salt)).record == made


def test_translations_that_are_ready_go_out_with_it(desk: Desk) -> None:
    copy = written(desk, languages=["fr", "de"])
    follows = words_digest(text_of(copy))
    for lang, progress in (("fr", Progress.READY), ("de", Progress.BEGUN)):
        _translated(copy, lang, progress=progress, follows=follows)
    made = release_of(copy)
    assert made.langs == ("en", "fr")
    assert made.texts["fr"] == Text(title="Feux", body=("x",), follows=follows)


def test_a_correction_keeps_what_the_desk_does_not_edit(desk: Desk) -> None:
    stood = _rich("102")
    with opened(desk.config) as registrar:
        registrar.enter([issue(stood)])
    copy = copy_of(stood, purpose=Purpose.CORRECT, based_on=7)
    copy.body = copy.body.replace("again today", "again")
    copy.note = "A word was wrong."
    copy.save()
    made = release_of(copy)
    text = replace(
        stood.texts["en"],
        body=tuple(one.replace("again today", "again") for one in stood.texts["en"].body),
    )
    assert made == replace(
        stood, texts={"en": text, "fr": FRENCH}, note="A word was wrong.", quotes=stood.quotes[1:]
    )


def _mapped(symbol: str) -> Release:
    """Return a release as another system handed it over: contacts and links by language."""
    return replace(
        _rich(symbol),
        original="",
        contacts=("Press office",),
        contacts_in={"fr": ("Service de presse",)},
        links=(
            FurtherLink(label="Chart", to="https://lakes.example/chart.pdf", lang="en"),
            FurtherLink(label="Plan", to="https://lakes.example/plan.pdf", lang="fr"),
        ),
    )


def test_a_correction_loses_no_contacts_and_no_links_of_any_language(desk: Desk) -> None:
    stood = _mapped("105")
    with opened(desk.config) as registrar:
        registrar.enter([issue(stood)])
    for lang in stood.langs:
        copy = copy_of(stood, purpose=Purpose.CORRECT, based_on=7, lang=lang)
        made = release_of(copy)
        assert (made.contacts, made.contacts_in) == (stood.contacts, stood.contacts_in)
        assert made.links == stood.links


def test_the_contacts_and_links_of_the_text_that_is_corrected_are_changed(desk: Desk) -> None:
    stood = _mapped("106")
    with opened(desk.config) as registrar:
        registrar.enter([issue(stood)])
    copy = copy_of(stood, purpose=Purpose.CORRECT, based_on=7, lang="fr")
    assert (copy.contacts, copy.links) == (
        "Service de presse",
        "https://lakes.example/plan.pdf Plan",
    )
    copy.contacts, copy.links = "Anna", "https://lakes.example/new.pdf  Plan  des lacs"
    made = release_of(copy)
    assert (made.contacts, made.contacts_in) == (stood.contacts, {"fr": ("Anna",)})
    new = FurtherLink(label="Plan des lacs", to="https://lakes.example/new.pdf", lang="fr")
    assert set(made.links) == {stood.links[0], new}


def test_the_links_of_a_new_release_stand_with_all_its_texts(desk: Desk) -> None:
    made = release_of(written(desk, links="https://lakes.example/a A\n\nhttps://lakes.example/b"))
    assert made.links == (
        FurtherLink(label="A", to="https://lakes.example/a"),
        FurtherLink(label="https://lakes.example/b", to="https://lakes.example/b"),
    )
    assert check_release(made) == ()
    bad = release_of(written(desk, links="javascript:alert(1) Run"))
    assert [one.code for one in check_release(bad)] == ["text.further-link"]


def test_adding_a_translation_keeps_what_stands_beside_every_text(desk: Desk) -> None:
    stood = replace(_mapped("107"), texts={"en": _rich("107").texts["en"]})
    with opened(desk.config) as registrar:
        registrar.enter([issue(stood)])
    copy = copy_of(stood, purpose=Purpose.TRANSLATE, based_on=7)
    copy.save()
    _translated(copy, "fr", progress=Progress.READY)
    made = release_of(copy)
    assert (made.contacts, made.contacts_in) == (stood.contacts, stood.contacts_in)
    assert made.links == stood.links


def test_a_quote_moves_with_its_words(desk: Desk) -> None:
    stood = _rich("103")
    with opened(desk.config) as registrar:
        registrar.enter([issue(stood)])
    copy = copy_of(stood, purpose=Purpose.CORRECT, based_on=7)
    copy.body = f"<p>A word first.</p>{copy.body}"
    copy.save()
    assert [quote.paragraph for quote in release_of(copy).quotes] == [2, 3, 1]


def test_adding_a_translation_touches_no_other_text(desk: Desk) -> None:
    stood = replace(_rich("104"), texts={"en": _rich("104").texts["en"]})
    with opened(desk.config) as registrar:
        registrar.enter([issue(stood)])
    copy = copy_of(stood, purpose=Purpose.TRANSLATE, based_on=7)
    copy.title = "Not what is translated"
    copy.save()
    _translated(copy, "fr", progress=Progress.READY)
    made = release_of(copy)
    assert made == replace(
        stood, texts={**stood.texts, "fr": Text(title="Feux", body=("x",))}, note=""
    )


def _translated(copy: ReleaseCopy, lang: str, **changed: object) -> None:
    said = {"title": "Feux", "body": "<p>x</p>", **changed}
    TranslationCopy.objects.update_or_create(release=copy, lang=lang, defaults=said)


def _rich(symbol: str) -> Release:
    """Return a release with all that the desk does not edit."""
    one = release(symbol)
    return replace(
        one,
        original="en",
        texts={**one.texts, "fr": FRENCH},
        quotes=(
            Quote(words="were lit again today", speaker=Ref(name="Ann"), paragraph=1),
            Quote(words="may pass by night", speaker=Ref(name="Bo", code="bo"), paragraph=2),
            Quote(words="sont allumés", speaker=Ref(name="Cy"), paragraph=1, lang="fr"),
        ),
        addresses=("http://lakes.example/node/1",),
        sample=True,
    )


def test_the_draft_of_a_working_copy_says_where_its_words_stand(desk: Desk) -> None:
    copy = written(desk, summary="Boats pass", fields_of_work=["navigation", "nonsense"])
    draft = draft_of(copy)
    text = draft.capture.text
    assert draft.title
    assert draft.summary
    for found in (draft.title, draft.summary, *draft.body):
        assert text[found.span.start : found.span.end] == found.span.quote == found.value
    assert [line.text for line in read_plain(draft.capture).lines] == [
        copy.title,
        copy.summary,
        *text_of(copy).body,
    ]
    found_by_rules = [one.code for one in check(draft, profile(), today=date(2026, 1, 1))]
    assert found_by_rules == ["vocab.unknown-term"]


def test_an_empty_working_copy_has_a_draft_of_which_the_rules_say_what_it_lacks(
    desk: Desk,
) -> None:
    draft = draft_of(ReleaseCopy(kind="", day="1999-13"))
    codes = [one.code for one in check(draft, profile(), today=date(2026, 1, 1))]
    assert codes == ["draft.no-title", "draft.no-body", "draft.no-kind", "draft.no-date"]


def test_an_older_version_is_on_its_way_where_the_copy_is_today(desk: Desk) -> None:
    copy = written(desk)
    copy.symbol, copy.state, copy.title, copy.countries = "pr-1999-0002", "submitted", "New", []
    copy.save()
    older = copy.latest_revision.as_object()
    assert (older.title, older.countries) == ("Lights on the northern shore", ["XA"])
    assert (older.symbol, older.state, older.made_by) == ("pr-1999-0002", "submitted", copy.made_by)


@given(releases())
def test_any_release_opens_as_a_working_copy(one: Release) -> None:
    copy = copy_of(one, purpose=Purpose.CORRECT, based_on=1)
    text = one.texts[copy.lang]
    assert copy.as_text().title == " ".join(text.title.split())
    assert copy.named_people() == one.people
    assert [copy.sources, copy.countries] == [list(one.sources), list(one.countries)]
    assert copy.day == (one.date or "")
