"""The registry at the desk: listed, changed, begun."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from communique.core.activity import Activity
from communique.core.record import About, Appointment, Chairpersonship, Event
from communique.core.vocab import Term
from communique.newsroom.desk.models import Bundle, State
from communique.newsroom.registry.models import (
    AboutCopy,
    ActivityCopy,
    AppointmentCopy,
    ChairCopy,
    EventCopy,
    TermCopy,
)
from communique.newsroom.roles import Role
from communique.newsroom.shelf import profile
from communique.newsroom.steps import way
from communique.newsroom.steps.entered import catch_up
from communique.newsroom.steps.errors import NotFit
from communique.newsroom.steps.sign_off import publish
from tests.newsroom.desks import Desk
from tests.newsroom.registry.typing_in import errors, open_change, save
from tests.newsroom.steps.drafts import enter

SECRETARY, AUTHOR = "press-secretary", "author"
ROWS = {"TOTAL_FORMS": "1", "INITIAL_FORMS": "0"}
NEW = "/desk/registry/{}/new/"


def _name(text: str, lang: str = "en") -> dict[str, str]:
    return {"names-0-text": text, "names-0-lang": lang, "names-0-kind": "official"}


def _issue(desk: Desk, *copies: object) -> None:
    """Take working copies all the way to the record."""
    for copy in copies:
        copy.refresh_from_db()  # type: ignore[attr-defined]  # working copies
        way.submit(copy, desk.who(SECRETARY))  # type: ignore[type-var]  # working copies
        way.clear(copy, desk.who("clearance-officer"))  # type: ignore[type-var]  # working copies
    publish(copies, desk.who(SECRETARY))  # type: ignore[arg-type]  # working copies
    enter(desk.config)
    catch_up()


@pytest.mark.parametrize("who", [AUTHOR, "clearance-officer", SECRETARY, "translator"])
def test_everybody_sees_what_stands_in_the_registry(desk: Desk, who: str) -> None:
    page = desk.browser(who).get("/desk/registry/country/")
    assert page.status_code == 200
    assert {line.code for line in page.context["part"].lines} == {"XA", "XB"}
    assert {line.may_change for line in page.context["part"].lines} == {who == SECRETARY}
    assert desk.browser(who).get("/desk/registry/").status_code == 200


def test_a_record_is_found_by_any_name_it_ever_bore(desk: Desk) -> None:
    browser = desk.browser(AUTHOR)
    for asked in ("bureau tarn", "secretariat", "SECRÉTARIAT", "structure.office"):
        (part,) = browser.get("/desk/registry/", {"q": asked}).context["parts"]
        assert len(part.lines) == 1
    assert not browser.get("/desk/registry/", {"q": "bureau secretariat"}).context["parts"]
    assert browser.get("/desk/registry/novel/").status_code == 404


def test_a_section_is_had_as_a_file(desk: Desk) -> None:
    answer = desk.browser(AUTHOR).get("/desk/registry/structure/?format=csv")
    rows = list(csv.DictReader(StringIO(b"".join(answer).decode("utf-8-sig"))))
    assert [row["symbol"] for row in rows] == ["structure.secretariat", "structure.office-in-tarn"]
    assert rows[1]["days"] == "1990-05-01 – …"


def test_a_country_is_called_otherwise_from_a_day_on(desk: Desk) -> None:
    browser = desk.browser(SECRETARY)
    address = open_change(browser, "country.xa")
    renaming = {"since": "2022-07-01", "text": "Upland", "lang": "en"}
    saved = save(
        browser, address, **{f"renamings-0-{name}": said for name, said in renaming.items()}
    )
    assert saved.status_code == 302
    copy = TermCopy.objects.get()
    record = copy.as_record()
    assert isinstance(record, Term)
    official = [one for one in record.names if (one.kind, one.lang) == ("official", "en")]
    assert [(one.text, one.since, one.until) for one in official] == [
        ("Upland", "2022-07-01", None),
        ("Northland", None, "2022-07-01"),
    ]
    shown = browser.get(address)
    assert [change.label for change in shown.context["changes"]] == ["names"]
    _issue(desk, copy)
    assert profile()["country"].term("XA") == record


def test_a_change_is_made_in_one_working_copy_at_a_time(desk: Desk) -> None:
    browser = desk.browser(SECRETARY)
    assert open_change(browser, "country.xa") == open_change(browser, "country.xa")
    (line, _) = browser.get("/desk/registry/country/").context["part"].lines
    assert line.copy == TermCopy.objects.get()


def test_one_more_row_comes_by_a_submit_that_saves_nothing(desk: Desk) -> None:
    browser = desk.browser(SECRETARY)
    address = open_change(browser, "country.xa")
    before = browser.get(address).context["form"].rows["names"].total_form_count()
    answer = save(browser, address, **{"add-names": "1"})
    assert answer.status_code == 200
    assert answer.context["form"].rows["names"].total_form_count() == before + 1
    assert TermCopy.objects.get().get_latest_revision() == TermCopy.objects.get().latest_revision


def test_what_cannot_be_read_is_said_beside_it_and_not_saved(desk: Desk) -> None:
    browser = desk.browser(SECRETARY)
    answer = save(browser, open_change(browser, "country.xa"), since="1 July 2022")
    assert "is no day" in errors(answer)["since"][0]
    assert TermCopy.objects.get().as_record() == profile()["country"].term("XA")


def test_what_the_rules_find_is_said_beside_its_field_and_keeps_it_off_the_record(
    desk: Desk,
) -> None:
    browser = desk.browser(SECRETARY)
    address = open_change(browser, "structure.office-in-tarn")
    saved = save(
        browser,
        address,
        until="1980",
        **{"names-0-until": "2003-01-01", "parent": "office-in-tarn"},
    )
    assert saved.status_code == 302
    page = browser.get(address)
    assert {one.field for one in page.context["findings"]} == {"until", "names", "parent"}
    assert page.context["apart"] == []
    assert "It ends (1980) before it begins (1990-05-01)." in page.content.decode()
    with pytest.raises(NotFit, match="on one day"):
        way.submit(TermCopy.objects.get(), desk.who(SECRETARY))


def test_two_bearers_of_one_name_are_found(desk: Desk) -> None:
    browser = desk.browser(SECRETARY)
    address = open_change(browser, "country.xb")
    save(browser, address, **{"names-0-text": "Northland"})
    (found,) = browser.get(address).context["findings"]
    assert found.field == "names"
    assert "Northland" in found.message
    assert "toml" not in found.message


def test_a_new_meeting_is_announced_and_then_postponed(desk: Desk) -> None:
    browser = desk.browser(SECRETARY)
    save(browser, NEW.format("meeting-series"), code="assembly", **_name("Assembly"))
    _issue(desk, TermCopy.objects.get())
    address = NEW.format("event")
    said = {"code": "assembly-2027", "series": "assembly", "first_day": "2027-05", "place": "mere"}
    saved = save(browser, address, **said, **_name("Assembly, Mere 2027"))
    assert saved.status_code == 302, errors(saved)
    event = EventCopy.objects.get()
    record = event.as_record()
    assert isinstance(record, Event)
    assert (record.status, record.first_day, record.last_day) == ("announced", "2027-05", "2027-05")
    _issue(desk, event)
    assert profile().events == (record,)
    change = open_change(browser, "event.assembly-2027")
    save(browser, change, status="postponed")
    postponed = EventCopy.objects.exclude(pk=event.pk).get()
    assert postponed.based_on is not None
    _issue(desk, postponed)
    assert [one.status for one in profile().events] == ["postponed"]


def test_a_meeting_has_hosts_an_agenda_documents_and_participants(desk: Desk) -> None:
    browser = desk.browser(SECRETARY)
    save(browser, NEW.format("meeting-series"), code="assembly", **_name("Assembly"))
    _issue(desk, TermCopy.objects.get())
    rows = {
        "hosts-0-code": "XA",
        "agenda-0-text": "Opening",
        "agenda-0-time": "10:00",
        "documents-0-title": "Report",
        "documents-0-address": "https://lakes.example/report",
        "participants-0-country": "XB",
        "participants-0-role": "delegates",
        "participants-0-body": "Office in Tarn",
    }
    said = {"code": "assembly-2027", "series": "assembly", "first_day": "2027-05-02"}
    saved = save(browser, NEW.format("event"), **said, **rows, **_name("Assembly"))
    assert saved.status_code == 302, errors(saved)
    record = EventCopy.objects.get().as_record()
    assert isinstance(record, Event)
    assert [(one.name, one.code) for one in record.hosts] == [("Northland", "XA")]
    assert [(one.text, one.time, one.lang) for one in record.agenda] == [("Opening", "10:00", "en")]
    assert record.documents[0].address == "https://lakes.example/report"
    (taking_part,) = record.participants
    assert (taking_part.country, taking_part.role) == ("XB", "delegates")
    assert taking_part.body is not None
    assert taking_part.body.code == "office-in-tarn"


def test_a_meeting_and_a_gift_that_cannot_be_are_kept_off_the_record(desk: Desk) -> None:
    browser = desk.browser(SECRETARY)
    save(browser, NEW.format("meeting-series"), code="assembly", **_name("Assembly"))
    _issue(desk, TermCopy.objects.get())
    backwards = {"first_day": "2027-05-02", "last_day": "2027-05-01", "agenda-0-text": "Tea"}
    save(
        browser,
        NEW.format("event"),
        code="assembly-2027",
        series="assembly",
        **backwards,
        **{"agenda-0-time": "25:99"},
        **_name("Assembly"),
    )
    save(
        browser,
        NEW.format("activity"),
        code="boats",
        kind="handover",
        budget="-5",
        **_name("Boats"),
    )
    event, gift = EventCopy.objects.get(), ActivityCopy.objects.get()
    with pytest.raises(NotFit, match="before it begins"):
        way.submit(event, desk.who(SECRETARY))
    with pytest.raises(NotFit, match="less than nothing"):
        way.submit(gift, desk.who(SECRETARY))


def test_what_cannot_be_is_refused_at_the_desk_in_one_sentence(desk: Desk) -> None:
    browser = desk.browser(SECRETARY)
    save(browser, open_change(browser, "structure.office-in-tarn"), successors="office-in-tarn")
    for person in ("ada-long", "bo-short"):
        save(browser, NEW.format("person"), code=person, **_name(person.title()))
    save(browser, NEW.format("office"), code="head", structure="office-in-tarn", **_name("Head"))
    save(browser, NEW.format("meeting-series"), code="assembly", **_name("Assembly"))
    itself, *terms = TermCopy.objects.order_by("pk")
    _issue(desk, *terms)
    for person in ("ada-long", "bo-short"):
        said = {"person": person, "office": "head", "since": "2026-03-01"}
        save(browser, NEW.format("appointment"), **said)
    first, second = AppointmentCopy.objects.order_by("pk")
    _issue(desk, first)
    said = {"code": "a-2027", "first_day": "2027-05-02", "last_day": "2027-05-01"}
    save(browser, NEW.format("event"), series="assembly", **said, **_name("Assembly"))
    said = {"code": "boats", "kind": "handover", "since": "2026-05-02", "budget": "-5"}
    save(browser, NEW.format("activity"), currency="EUR", **said, **_name("Boats"))
    refused = (
        (itself, "It succeeds itself."),
        (second, "Ada-long-head-2026 and bo-short-head-2026 hold the office head on one day."),
        (EventCopy.objects.get(), "It ends (2027-05-01) before it begins (2027-05-02)."),
        (ActivityCopy.objects.get(), "Budget '-5' is less than nothing."),
    )
    for copy, sentence in refused:
        kind = copy._meta.model_name
        page = browser.get(f"/desk/registry/copies/{kind}/edit/{copy.pk}/")
        assert [one.message for one in page.context["findings"]] == [sentence]
        answer = browser.post(f"/desk/steps/{kind}/{copy.pk}/submit/", follow=True)
        (told,) = map(str, answer.context["messages"])
        assert told.startswith(sentence.rstrip("."))
        copy.refresh_from_db()
        assert copy.state == State.DRAFT


def test_a_code_is_for_life_and_for_one_thing(desk: Desk) -> None:
    browser = desk.browser(SECRETARY)
    taken = save(browser, NEW.format("country"), code="XA", **_name("Other"))
    assert "on the record already" in errors(taken)["code"][0]
    assert errors(save(browser, NEW.format("country"), code="xyz", **_name("Z")))["code"]
    assert errors(save(browser, NEW.format("place"), code="Not a code", **_name("Z")))["code"]
    assert save(browser, NEW.format("place"), code="ford", **_name("Ford")).status_code == 302
    again = save(browser, NEW.format("place"), code="ford", **_name("Ford"))
    assert "is open already" in errors(again)["__all__"][0]
    assert "code" not in browser.get(open_change(browser, "country.xa")).context["form"].fields


def test_a_new_head_ends_the_term_of_the_one_before(desk: Desk) -> None:
    browser = desk.browser(SECRETARY)
    for person in ("ada-long", "bo-short"):
        save(browser, NEW.format("person"), code=person, **_name(person.title()))
    save(browser, NEW.format("office"), code="head", structure="office-in-tarn", **_name("Head"))
    _issue(desk, *TermCopy.objects.all())
    first = {"person": "ada-long", "office": "head", "since": "2020-01-01"}
    assert save(browser, NEW.format("appointment"), **first).status_code == 302
    _issue(desk, AppointmentCopy.objects.get())
    second = {"person": "bo-short", "office": "head", "since": "2026-03-01"}
    save(browser, NEW.format("appointment"), **second)
    new = AppointmentCopy.objects.get(symbol="appointment.bo-short-head-2026")
    assert [one.field for one in new.findings()] == ["since"]
    save(browser, f"/desk/registry/copies/appointmentcopy/edit/{new.pk}/", succeeds="on")
    new.refresh_from_db()
    old = AppointmentCopy.objects.exclude(pk=new.pk).exclude(state=State.ISSUED).get()
    assert old.bundle == new.bundle == Bundle.objects.get()
    left = old.as_record()
    assert isinstance(left, Appointment)
    assert (left.person, left.until) == ("ada-long", "2026-03-01")
    assert new.findings() == old.findings() == ()
    _issue(desk, old, new)
    assert [one.person for one in profile().appointments if one.until is None] == ["bo-short"]


def test_a_chairpersonship_is_kept(desk: Desk) -> None:
    browser = desk.browser(SECRETARY)
    said = {"year": "2026", "country": "XA", "since": "2026-01-01", "until": "2027-01-01"}
    assert save(browser, NEW.format("chairpersonship"), **said).status_code == 302
    record = ChairCopy.objects.get().as_record()
    assert isinstance(record, Chairpersonship)
    assert (record.year, record.country) == (2026, "XA")


def test_an_author_writes_activities_for_their_structures_and_no_others(desk: Desk) -> None:
    browser = desk.browser(AUTHOR)
    said = {"code": "boats", "kind": "handover", "since": "2026-05-02", **_name("Boats")}
    parties = {"parties-0-role": "recipients", "parties-0-name": "The ferrymen"}
    goods = {"goods-0-what": "boats", "goods-0-quantity": "3"}
    address = NEW.format("activity")
    refused = save(browser, address, **said, drafted_for=["office-in-tarn"])
    assert errors(refused)["__all__"]
    assert save(browser, address, **said, **parties, **goods).status_code == 302
    copy = ActivityCopy.objects.get()
    record = copy.as_record()
    assert isinstance(record, Activity)
    assert [one.name for one in record.recipients] == ["The ferrymen"]
    assert (record.goods[0].what, record.goods[0].quantity) == ("boats", 3)
    assert copy.drafted_for == ["secretariat"]
    assert browser.get("/desk/registry/country/new/").status_code in (302, 403)
    other = desk.member("other", *_roles(desk, AUTHOR), structures=("office-in-tarn",))
    edit = f"/desk/registry/copies/activitycopy/edit/{copy.pk}/"
    assert desk.browser(other.username).get(edit).status_code == 404


def test_a_page_is_written_in_every_language(desk: Desk) -> None:
    browser = desk.browser(SECRETARY)
    body = '{"blocks": [{"key": "a", "text": "We sail.", "type": "unstyled", "depth": 0, '
    body += '"inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}}'
    said = {"code": "us", "slug": "about/us", "title_en": "About us", "body_en": body}
    assert save(browser, NEW.format("about"), **said).status_code == 302
    record = AboutCopy.objects.get().as_record()
    assert isinstance(record, About)
    assert {lang: (text.title, text.body) for lang, text in record.texts.items()} == {
        "en": ("About us", ("We sail.",))
    }
    assert "title_en" in errors(save(browser, NEW.format("about"), code="it", slug="it"))


def test_a_preview_is_the_portals_own_page_and_saves_nothing(desk: Desk) -> None:
    browser = desk.browser(SECRETARY)
    address = open_change(browser, "country.xa")
    page = save(browser, address, preview="en", **{"names-0-text": "Upland"})
    text = page.content.decode()
    assert "Upland" in text
    assert "This page is not public" in text
    assert TermCopy.objects.get().as_record() == profile()["country"].term("XA")
    place = save(browser, open_change(browser, "place.mere"), preview="en")
    assert "No page of its own" in place.content.decode()


def test_two_who_write_at_once_do_not_undo_each_other(desk: Desk) -> None:
    browser = desk.browser(SECRETARY)
    address = open_change(browser, "country.xa")
    seen = str(TermCopy.objects.get().latest_revision_id)
    assert save(browser, address, note="First.").status_code == 302
    second = save(browser, address, note="Second.", seen=seen)
    assert "after you opened it" in errors(second)["__all__"][0]
    assert TermCopy.objects.get().content["note"] == "First."


def test_what_is_signed_off_is_shown_and_written_no_more(desk: Desk) -> None:
    browser = desk.browser(SECRETARY)
    address = open_change(browser, "country.xa")
    save(browser, address, note="Told.")
    _issue(desk, TermCopy.objects.get())
    assert browser.get(address).status_code == 200
    assert save(browser, address, note="Untold.").status_code in (302, 403)
    assert TermCopy.objects.get().content["note"] == "Told."


def _roles(desk: Desk, name: str) -> list[Role]:
    return [Role(role) for role in desk.who(name).roles]
