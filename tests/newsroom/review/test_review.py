"""Old pages judged at the desk: one by one, or a family of like cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from django.http import QueryDict
from django.test import Client

from communique.cli.main import main
from communique.core.arrival import Arrival
from communique.core.record import Quote, Ref, Release, Revision
from communique.newsroom import shelf
from communique.newsroom.accounts.lines import TrailLine
from communique.newsroom.review.amending import AmendForm
from communique.newsroom.roles import Role
from communique.outbox import imports, review
from communique.outbox.review import Listed, Stage
from communique.store.query import edition
from tests.newsroom.browsing import looking
from tests.newsroom.desks import Desk
from tests.newsroom.steps.drafts import enter

PAGE = """Newsroom
The ferrymen of Mere have a new landing, number {number}
The landing was opened by the harbour master in the presence of many ferrymen.
It is made of oak, and is number {number} of those that the harbour office has built.
<script>alert("{number}")</script> & so on.
"""
REVIEWERS = ("press-secretary", "clearance-officer")


@pytest.fixture
def pages(desk: Desk, tmp_path: Path) -> list[Listed]:
    """Return four pages that wait, like cases all of them."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(1, 5):
        (folder / f"{number}.txt").write_text(PAGE.format(number=number), encoding="utf-8")
    assert main(["import", str(desk.config.site), str(folder)]) == 0
    return waiting()


def waiting() -> list[Listed]:
    found = review.families(connection, 100)
    return [one for each in found for one in review.pages_of(connection, each.family, 100)]


def stage_of(number: int) -> Stage:
    found = review.one(connection, number)
    assert found
    return found[0].stage


def release_of(number: int) -> Release:
    found = review.one(connection, number)
    assert found
    one = edition(shelf.store(), found[0].symbol)
    assert one
    release = one.versions[-1].release
    assert isinstance(release, Release)
    return release


def said(client: Client, address: str, **sent: object) -> str:
    """Return what the page says that a form leads to."""
    answer: Any = client.post(address, sent, follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


def read(client: Client, address: str) -> str:
    answer: Any = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize("name", [role.value for role in Role])
def test_only_who_may_review_sees_what_waits(desk: Desk, pages: list[Listed], name: str) -> None:
    client, number = desk.browser(name), pages[0].number
    expected = 200 if name in REVIEWERS else 403
    for address in (
        "/desk/review/",
        f"/desk/review/{number}/",
        f"/desk/review/family/{pages[0].family}/",
        f"/desk/review/family/{pages[0].family}/accept/",
        "/desk/review/settled/refused/",
    ):
        assert client.get(address).status_code == expected, address
    if expected == 403:
        assert client.post(f"/desk/review/{number}/judge/", {"step": "accept"}).status_code == 403
        assert stage_of(number) is Stage.WAITING


def test_like_cases_are_listed_as_one_with_their_number(desk: Desk, pages: list[Listed]) -> None:
    client = desk.browser("press-secretary")
    shown = read(client, "/desk/review/")
    assert "4 pages wait" in shown
    assert shown.count(">One by one<") == 1
    assert "kind by “newsroom”" in shown
    assert pages[0].title in read(client, f"/desk/review/family/{pages[0].family}/")
    assert "4 of" in read(client, "/desk/")


def test_the_last_imports_are_told_with_their_counts(
    desk: Desk, pages: list[Listed], tmp_path: Path
) -> None:
    (tmp_path / "pages" / "1.txt").write_text("Home\nContact us\n", encoding="utf-8")
    (tmp_path / "pages" / "5.txt").write_text(PAGE.format(number=5), encoding="utf-8")
    main(["import", str(desk.config.site), *map(str, sorted((tmp_path / "pages").iterdir()))])
    second, first = imports.last(connection, 10)
    assert (first.source, first.outcomes) == (str(tmp_path / "pages"), (("to-review", 4),))
    assert second.source == f"{tmp_path / 'pages' / '1.txt'} and 4 more"
    assert dict(second.outcomes) == {"no-release": 1, "to-review": 4}
    assert first.began_at <= first.ended_at <= second.began_at
    shown = read(desk.browser("press-secretary"), "/desk/review/")
    assert shown.index("1 no-release, 4 to-review") < shown.index(">4 to-review<")


def test_a_page_that_is_imported_again_without_its_address_keeps_it(
    desk: Desk, pages: list[Listed], tmp_path: Path
) -> None:
    address, number = "https://old.example/news/4711", pages[0].number
    again = ["import", str(desk.config.site), str(tmp_path / "pages")]
    assert main([*again[:2], f"{again[2]}/1.txt", "--address", address]) == main(again) == 0
    assert [one.number for one in waiting() if one.found_at == address] == [number]
    desk.browser("press-secretary").post(f"/desk/review/{number}/judge/", {"step": "accept"})
    enter(desk.config)
    assert (release_of(number).symbol, release_of(number).addresses) == ("4711", (address,))


def test_a_page_shows_the_text_beside_the_fields_and_none_of_its_markup(
    desk: Desk, pages: list[Listed]
) -> None:
    shown = read(desk.browser("press-secretary"), f"/desk/review/{pages[0].number}/")
    assert '<a id="w0-0"></a>' in shown
    assert 'href="#w0-0"' in shown
    assert "40 % sure, by <code>newsroom</code>" in shown
    assert "In doubt:" in shown
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert" in shown


def test_accepting_leads_to_the_next_and_puts_it_on_the_record(
    desk: Desk, pages: list[Listed]
) -> None:
    client = desk.browser("press-secretary")
    first, second = pages[0].number, pages[1].number
    answer: Any = client.post(f"/desk/review/{first}/judge/", {"step": "accept"})
    assert answer.url == f"/desk/review/{second}/"
    enter(desk.config)
    assert stage_of(first) is Stage.ENTERED
    assert release_of(first).texts["en"].title == pages[0].title
    line = TrailLine.objects.get(deed="review-pages")
    assert (line.who, line.words["how"]) == ("press-secretary", "accepted")
    assert "ferrymen" not in str(line.words)


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


def test_a_refusal_says_why_and_is_not_asked_again(
    desk: Desk, pages: list[Listed], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    client, number = desk.browser("clearance-officer"), pages[0].number
    address = f"/desk/review/{number}/judge/"
    assert "a refusal has no reason" in said(client, address, step="refuse").lower()
    assert stage_of(number) is Stage.WAITING
    said(client, address, step="refuse", reason="It is a menu.")
    assert stage_of(number) is Stage.REFUSED
    line = TrailLine.objects.get(deed="review-pages")
    assert (line.who, line.words["reason"]) == ("clearance-officer", "It is a menu.")
    assert main(["import", str(desk.config.site), str(tmp_path / "pages")]) == 0
    assert "1 refused-at-desk" in capsys.readouterr().out
    assert len(waiting()) == 3
    assert "It is a menu." in read(client, "/desk/review/settled/refused/")
    said(client, address, step="recall")
    assert stage_of(number) is Stage.WAITING


def test_a_family_is_asked_after_with_its_number_and_three_of_it(
    desk: Desk, pages: list[Listed]
) -> None:
    client, family = desk.browser("press-secretary"), pages[0].family
    address = f"/desk/review/family/{family}/accept/"
    shown = read(client, address)
    assert "Shall 4 pages go on the record as read?" in shown
    assert sum(one.title in shown for one in pages) == 3
    assert {one.number for one in waiting()} == {one.number for one in pages}
    assert "4 pages accepted." in said(client, address, last=str(pages[-1].number))
    enter(desk.config)
    assert all(stage_of(one.number) is Stage.ENTERED for one in pages)
    line = TrailLine.objects.get(deed="review-pages")
    assert (line.words["how"], line.words["pages"]) == ("accepted", 4)


def test_a_family_that_is_refused_says_why(desk: Desk, pages: list[Listed]) -> None:
    client, family = desk.browser("press-secretary"), pages[0].family
    address = f"/desk/review/family/{family}/refuse/"
    last = str(pages[-1].number)
    assert "A refusal has no reason" in said(client, address, last=last)
    assert "4 pages refused." in said(client, address, last=last, reason="Menus, all of them.")
    assert waiting() == []
    assert read(client, address.replace("refuse/", "")).count("Nothing of this family") == 1


def test_what_came_in_since_the_question_goes_on_waiting(desk: Desk, pages: list[Listed]) -> None:
    client, family = desk.browser("press-secretary"), pages[0].family
    said(client, f"/desk/review/family/{family}/accept/", last=str(pages[1].number))
    assert [one.number for one in waiting()] == [one.number for one in pages[2:]]


def test_who_is_second_is_told_so(desk: Desk, pages: list[Listed]) -> None:
    number = pages[0].number
    address = f"/desk/review/{number}/judge/"
    said(desk.browser("clearance-officer"), address, step="refuse", reason="A menu.")
    shown = said(desk.browser("press-secretary"), address, step="accept")
    assert "waits for review no more" in shown
    assert stage_of(number) is Stage.REFUSED


def test_what_is_refused_cannot_be_reached_by_a_made_up_address(
    desk: Desk, pages: list[Listed]
) -> None:
    client = desk.browser("press-secretary")
    assert client.get("/desk/review/99999/").status_code == 404
    assert client.get("/desk/review/settled/nonsense/").status_code == 404
    assert client.post(f"/desk/review/{pages[0].number}/judge/", {"step": "x"}).status_code == 404
    assert client.get(f"/desk/review/{pages[0].number}/judge/").status_code == 405
    family = f"/desk/review/family/{pages[0].family}/"
    assert client.post(f"{family}accept/", {"last": "x"}).status_code == 404
    assert client.get(f"{family}burn/").status_code == 404


def test_a_hundred_families_come_in_pages(desk: Desk, pages: list[Listed]) -> None:
    found = review.one(connection, pages[0].number)
    assert found
    assert found[1]
    waits = found[1]
    others = [
        replace(waits, capture=f"{number:064x}", address=f"https://{number}.example/")
        for number in range(100)
    ]
    review.wait(connection, others, datetime.now(UTC))
    client = desk.browser("press-secretary")
    shown = read(client, "/desk/review/")
    assert "Page 1 of 3" in shown
    assert shown.count(">One by one<") == 50
    assert read(client, "/desk/review/?page=3").count(">One by one<") == 1
    assert "Page 3 of 3" in read(client, "/desk/review/?page=999")
