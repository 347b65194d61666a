"""The registry over the portal: a page behind every entry of the menu, as of any day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from communique.cli.init import make_site
from communique.cli.profile_files import read_profile
from communique.config import Config
from communique.core.dates import PartialDate
from communique.core.record import Ref
from communique.public.answer import Response
from communique.public.app import Portal, application
from communique.registrar.enter import opened
from communique.render.registry import menu
from communique.render.registry.setting import Setting
from tests.render.registry.settings import osce, setting
from tests.sites import SMALL_PROFILE, issue, release, small_site

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """Return the portal of a site with the OSCE's registry and three releases about Serbia."""
    site: Path = tmp_path_factory.mktemp("registry") / "site"
    config = Config(
        site=site, origin="record.example/log", url="https://record.example", profile="osce"
    )
    make_site(config, osce())
    about = {
        "sources": ("mission-to-serbia",),
        "fields_of_work": ("migration",),
        "countries": ("RS",),
        "people": (Ref(name="Sebastian Kurz", code="sebastian-kurz"),),
        "places": (Ref(name="Belgrade", code="belgrade"),),
    }
    days = ("2005-05-02", "2015-12-03", "2017-02-13")
    with opened(config) as registrar:
        registrar.enter(
            [
                issue(release(str(number), date=PartialDate(day), **about))
                for number, day in enumerate(days, start=1)
            ]
        )
    portal = application(config, clock=lambda: NOW)
    yield portal
    portal.shelf.close()


def get(portal: Portal, address: str) -> Response:
    """Return the portal's answer to an address."""
    path, _, query = address.partition("?")
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": query.encode(),
        "headers": [],
    }
    return portal.answer(scope, b"")


def twin_of(portal: Portal, address: str) -> dict[str, Any]:
    """Return a page's JSON twin."""
    answer = get(portal, address)
    assert answer.status == 200, answer.body
    return dict(json.loads(answer.body))


def pages_of_the_menu(held: Setting) -> list[str]:
    """Return every page that the menu leads to, the terms that entries expand to included."""
    return sorted(set(menu.pages(menu.lines(held))))


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_entry_of_the_menu_is_a_page_with_a_twin(portal: Portal, lang: str) -> None:
    pages = pages_of_the_menu(setting())
    # 57 States, 23 fields, 16 series, 12 departments and 12 open operations, and the headings.
    assert len(pages) > 57 + 23 + 16 + 12 + 12
    assert "structures/organizational-structure" in pages
    wrong = [
        f"{suffix} {page}"
        for page in pages
        for suffix in ("", ".json")
        if get(portal, f"/{lang}/{page}{suffix}").status != 200
    ]
    assert wrong == []


def test_the_menu_of_an_invented_organisation_leads_to_pages_too(tmp_path: Path) -> None:
    config = small_site(tmp_path / "site")
    profile = read_profile(SMALL_PROFILE)
    portal = application(config, clock=lambda: NOW)
    pages = pages_of_the_menu(setting(profile=profile))
    assert "countries/northland" in pages
    for page in (*pages, "structures", "field-operations", "people", "about", "activities"):
        assert get(portal, f"/fr/{page}").status == 200
        assert get(portal, f"/fr/{page}.json").status == 200
    portal.shelf.close()


@pytest.mark.parametrize("on", ["1975-01-01", "1992-08-01", "2017-02-13"])
def test_every_entry_of_the_menu_of_another_day_is_a_page_of_that_day(
    portal: Portal, on: str
) -> None:
    day = datetime.fromisoformat(on).date()
    wrong = [
        page
        for page in pages_of_the_menu(setting(day))
        if get(portal, f"/en/{page}?on={on}").status != 200
    ]
    assert wrong == []


def test_every_term_and_every_meeting_has_its_page(portal: Portal) -> None:
    held = setting()
    paths = [
        held.link(vocabulary, term.code).href
        for vocabulary in ("country", "structure", "field-of-work", "meeting-series", "person")
        for term in held.terms(vocabulary)
    ]
    paths += [f"/en/meetings/{one.series}/{one.code}" for one in osce().events]
    assert len(paths) > 250
    assert [path for path in paths if get(portal, path).status != 200] == []


def test_every_link_of_a_page_of_ours_leads_to_a_page(portal: Portal) -> None:
    seen: set[str] = set()
    for page in ("countries/serbia", "structures/mission-to-serbia", "fields-of-work/migration"):
        html = get(portal, f"/en/{page}").body.decode()
        main = html[html.index("<main") : html.index("</main>")]
        seen |= {part.split('"')[0] for part in main.split('href="')[1:]}
    ours = {link.replace("&amp;", "&") for link in seen if link.startswith("/en/")}
    assert any("/search?" in link for link in ours)
    assert {link for link in ours if get(portal, link).status not in (200, 301)} == set()


def test_the_releases_of_a_page_are_those_filed_under_it(portal: Portal) -> None:
    for page in (
        "countries/serbia",
        "fields-of-work/migration",
        "structures/mission-to-serbia",
        "people/sebastian-kurz",
    ):
        said = twin_of(portal, f"/en/{page}.json")["sections"]["releases"]
        assert (said["total"], [one["symbol"] for one in said["latest"]]) == (3, ["3", "2", "1"])
    assert twin_of(portal, "/en/countries/malta.json")["sections"]["releases"]["total"] == 0


def test_on_an_earlier_day_only_what_had_been_said_by_then_is_counted(portal: Portal) -> None:
    made = twin_of(portal, "/en/countries/serbia.json?on=2015-12-31")
    said = made["sections"]["releases"]
    assert (said["total"], {row["year"] for row in said["by-year"]}) == (2, {2005, 2015})
    sources = {row["of"]["code"]: row["releases"] for row in said["by-source"]}
    assert sources == {"mission-to-serbia": 2}


def test_a_meeting_shows_what_was_released_around_its_days(portal: Portal) -> None:
    series = "/en/meetings/ministerial-council-meetings"
    made = twin_of(portal, f"{series}/ministerial-council-belgrade-2015.json")
    assert [one["symbol"] for one in made["sections"]["releases"]["latest"]] == ["2"]
    assert made["facts"]["chair"]["code"] == "RS"


def test_an_earlier_size_of_the_log_shows_what_it_held(portal: Portal) -> None:
    size = sum(1 for _ in osce().records()) + 1
    made = twin_of(portal, f"/en/countries/serbia.json?size={size}")
    assert made["sections"]["releases"]["total"] == 1


def test_a_former_name_leads_to_the_page_and_keeps_twin_and_day(portal: Portal) -> None:
    moves = {
        "/en/countries/czech-republic": "/en/countries/czechia",
        "/fr/countries/czech-republic.json?on=2010-01-01": (
            "/fr/countries/czechia.json?on=2010-01-01"
        ),
        "/en/fields-of-work/combating-human-trafficking": (
            "/en/fields-of-work/combating-trafficking-in-human-beings"
        ),
    }
    for old, new in moves.items():
        answer = get(portal, old)
        assert (answer.status, dict(answer.headers)["location"]) == (301, new)
        assert get(portal, new).status == 200


def test_an_address_where_nothing_stands_is_404_and_names_what_is_near(portal: Portal) -> None:
    answer = get(portal, "/en/countries/serbai")
    assert answer.status == 404
    assert 'href="/en/countries/serbia"' in answer.body.decode()
    told = json.loads(get(portal, "/en/countries/serbai.json").body)["error"]
    assert told["nearest"][0] == {"name": "Serbia", "href": "/en/countries/serbia"}


@pytest.mark.parametrize(
    "path",
    [
        "structures/no-such-body",
        "people/nobody-at-all",
        "fields-of-work/%3Cscript%3E",
        "meetings/no-such-series",
        "meetings/no-such-series/no-such-event",
        "meetings/summit-meetings/summit-atlantis-1999",
        "about/nothing",
        "about/a/b/c",
        "countries/" + "x" * 900,
    ],
)
def test_no_unknown_address_of_the_registry_fails_otherwise(portal: Portal, path: str) -> None:
    for suffix in ("", ".json"):
        assert get(portal, f"/fr/{path}{suffix}").status == 404
