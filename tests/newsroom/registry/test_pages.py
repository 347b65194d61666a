"""The registry at the desk: listed, changed, begun."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from communique.core.record import Event
from communique.core.vocab import Term
from communique.newsroom.desk.models import State
from communique.newsroom.record.opening import editor_of
from communique.newsroom.registry.models import EventCopy, TermCopy
from tests.newsroom.desks import Desk


def _opened(browser: Client, symbol: str) -> tuple[Any, str]:
    answer = browser.post(f"/desk/registry/change/{symbol}/")
    assert answer.status_code == 302, answer.content[:500]
    return browser.get(answer["location"]), answer["location"]


def _typed(page: Any) -> dict[str, str]:
    """Return what the page's form sends where nothing is changed."""
    form = page.context["form"]
    typed = {"seen": str(page.context["copy"].latest_revision_id or "")}
    fields = [form[name] for name in form.fields]
    for rows in form.rows.values():
        typed |= {f"{rows.prefix}-TOTAL_FORMS": str(rows.total_form_count())}
        typed |= {f"{rows.prefix}-INITIAL_FORMS": str(rows.initial_form_count())}
        fields += [field for row in rows for field in row if field.name != "DELETE"]
    for field in fields:
        value = field.field.prepare_value(field.value())
        if value not in (None, "", (), [], False):
            typed[field.html_name] = [*value] if isinstance(value, list | tuple) else str(value)
    return typed


@pytest.mark.parametrize("who", ["author", "clearance-officer", "press-secretary", "translator"])
def test_everybody_sees_what_stands_in_the_registry(desk: Desk, who: str) -> None:
    page = desk.browser(who).get("/desk/registry/country/")
    assert page.status_code == 200
    assert "XA" in {line.code for line in page.context["part"].lines}
    assert {line.may_change for line in page.context["part"].lines} == {who == "press-secretary"}
    assert desk.browser(who).get("/desk/registry/").status_code == 200


def test_a_change_without_a_change_makes_the_same_record(desk: Desk) -> None:
    browser = desk.browser("press-secretary")
    for symbol in ("country.xa", "structure.secretariat", "place.mere", "event.assembly-1999"):
        answer = browser.post(f"/desk/registry/change/{symbol}/")
        if answer.status_code == 404:
            continue
        page = browser.get(answer["location"])
        assert page.status_code == 200
        before = page.context["copy"].as_record()
        saved = browser.post(answer["location"], _typed(page))
        assert saved.status_code == 302, saved.context["form"].errors
        copy = page.context["copy"]
        copy.refresh_from_db()
        assert copy.as_record() == before
        assert browser.get(answer["location"]).context["changes"] == ()


def test_a_country_is_called_otherwise_from_a_day_on(desk: Desk) -> None:
    browser = desk.browser("press-secretary")
    page, address = _opened(browser, "country.xa")
    typed = _typed(page)
    typed |= {"renamings-0-since": "2022-07-01", "renamings-0-text": "New Name"}
    typed |= {"renamings-0-lang": "en"}
    assert browser.post(address, typed).status_code == 302
    record = TermCopy.objects.get().as_record()
    assert isinstance(record, Term)
    english = [one for one in record.names if (one.kind, one.lang) == ("official", "en")]
    assert (english[0].text, english[0].since) == ("New Name", "2022-07-01")
    assert {one.until for one in english[1:]} == {"2022-07-01"}
    assert "New Name" in browser.get(address).content.decode()


def test_a_new_meeting_is_written_saved_and_shown(desk: Desk) -> None:
    browser = desk.browser("press-secretary")
    page = browser.get("/desk/registry/event/new/")
    assert page.status_code == 200
