"""The editor of releases: who comes in, what is saved, what two at once see."""

from __future__ import annotations

import json
import re
import time
from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from wagtail.models import ReferenceIndex

from communique.newsroom.desk.models import ReleaseCopy, State
from communique.newsroom.roles import Role
from communique.newsroom.writing.listing import goes_out
from tests.newsroom.desk.drafts import written
from tests.newsroom.desks import Desk

HOME = "/desk/releases/"


def typed(**changed: Any) -> dict[str, Any]:
    """Return what a browser sends of a form, some fields filled in otherwise."""
    blocks = [{"key": "a", "type": "unstyled", "text": "MERE, 2 May – Lights.", "depth": 0}]
    blocks[0] |= {"inlineStyleRanges": [], "entityRanges": []}
    return {
        "title": "Lights on the northern shore",
        "summary": "",
        "body": json.dumps({"blocks": blocks, "entityMap": {}}),
        "kind": "press-release",
        "lang": "en",
        "day": "2 May 1999",
        "sources": ["secretariat"],
        "places": ["mere"],
        "places-more": "Ferry landing\n",
        "notes": "",
        "contacts": "",
        **changed,
    }


def save(desk: Desk, copy: ReleaseCopy, *, who: str = "author", **changed: Any) -> Any:
    """Send the form of a working copy as somebody who has just opened it."""
    browser = desk.browser(who)
    copy.refresh_from_db()
    revision = copy.latest_revision
    seen = {
        "loaded_revision_id": str(revision.pk) if revision else "",
        "loaded_revision_created_at": revision.created_at.isoformat() if revision else "",
    }
    return browser.post(f"{HOME}edit/{copy.pk}/", {**seen, **typed(**changed)})


def said(answer: Any) -> str:
    """Return the text of a page."""
    return str(answer.content.decode())


def test_a_new_release_begins_with_the_authors_structure_and_today(desk: Desk) -> None:
    form = desk.browser("author").get(f"{HOME}add/").context["form"]
    assert form["sources"].value() == ["secretariat"]
    assert len(form["day"].value()) == len("2026-11-24")


def test_what_is_typed_is_kept_as_the_record_has_it(desk: Desk) -> None:
    answer = desk.browser("author").post(f"{HOME}add/", typed())
    copy = ReleaseCopy.objects.get()
    assert answer["location"] == f"{HOME}edit/{copy.pk}/"
    assert copy.day == "1999-05-02"
    assert copy.as_text().body == ("MERE, 2 May – Lights.",)
    assert [(one.name, one.code, one.country) for one in copy.named_places()] == [
        ("Mere", "mere", "XA"),
        ("Ferry landing", None, None),
    ]
    author = desk.who("author")
    assert (copy.made_by, copy.written_by, copy.revisions.count()) == (author, [author.pk], 1)


def test_a_release_with_only_a_title_can_be_saved(desk: Desk) -> None:
    sent = {"title": "Later", "body": "null", "kind": "press-release", "lang": "en", "day": ""}
    desk.browser("author").post(f"{HOME}add/", {**sent, "sources": ["secretariat"]})
    assert ReleaseCopy.objects.get().as_text().body == ()


def test_every_save_is_a_version_and_keeps_its_writer(desk: Desk) -> None:
    copy = written(desk)
    assert save(desk, copy, who="press-secretary", title="New").status_code == 302
    copy.refresh_from_db()
    assert (copy.title, copy.revisions.count()) == ("New", 2)
    assert copy.written_by == [desk.who("author").pk, desk.who("press-secretary").pk]


def test_what_other_rooms_keep_is_not_touched_by_a_save(desk: Desk) -> None:
    picture = {"digest": "0" * 64, "name": "a.jpg"}
    copy = written(desk, pictures=[picture], refused=["countries:XB"], symbol="pr-1999-0001")
    save(desk, copy, title="New")
    copy.refresh_from_db()
    assert (copy.title, copy.pictures, copy.refused) == ("New", [picture], ["countries:XB"])
    assert copy.symbol == "pr-1999-0001"


def test_the_order_of_the_sources_is_kept(desk: Desk) -> None:
    copy = written(desk)
    for order in (["office-in-tarn", "secretariat"], ["secretariat", "office-in-tarn"]):
        save(desk, copy, sources=order)
        copy.refresh_from_db()
        assert copy.sources == order
        page = desk.browser("author").get(f"{HOME}edit/{copy.pk}/")
        assert _options(page, "sources")[:2] == order


def test_terms_in_force_on_the_day_are_offered_first(desk: Desk) -> None:
    copy = written(desk, day="1985-01-01")
    groups = desk.browser("author").get(f"{HOME}edit/{copy.pk}/").context["form"]["sources"]
    shown = {
        title: [one.code for one in group]
        for title, group in groups.field.widget.groups(["secretariat"])
    }
    assert "office-in-tarn" in shown["Not in force on 1 January 1985"]


def test_a_code_that_the_registry_has_not_is_refused_with_its_name(desk: Desk) -> None:
    copy = written(desk)
    answer = save(desk, copy, countries=["QQ"])
    assert answer.status_code == 200
    assert "“QQ” is not in the registry." in said(answer)


@pytest.mark.parametrize("day", ["tomorrow", "1999-13-01", "31 February 1999"])
def test_a_day_that_is_none_is_refused(desk: Desk, day: str) -> None:
    answer = save(desk, written(desk), day=day)
    assert "This is no day." in said(answer)


def test_an_author_cannot_give_a_release_away(desk: Desk) -> None:
    copy = written(desk)
    answer = save(desk, copy, sources=["office-in-tarn"])
    assert "One of them must be one you write for: Secretariat." in said(answer)
    assert save(desk, copy, who="press-secretary", sources=["office-in-tarn"]).status_code == 302


def test_an_author_sees_no_other_structures_drafts_on_any_page(desk: Desk) -> None:
    copy = written(desk, "press-secretary", sources=["office-in-tarn"], title="Not for all")
    version = copy.latest_revision_id
    browser = desk.browser("author")
    assert "Not for all" not in said(browser.get(HOME))
    for page in (
        f"edit/{copy.pk}/",
        f"history/{copy.pk}/",
        f"history-results/{copy.pk}/",
        f"preview/{copy.pk}/",
        f"lock/{copy.pk}/",
        f"unlock/{copy.pk}/",
        f"delete/{copy.pk}/",
        f"usage/{copy.pk}/",
        f"history/{copy.pk}/revisions/{version}/view/",
        f"history/{copy.pk}/revisions/{version}/revert/",
        f"history/{copy.pk}/revisions/compare/earliest...latest/",
    ):
        for answer in (browser.get(HOME + page), browser.post(HOME + page)):
            assert answer.status_code in (404, 405), page
            assert "Not for all" not in said(answer)
    assert browser.get("/desk/snippets/choose/desk/releasecopy/").status_code == 404


def test_who_may_only_read_reads_and_changes_nothing(desk: Desk) -> None:
    copy = written(desk)
    page = desk.browser("clearance-officer").get(f"{HOME}edit/{copy.pk}/")
    assert "Others write it" in said(page)
    assert "<h2>What follows</h2>" in said(page)
    assert 'name="title"' not in said(page)
    save(desk, copy, who="clearance-officer", title="New")
    copy.refresh_from_db()
    assert copy.title == "Lights on the northern shore"


@pytest.mark.parametrize("state", [State.SUBMITTED, State.SCHEDULED, State.ISSUED, State.DROPPED])
def test_a_release_that_is_locked_says_why_and_stays(desk: Desk, state: State) -> None:
    copy = written(desk, state=state)
    page = desk.browser("press-secretary").get(f"{HOME}edit/{copy.pk}/")
    lock = copy.get_lock()
    assert lock is not None
    assert lock.get_message(None) in said(page)
    assert 'name="title"' not in said(page)
    save(desk, copy, who="press-secretary", title="New")
    copy.refresh_from_db()
    assert (copy.title, copy.state) == ("Lights on the northern shore", state)


def test_the_second_of_two_saves_is_refused_and_nothing_is_lost(desk: Desk) -> None:
    copy = written(desk)
    opened = copy.latest_revision
    save(desk, copy, who="press-secretary", title="Theirs")
    sent = {
        "loaded_revision_id": str(opened.pk),
        "loaded_revision_created_at": opened.created_at.isoformat(),
    }
    browser = desk.browser("author")
    answer = browser.post(f"{HOME}edit/{copy.pk}/", {**typed(title="Mine"), **sent})
    assert "press-secretary saved this release at" in said(answer)
    assert "and changed: Title" in said(answer)
    assert answer.context["form"]["title"].value() == "Mine"
    copy.refresh_from_db()
    assert copy.title == "Theirs"
    assert browser.get(answer.context["compare_url"]).status_code == 200
    # The form that came back knows of their version: to send it again is meant.
    save(desk, copy, title="Mine")
    copy.refresh_from_db()
    assert [one.content["title"] for one in copy.revisions.order_by("pk")] == [
        "Lights on the northern shore",
        "Theirs",
        "Mine",
    ]


def test_what_another_room_saved_meanwhile_is_no_conflict(desk: Desk) -> None:
    copy = written(desk)
    opened = copy.latest_revision
    copy.pictures = [{"digest": "0" * 64, "name": "a.jpg"}]
    copy.save()
    copy.save_revision(clean=False)
    sent = {
        "loaded_revision_id": str(opened.pk),
        "loaded_revision_created_at": opened.created_at.isoformat(),
    }
    answer = desk.browser("author").post(f"{HOME}edit/{copy.pk}/", {**typed(), **sent})
    assert answer.status_code == 302


def test_saving_what_was_cleared_takes_the_clearance_back(desk: Desk) -> None:
    copy = written(desk, state=State.CLEARED)
    save(desk, copy, title="New")
    copy.refresh_from_db()
    assert copy.state == State.DRAFT


def test_going_back_to_a_version_changes_the_text_and_not_the_way(desk: Desk) -> None:
    copy = written(desk)
    first = copy.latest_revision_id
    save(desk, copy, title="New")
    ReleaseCopy.objects.update(symbol="pr-1999-0001", state=State.RETURNED)
    address = f"{HOME}history/{copy.pk}/revisions/{first}/revert/"
    page = desk.browser("author").get(address)
    assert page.context["form"]["title"].value() == "Lights on the northern shore"
    assert desk.browser("author").post(address, typed()).status_code == 302
    copy.refresh_from_db()
    assert (copy.title, copy.symbol) == ("Lights on the northern shore", "pr-1999-0001")
    assert (copy.state, copy.revisions.count()) == (State.RETURNED, 3)


def test_two_versions_are_compared_in_words(desk: Desk) -> None:
    copy = written(desk)
    picture = {"digest": "0" * 64, "name": "a.jpg", "alt": {"en": "A lake"}}
    ReleaseCopy.objects.update(pictures=[picture])
    save(desk, copy, sources=["secretariat", "office-in-tarn"], places=[], countries=["XA"])
    page = said(
        desk.browser("author").get(f"{HOME}history/{copy.pk}/revisions/compare/earliest...latest/")
    )
    assert "CTL Bureau in Tarn" in page
    assert "alt (en): A lake" in page
    assert "Fields of work" in page
    assert "Countries" not in page.partition("<tbody")[2]
    assert "office-in-tarn" not in page


def test_the_list_says_where_each_release_stands(desk: Desk) -> None:
    written(desk, title="One")
    written(desk, title="Two", state=State.SUBMITTED)
    written(desk, "press-secretary", title="Three", state=State.ISSUED)
    written(desk, "press-secretary", title="Four", sources=["office-in-tarn"])
    browser = desk.browser("press-secretary")
    assert _listed(browser.get(HOME)) == {"One", "Two", "Four"}
    assert _listed(browser.get(f"{HOME}?state=issued")) == {"Three"}
    assert _listed(browser.get(f"{HOME}?source=office-in-tarn")) == {"Four"}
    assert _listed(browser.get(f"{HOME}?mine=yes&state=issued&state=draft")) == {"Three", "Four"}
    assert _listed(browser.get(f"{HOME}?kind=statement")) == set()
    assert _listed(browser.get(f"{HOME}?q=two")) == {"Two"}
    assert _listed(desk.browser("author").get(HOME)) == {"One", "Two"}
    assert "Secretariat" in said(browser.get(HOME))


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Europe/Belgrade", "2 Jul 2026, 10:30 Europe/Belgrade (08:30 UTC)"),
        ("UTC", "2 Jul 2026, 08:30 UTC"),
        ("Nowhere/At-all", "2 Jul 2026, 08:30 UTC"),
    ],
)
def test_the_list_says_when_a_release_goes_out_there_and_in_utc(
    desk: Desk, zone: str, said: str
) -> None:
    at = datetime(2026, 7, 2, 8, 30, tzinfo=UTC)
    copy = written(desk, state=State.SCHEDULED, not_before=at, zone=zone)
    assert goes_out(copy) == said
    copy.state = State.DRAFT
    assert goes_out(copy) == ""


def test_a_long_list_is_answered_at_once(desk: Desk) -> None:
    copies = [
        ReleaseCopy(title=f"Release {number}", sources=["secretariat"]) for number in range(5000)
    ]
    for copy in copies:
        copy.find_by()
    ReleaseCopy.objects.bulk_create(copies)
    browser = desk.browser("author")
    browser.get(HOME)
    start = time.process_time()
    assert len(_listed(browser.get(f"{HOME}?q=release"))) == 50
    assert time.process_time() - start < 1.0


def test_a_translator_sees_what_is_wanted_in_their_languages(desk: Desk) -> None:
    written(desk, title="One", languages=["de", "fr"])
    written(desk, title="Two", languages=["de"])
    assert _listed(desk.browser("translator").get(HOME)) == {"One"}


def test_who_writes_nothing_begins_nothing(desk: Desk) -> None:
    desk.member("nobody", Role.ADMINISTRATOR)
    for name in ("clearance-officer", "translator", "nobody"):
        assert desk.browser(name).get(f"{HOME}add/").status_code in (302, 403), name
        desk.browser(name).post(f"{HOME}add/", typed())
    assert not ReleaseCopy.objects.exists()


def _listed(answer: Any) -> set[str]:
    return {copy.title for copy in answer.context["object_list"]}


def _options(answer: Any, name: str) -> list[str]:
    """Return the codes that a list offers, in its order."""
    shown = said(answer).partition(f'name="{name}"')[2].partition("</select>")[0]
    return re.findall(r'<option value="([^"]+)"', shown)


def test_nothing_of_the_desk_is_in_wagtails_index_of_references() -> None:
    ours = [one for one in apps.get_models() if one.__module__.startswith("communique.")]
    assert len(ours) > 10
    assert [one for one in ours if ReferenceIndex.is_indexed(one)] == []
