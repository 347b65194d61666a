"""What has been typed, on the portal's own page."""

from __future__ import annotations

import re

import pytest

from communique.newsroom.desk.models import ReleaseCopy, State, TranslationCopy
from communique.newsroom.desk.models.release import Progress
from tests.newsroom.desk.drafts import written
from tests.newsroom.desk.test_editor import HOME, said, typed
from tests.newsroom.desks import Desk

pytestmark = pytest.mark.any_database


def test_what_is_typed_is_shown_before_it_is_saved(desk: Desk) -> None:
    copy = written(desk)
    browser = desk.browser("author")
    address = f"{HOME}preview/{copy.pk}/"
    assert browser.post(address, typed(title="Not saved yet")).json()["is_valid"]
    page = said(browser.get(address))
    assert "Not saved yet" in page
    assert "This page is not public" in page
    assert "pr-" in page
    copy.refresh_from_db()
    assert copy.title == "Lights on the northern shore"


def test_a_new_release_is_shown_before_its_first_save(desk: Desk) -> None:
    browser = desk.browser("author")
    browser.post(f"{HOME}preview/", typed(title="Just begun"))
    assert "Just begun" in said(browser.get(f"{HOME}preview/"))
    assert not ReleaseCopy.objects.exists()


def test_it_is_shown_in_each_of_its_languages_ready_or_not(desk: Desk) -> None:
    copy = written(desk, languages=["fr"])
    text = {"title": "Feux du nord", "body": "<p>Ils brillent.</p>", "progress": Progress.BEGUN}
    TranslationCopy.objects.update_or_create(release=copy, lang="fr", defaults=text)
    browser = desk.browser("author")
    assert "Feux du nord" in said(browser.get(f"{HOME}preview/{copy.pk}/?mode=fr"))
    assert "Lights on the" in said(browser.get(f"{HOME}preview/{copy.pk}/?mode=en"))
    assert browser.get(f"{HOME}preview/{copy.pk}/?mode=ru").status_code == 404


def test_who_only_reads_sees_what_stands(desk: Desk) -> None:
    copy = written(desk, state=State.SUBMITTED)
    browser = desk.browser("clearance-officer")
    browser.post(f"{HOME}preview/{copy.pk}/", {"title": "Theirs"})
    assert "Lights on the northern shore" in said(browser.get(f"{HOME}preview/{copy.pk}/"))


def test_an_older_version_is_shown_as_it_was(desk: Desk) -> None:
    copy = written(desk)
    ReleaseCopy.objects.update(title="New")
    version = copy.latest_revision_id
    page = said(desk.browser("author").get(f"{HOME}history/{copy.pk}/revisions/{version}/view/"))
    assert "Lights on the northern shore" in page


def test_a_preview_wears_the_portals_styles(desk: Desk) -> None:
    copy = written(desk)
    browser = desk.browser("author")
    page = said(browser.get(f"{HOME}preview/{copy.pk}/"))
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
    assert len(sheets) == 1
    answer = browser.get(sheets[0])
    assert answer["content-type"].startswith("text/css")
    assert ".masthead" in said(answer)
    assert browser.get(f"{HOME}styles/0/site.css").status_code == 404
