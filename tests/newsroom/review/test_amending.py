"""What is read wrongly is amended before it goes in; the list is worked through by keys."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from django.http import QueryDict
from django.test import Client

from communique.core.arrival import Arrival
from communique.core.record import Quote, Ref, Revision
from communique.newsroom.accounts.lines import TrailLine
from communique.newsroom.review.amending import AmendForm
from communique.outbox import review
from communique.outbox.review import Listed, Stage
from tests.newsroom.browsing import looking
from tests.newsroom.desks import Desk
from tests.newsroom.review.looked_at import release_of, said, stage_of
from tests.newsroom.steps.drafts import enter


def filled(client: Client, number: int, **changed: object) -> dict[str, object]:
    """Return what the form of a record sends, with some of its fields changed."""
    answer: Any = client.get(f"/desk/review/{number}/")
    return {field.name: field.value() or "" for field in answer.context["form"]} | changed


def test_what_is_amended_goes_in_as_amended(desk: Desk, pages: list[Listed]) -> None:
    client, number = desk.browser("press-secretary"), pages[0].number
    before = review.one(connection, number)
    assert before
    assert before[1]
    text = before[1].arrival.release.texts["en"]
    sent = filled(
        client,
        number,
        **{
            "title-en": "A new landing at Mere",
            "body-en": "\n\n".join(text.body[:-1]),
            "lang-en": "fr",
            "kind": "press-release",
            "day": "May 1999",
            "places": ["mere", "name:Old Landing"],
            "sources": ["secretariat"],
            "fields_of_work": ["navigation"],
            "countries": [],
            "people-more": "Ada Example",
        },
    )
    answer: Any = client.post(f"/desk/review/{number}/", sent)
    assert answer.url == f"/desk/review/{pages[1].number}/"
    enter(desk.config)
    release = release_of(number)
    assert (release.kind, str(release.date), release.sources, release.fields_of_work) == (
        "press-release",
        "1999-05",
        ("secretariat",),
        ("navigation",),
    )
    assert [(one.code, one.name) for one in release.places] == [
        ("mere", "Mere"),
        (None, "Old Landing"),
    ]
    assert [(one.code, one.name) for one in release.people] == [(None, "Ada Example")]
    assert release.langs == ("fr",)
    assert release.texts["fr"].title == "A new landing at Mere"
    assert release.texts["fr"].body == text.body[:-1]
    assert release.captures == (pages[0].capture,)
    assert TrailLine.objects.get(deed="review-pages").words["how"] == "amended and accepted"


def test_what_is_sent_unchanged_is_accepted_as_it_was_read(desk: Desk, pages: list[Listed]) -> None:
    client, number = desk.browser("press-secretary"), pages[0].number
    client.post(f"/desk/review/{number}/", filled(client, number))
    assert TrailLine.objects.get(deed="review-pages").words["how"] == "accepted"


@pytest.mark.parametrize(
    ("field", "value", "refusal"),
    [
        ("day", "yesterday", "This is no day"),
        ("sources", "office-of-nothing", "is not in the registry"),
        ("title-en", " ", "This field is required"),
        ("body-en", "", "This field is required"),
        ("kind", "poem", "poem is not one of the available choices"),
        ("lang-en", "xx", "xx is not one of the available choices"),
    ],
)
def test_what_cannot_go_in_as_amended_waits_and_nothing_typed_is_lost(
    desk: Desk, pages: list[Listed], field: str, value: str, refusal: str
) -> None:
    client, number = desk.browser("press-secretary"), pages[0].number
    sent = filled(client, number, **{"summary-en": "Typed with care.", field: value})
    shown = said(client, f"/desk/review/{number}/", **sent)
    assert refusal in shown
    assert "Typed with care." in shown
    assert stage_of(number) is Stage.WAITING


def test_two_texts_are_not_amended_into_one_language(desk: Desk, pages: list[Listed]) -> None:
    found = review.one(connection, pages[0].number)
    assert found
    assert found[1]
    release = found[1].arrival.release
    quote = Quote(words="w", speaker=Ref(name="Ada Example"), paragraph=1, lang="fr")
    texts = {**release.texts, "fr": replace(release.texts["en"], title="Un quai")}
    arrival = Arrival(
        release=replace(release, texts=texts, quotes=(quote,), original="fr"),
        revisions=(Revision(at="1999-05-02T08:00:00Z", langs=("en", "fr")),),
    )
    sent = {"kind": release.kind}
    for lang, text in texts.items():
        sent |= {f"title-{lang}": text.title, f"body-{lang}": text.body[0], f"lang-{lang}": "en"}
    assert AmendForm(arrival, QueryDict(urlencode(sent))).errors == {
        "__all__": ["Two texts are said to be in the same language."]
    }
    form = AmendForm(arrival, QueryDict(urlencode(sent | {"lang-en": "fr"})))
    assert form.is_valid()
    made = form.arrival
    assert made.release.texts["en"].title == "Un quai"
    assert (made.release.original, made.release.quotes[0].lang) == ("en", "en")
    assert made.revisions[0].langs == ("en", "fr")


def test_the_list_is_worked_through_by_keys(desk: Desk, pages: list[Listed]) -> None:
    first, second, third, last = (one.number for one in pages)
    with looking(desk, "press-secretary", viewport={"width": 1280, "height": 800}) as page:
        page.goto(f"/desk/review/{first}/")
        for key, leads_to in (("n", second), ("n", third), ("p", second), ("a", third)):
            page.keyboard.press(key)
            page.wait_for_url(f"**/desk/review/{leads_to}/")
        page.keyboard.press("e")
        assert page.evaluate("document.activeElement.name") == "title-en"
        # In a form a letter is a letter, and beside it none decides what is being amended.
        page.keyboard.type("aaa ")
        page.locator("h2").first.click()
        page.keyboard.press("a")
        page.fill("[name=day]", "nonsense")
        page.fill("#amend-places-typed", "mere")
        page.press("#amend-places-typed", "Enter")
        page.get_by_role("button", name="Accept as amended").click()
        page.get_by_text("This is no day").wait_for()
        page.fill("[name=day]", "2 May 1999")
        page.get_by_role("button", name="Accept as amended").click()
        page.wait_for_url(f"**/desk/review/{last}/")
        page.keyboard.press("e")
        page.keyboard.press("Escape")
        page.keyboard.press("r")
        page.keyboard.type("A menu.")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/desk/review/{first}/")
        page.get_by_role("button", name="Keys off").click()
        page.keyboard.press("a")
        page.reload()
        page.keyboard.press("a")
        assert Axe().run(page, ".review").response["violations"] == []
        page.get_by_role("button", name="Keys off").click()
        page.keyboard.press("f")
        page.wait_for_url("**/desk/review/family/*/")
    stages = [stage_of(one.number) for one in pages]
    assert stages == [Stage.WAITING, Stage.ACCEPTED, Stage.ACCEPTED, Stage.REFUSED]
    enter(desk.config)
    release = release_of(third)
    assert release.texts["en"].title.startswith("aaa ")
    assert (str(release.date), release.places[0].code) == ("1999-05-02", "mere")
