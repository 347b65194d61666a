"""Every page of the registry, of the OSCE's profile and of profiles that make no sense."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape

from communique.core.profile import Profile
from communique.core.record import About as AboutPage
from communique.core.record import Organisation
from communique.core.text import Text
from communique.core.vocab import Name, Term, Vocabulary
from communique.render.messages import LANGUAGES
from communique.render.pages import page
from communique.render.registry import about, country, labels, people, structures
from communique.render.registry.parts import RegistryView, Table
from communique.render.registry.setting import Setting
from communique.render.registry.symbols import path_of_about
from communique.render.registry.twin import twin
from communique.render.site import Standing, frame
from tests.render.lakes import setting as ours
from tests.render.registry.settings import every_view, setting, tangled

EMPTY_RECORDS = (Organisation(code="none", names=(), languages=()),)
EMPTY = Profile.of(EMPTY_RECORDS)


def shown(view: RegistryView, held: Setting) -> str:
    around = frame(held.site, Standing(path=view.path), title=view.title)
    return page("registry/page.html", view, around).decode()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("on", [date(2026, 11, 24), date(1992, 7, 1), date(1960, 1, 1)])
def test_every_page_of_the_osce_can_be_shown_on_any_day(lang: str, on: date) -> None:
    held = setting(on, lang)
    views = list(every_view(held))
    assert len(views) > 300
    for view in views[:: 1 if on.year == 1992 else 7]:
        assert f"<h1>{escape(view.title)}</h1>" in shown(view, held)
        json.dumps(twin(view, held))


@settings(max_examples=60)
@given(tangled(), st.dates(), st.sampled_from(LANGUAGES))
def test_no_registry_however_tangled_breaks_a_page(profile: Profile, on: date, lang: str) -> None:
    held = setting(on, lang, profile)
    for view in every_view(held):
        assert shown(view, held).rstrip().endswith("</html>")
        json.dumps(twin(view, held))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_profile_with_nothing_in_it_has_its_overviews(lang: str) -> None:
    held = setting(lang=lang, profile=EMPTY)
    assert all("</html>" in shown(view, held) for view in every_view(held))


def test_a_name_that_looks_like_markup_is_shown_as_text() -> None:
    hostile = Name(text="<script>alert(1)</script>", lang="en")
    term = Term(vocabulary="structure", code="x", names=(hostile,), note="<b>bold</b>")
    profile = Profile.of([Organisation(code="o", names=(), languages=("en",)), term])
    held = setting(profile=profile)
    pages = [shown(view, held) for view in every_view(held)]
    assert any("&lt;script&gt;" in html for html in pages)
    assert not any("<script" in html or "<b>" in html for html in pages)


def test_no_page_carries_a_style_attribute_or_a_script() -> None:
    held = setting()
    for view in every_view(held):
        html = shown(view, held)
        assert "style=" not in html
        assert "<script" not in html


def test_every_table_has_as_many_cells_in_a_row_as_columns() -> None:
    held = setting()
    tables = [
        section for view in every_view(held) for section in view.sections if type(section) is Table
    ]
    assert tables
    for table in tables:
        assert {len(row) for row in table.rows} <= {len(table.columns)}


def test_links_keep_the_day_that_a_reader_travels_in() -> None:
    held = setting(date(2005, 3, 1))
    ours = [
        cell.href
        for view in every_view(held)
        for section in view.sections
        if type(section) is Table
        for row in section.rows
        for cell in row
        # A fragment stays on the page, and so on its day.
        if cell.href and not cell.href.startswith("#")
    ]
    assert ours
    assert all("on=2005-03-01" in href for href in ours)


def test_the_page_of_a_part_of_the_menu_bears_the_menu_s_name() -> None:
    held = setting(lang="fr")
    titles = {view.path: view.title for view in every_view(held)}
    assert titles["field-operations/closed"] == "Activités de terrain closes"
    assert titles["countries/asian-partners"] == "Partenaires asiatiques pour la coopération"


def test_an_organisation_without_an_abbreviation_is_named_once_in_the_masthead() -> None:
    whole = Name(text="Office of the Lakes", lang="en")
    short = Name(text="OL", lang="en", kind="abbreviation")
    for names, shows in (((whole,), 1), ((whole, short), 2)):
        profile = Profile.of([Organisation(code="o", names=names, languages=("en",))])
        held = setting(profile=profile)
        masthead = shown(people.overview(held), held).partition('"masthead-name">')[2]
        assert masthead.partition("</p>")[0].count("<span") == shows
        assert masthead.partition("</p>")[0].count("Office of the Lakes") == 1


def test_an_about_text_in_another_language_says_which_it_is() -> None:
    text = Text(title="À propos des lacs", body=("Les lacs sont bleus.",), summary="En bref.")
    others = {"a": text, "b": replace(text, title="Les rives")}
    pages = [AboutPage(code=code, slug=code, texts={"fr": one}) for code, one in others.items()]
    whose = Organisation(code="o", names=(), languages=("en", "fr"))
    profile = Profile.of([whose, *pages])
    path = path_of_about(pages[0])
    english, french = (setting(lang=lang, profile=profile) for lang in ("en", "fr"))
    view = about.page(english, path)
    assert view is not None
    html = shown(view, english)
    assert '<h1 lang="fr">À propos des lacs</h1>' in html
    assert '<p class="lead" lang="fr">En bref.</p>' in html
    assert '<div class="reading" lang="fr">' in html
    assert ' lang="fr">Les rives</a>' in html
    same = about.page(french, path)
    assert same is not None
    assert not any((same.lang, *(cell.lang for cell in same.neighbours)))


def test_a_formal_name_in_another_language_says_which_it_is() -> None:
    names = (
        Name(text="Lakeland", lang="en"),
        Name(text="Lacs", lang="fr"),
        Name(text="Republic of Lakeland", lang="en", kind="formal"),
    )
    term = Term(vocabulary="country", code="XL", names=names)
    profile = Profile.of([*EMPTY_RECORDS, term])
    for lang, said in (("en", ""), ("fr", "en")):
        facts = country.page(setting(lang=lang, profile=profile), term, None).facts
        (formal,) = (one.cells[0] for one in facts if one.code == "formal_name")
        assert (formal.text, formal.lang) == ("Republic of Lakeland", said)


def test_field_operations_are_named_only_where_an_organisation_has_some() -> None:
    def led_to(profile: Profile) -> list[str]:
        held = Setting(profile, ours().site)
        return [cell.text for cell in structures.neighbours(held)]

    whole = ours().profile
    held = whole["structure"]
    offices = tuple(term for term in held if term.group != labels.FIELD_OPERATION)
    fewer = Vocabulary(held.code, held.names, offices)
    without = replace(whole, vocabularies={**whole.vocabularies, "structure": fewer})
    assert "Field operations" in led_to(whole)
    assert led_to(without) == led_to(whole)[:-1]


def test_a_portal_calls_its_fields_of_work_as_the_organisation_does() -> None:
    whole = ours().profile
    held = whole["field-of-work"]
    called = Vocabulary(held.code, (Name(text="Topics", lang="en"),), held.terms)
    other = replace(whole, vocabularies={**whole.vocabularies, "field-of-work": called})
    assert Setting(other, ours().site).fields == "Topics"
    assert Setting(other, ours("fr").site).fields == "Domaines d’activité"
