"""Old pages judged at the desk: one by one, or a family of like cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from communique.cli.main import main
from communique.newsroom.accounts.lines import TrailLine
from communique.newsroom.roles import Role
from communique.outbox import imports, review
from communique.outbox.review import Listed, Stage
from tests.newsroom.desks import Desk
from tests.newsroom.review.looked_at import PAGE, read, release_of, said, stage_of, waiting
from tests.newsroom.steps.drafts import enter

REVIEWERS = ("press-secretary", "clearance-officer")


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
