"""Every record of a whole profile goes through its form and comes out as it was."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.http import QueryDict

from communique.cli.init import make_site
from communique.cli.profile_files import shipped_profile
from communique.core.activity import Activity, Goods
from communique.core.dates import PartialDate
from communique.core.profile import Profile, symbol_of
from communique.core.record import RegistryRecord
from communique.core.ref import Ref
from communique.core.vocab import Name
from communique.newsroom import shelf, site
from communique.newsroom.record.question import today
from communique.newsroom.registry.changes import changes
from communique.newsroom.registry.findings import findings
from communique.newsroom.registry.forms.choice import form_of
from communique.newsroom.registry.forms.record import RecordForm, renamed
from communique.newsroom.registry.preview import day_shown
from communique.newsroom.registry.sections import Section, section_of, title_of
from tests.newsroom.desks import Desk
from tests.newsroom.registry.typing_in import typed

HANDOVER = Activity(
    code="boats-2026",
    kind="handover",
    names=(Name(text="Boats for the ferrymen", lang="en"),),
    since=PartialDate("2026-05"),
    place="vienna",
    implementers=(Ref(name="the Mission", code="mission-to-serbia"),),
    donors=(Ref(name="Finland", code="FI"), Ref(name="A club of friends")),
    recipients=(Ref(name="The ferrymen"),),
    goods=(Goods(what="boats", quantity=3), Goods(what="ropes")),
    budget="1 200 000",
    currency="EUR",
    countries=("RS",),
    fields_of_work=("migration",),
    note="Told.",
)


@pytest.fixture
def osce(desk: Desk, tmp_path: Path) -> Iterator[Profile]:
    """Turn the newsroom to the record of an organisation with everything in it."""
    config = replace(desk.config, site=tmp_path / "osce", profile="osce")
    make_site(config, shipped_profile("osce"))
    before = os.environ[site.VARIABLE]
    os.environ[site.VARIABLE] = str(config.site)
    site.config.cache_clear()
    yield shelf.profile()
    os.environ[site.VARIABLE] = before
    site.config.cache_clear()


def _through(record: RegistryRecord, section: Section, profile: Profile) -> RegistryRecord:
    """Return what a record's form makes of it, sent back as it was shown."""
    return _posted(record, section, profile).made()


def _posted(record: RegistryRecord, section: Section, profile: Profile) -> RecordForm:
    sent = QueryDict(mutable=True)
    shown = form_of(section, None, held=record, stands=record, profile=profile)
    for name, value in typed(shown).items():
        sent.setlist(name, value if isinstance(value, list | tuple) else [value])
    form = form_of(section, sent, held=record, stands=record, profile=profile)
    assert form.is_valid(), (symbol_of(record), form.errors)
    return form


def test_a_form_sent_back_unchanged_changes_no_record(osce: Profile) -> None:
    through = 0
    for record in (*osce.records(), HANDOVER):
        section = section_of(record)
        if section is not None:
            assert _through(record, section, osce) == record
            assert title_of(record, osce, today())
            through += 1
    assert through > 500


def test_nothing_is_wrong_with_what_stands(osce: Profile) -> None:
    for record in [*osce.records()][::40]:
        assert findings(record, osce) == ()


def test_a_new_name_ends_the_one_before_in_its_language_only() -> None:
    names = (
        Name(text="Old", lang="en", since=PartialDate("1990")),
        Name(text="Ancient", lang="en", until=PartialDate("1990-01-01")),
        Name(text="Vieux", lang="fr"),
        Name(text="O", lang="en", kind="abbreviation"),
    )
    day = PartialDate("2022-07-01")
    new, old, *others = renamed(names, text="New", lang="en", since=day)
    assert (new.text, new.since, new.until) == ("New", day, None)
    assert (old.text, old.since, old.until) == ("Old", "1990", day)
    assert tuple(others) == names[1:]


def test_a_preview_shows_the_day_on_which_a_coming_name_is_borne() -> None:
    now = date(2026, 1, 1)
    named = replace(HANDOVER, names=(Name(text="Old", lang="en"),))
    coming = (Name(text="New", lang="en", since=PartialDate("2027-07")), *named.names)
    assert day_shown(named, now) == now
    assert day_shown(replace(named, names=coming), now) == date(2027, 7, 1)


def test_what_changes_is_said_in_words() -> None:
    names = (Name(text="Bateaux", lang="fr", since=PartialDate("2027")), *HANDOVER.names)
    goods = (Goods(what="boats", quantity=4), HANDOVER.goods[1])
    changed = changes(HANDOVER, replace(HANDOVER, names=names, goods=goods, note="", budget="2"))
    assert {one.label: (one.out, one.come) for one in changed} == {
        "names": ((), ("Bateaux (French, official, from 2027)",)),
        "goods": (("boats (3)",), ("boats (4)",)),
        "note": (("Told.",), ()),
        "budget": (("1 200 000",), ("2",)),
    }
    assert changes(HANDOVER, HANDOVER) == ()
    assert changes(HANDOVER, replace(HANDOVER, goods=HANDOVER.goods[::-1]))[0].label == "goods"
