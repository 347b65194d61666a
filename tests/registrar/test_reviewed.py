"""Records that were read with little confidence wait for a person, and go in when one says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree

import pytest

from communique.cli.main import main
from communique.config import Config
from communique.core.waiting import Waits
from communique.outbox import review
from communique.outbox.review import Listed, Stage
from communique.outbox.statements import Connection
from communique.registrar.serve import enter_once
from communique.store.db import open_store
from communique.store.query import edition, redirect
from tests.registrar.waiting import entries, faults, place, transaction
from tests.sites import SMALL_PROFILE, small_site

DOUBTFUL = """Newsroom
The ferrymen of Mere have a new landing, number {number}
The landing was opened by the harbour master in the presence of many ferrymen.
It is made of oak, and is number {number} of those that the harbour office has built.
"""
SURE = """Press release
Lights on the northern shore
- Source:
- CTL Secretariat
MERE, 2 May 1999 – The harbour lights were lit again today, says notice 1.
"""
ADDRESS = "https://old.example/news/4711"


def _page(site: Config, number: int = 1, text: str = DOUBTFUL) -> Path:
    path = site.site.parent / "pages" / f"{number}.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text.format(number=number), encoding="utf-8")
    return path


def _import(site: Config, *more: object) -> int:
    return main(["import", str(site.site), *(str(one) for one in more)])


def _listed(site: Config) -> list[Listed]:
    with transaction(site) as connection:
        found = review.families(connection, 100)
        return [one for each in found for one in review.pages_of(connection, each.family, 100)]


def _settle(site: Config, stage: Stage, reason: str = "") -> None:
    with transaction(site) as connection:
        for family in review.families(connection, 100):
            last = review.last_of(connection, family.family)
            review.settle_family(
                connection,
                family.family,
                stage,
                last=last,
                by="press-secretary",
                at=datetime.now(UTC),
                reason=reason,
            )


def _counts(site: Config) -> dict[Stage, int]:
    with transaction(site) as connection:
        return review.counts(connection)


def test_a_page_read_with_little_confidence_waits_and_is_on_no_record(
    either_site: Config, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _import(either_site, _page(either_site), "--address", ADDRESS) == 0
    assert "1 to-review" in capsys.readouterr().out
    (one,) = _listed(either_site)
    assert (one.reasons, one.percent, one.found_at) == ("kind:newsroom", 40, ADDRESS)
    assert one.title.endswith("number 1")
    assert entries(either_site) == []


def test_what_is_read_surely_does_not_wait(desk_site: Config) -> None:
    assert _import(desk_site, _page(desk_site, text=SURE)) == 0
    assert _listed(desk_site) == []
    assert len(entries(desk_site)) == 1


def test_what_is_accepted_is_entered_as_if_it_had_been_imported(
    either_site: Config, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = _page(either_site)
    _import(either_site, page, "--address", ADDRESS)
    _settle(either_site, Stage.ACCEPTED)
    (marked,) = enter_once(either_site)
    assert (marked.symbol, marked.reason) == ("4711", "")
    with open_store(either_site.store) as store:
        assert redirect(store, ADDRESS) == "4711"
        entered = edition(store, "4711")
    other = small_site(tmp_path / "other")
    assert _import(other, page, "--address", ADDRESS) == 0  # nobody reviews there
    with open_store(other.store) as store:
        imported = edition(store, "4711")
    assert entered
    assert imported
    assert entered.versions[0].release == imported.versions[0].release
    assert [one.order for one in entries(either_site)] == [one.order for one in entries(other)]
    capsys.readouterr()
    assert _import(either_site, page, "--address", ADDRESS) == 0
    assert "1 unchanged" in capsys.readouterr().out
    assert _counts(either_site) == {Stage.ENTERED: 1}
    assert faults(either_site) == []


def test_the_text_of_what_is_entered_leaves_the_list(desk_site: Config) -> None:
    _import(desk_site, _page(desk_site))
    (one,) = _listed(desk_site)
    _settle(desk_site, Stage.ACCEPTED)
    enter_once(desk_site)
    with transaction(desk_site) as connection:
        found = review.one(connection, one.number)
    assert found is not None
    assert (found[0].title, found[1]) == ("", None)


def test_what_was_refused_is_remembered_and_not_asked_again(
    either_site: Config, capsys: pytest.CaptureFixture[str]
) -> None:
    page = _page(either_site)
    _import(either_site, page)
    _settle(either_site, Stage.REFUSED, "A page of the menu.")
    capsys.readouterr()
    assert _import(either_site, page) == 0
    said = capsys.readouterr().out
    assert "refused-at-desk" in said
    assert "refused at the desk by press-secretary" in said
    assert "A page of the menu." in said
    assert _listed(either_site) == []
    assert enter_once(either_site) == []


def test_what_waits_is_read_again_by_the_next_import_and_waits_once(desk_site: Config) -> None:
    page = _page(desk_site)
    _import(desk_site, page)
    _import(desk_site, page, "--address", ADDRESS)
    (one,) = _listed(desk_site)
    assert one.found_at == ADDRESS


def test_what_was_accepted_goes_in_however_often_its_page_comes(
    desk_site: Config, capsys: pytest.CaptureFixture[str]
) -> None:
    page = _page(desk_site)
    _import(desk_site, page)
    _settle(desk_site, Stage.ACCEPTED)
    capsys.readouterr()
    assert _import(desk_site, page) == 0
    assert "accepted at the desk by press-secretary" in capsys.readouterr().out
    assert len(enter_once(desk_site)) == 1


def test_two_that_are_the_same_release_become_one(desk_site: Config) -> None:
    page = _page(desk_site)
    again = page.with_name("again.txt")
    again.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
    _import(desk_site, page, again)
    assert len(_listed(desk_site)) == 2
    _settle(desk_site, Stage.ACCEPTED)
    first, second = enter_once(desk_site)
    assert first.symbol == second.symbol
    assert len(entries(desk_site)) == 1
    assert _counts(desk_site) == {Stage.ENTERED: 2}


def test_what_a_crash_left_unmarked_is_found_on_the_log(desk_site: Config) -> None:
    _import(desk_site, _page(desk_site))
    (one,) = _listed(desk_site)
    _settle(desk_site, Stage.ACCEPTED)
    waits = _waits(desk_site, one.number)
    enter_once(desk_site)
    with transaction(desk_site) as connection:
        connection.cursor().execute("DELETE FROM review_page")
        review.wait(connection, [waits], datetime.now(UTC))
    _settle(desk_site, Stage.ACCEPTED)
    (marked,) = enter_once(desk_site)
    assert marked.reason == ""
    assert len(entries(desk_site)) == 1


def test_what_cannot_go_in_any_more_says_why(desk_site: Config) -> None:
    page = _page(desk_site)
    _import(desk_site, page, "--address", ADDRESS)
    _settle(desk_site, Stage.ACCEPTED)
    enter_once(desk_site)
    assert main(["withdraw", str(desk_site.site), "4711", "--note", "It was a draft."]) == 0
    other = _page(desk_site, 2)
    _import(desk_site, other, "--address", ADDRESS)
    # It says so at once: nobody is asked to look at what cannot go in.
    assert _listed(desk_site) == []


def test_an_order_that_is_due_goes_before_what_was_accepted(desk_site: Config) -> None:
    _import(desk_site, *(_page(desk_site, number) for number in range(1, 4)))
    _settle(desk_site, Stage.ACCEPTED)
    place(desk_site, "pr-2026-0001")
    enter_once(desk_site)
    assert entries(desk_site)[0].symbol == "pr-2026-0001"
    assert len(entries(desk_site)) == 4


def test_like_cases_are_one_family_and_others_are_not(desk_site: Config) -> None:
    pages = [_page(desk_site, number) for number in range(1, 4)]
    _import(desk_site, *pages)
    elsewhere = _page(desk_site, 9)
    _import(desk_site, elsewhere, "--address", ADDRESS)
    with transaction(desk_site) as connection:
        found = review.families(connection, 10)
    assert [(one.pages, one.site) for one in found] == [
        (3, str(pages[0].parent)),
        (1, "old.example"),
    ]


def test_who_accepts_a_family_accepts_no_more_than_was_seen(desk_site: Config) -> None:
    _import(desk_site, _page(desk_site, 1))
    with transaction(desk_site) as connection:
        (family,) = review.families(connection, 10)
        last = review.last_of(connection, family.family)
    _import(desk_site, _page(desk_site, 2))
    with transaction(desk_site) as connection:
        settled = review.settle_family(
            connection, family.family, Stage.ACCEPTED, last=last, by="x", at=datetime.now(UTC)
        )
    assert settled == 1
    assert _counts(desk_site) == {Stage.WAITING: 1, Stage.ACCEPTED: 1}


def test_what_was_refused_can_be_asked_again(desk_site: Config) -> None:
    _import(desk_site, _page(desk_site))
    (one,) = _listed(desk_site)
    _settle(desk_site, Stage.REFUSED)
    with transaction(desk_site) as connection:
        assert review.recall(connection, one.number)
        assert not review.recall(connection, one.number)
    assert [each.number for each in _listed(desk_site)] == [one.number]


def test_what_is_read_more_surely_today_goes_in_by_itself(desk_site: Config) -> None:
    _import(desk_site, _page(desk_site))
    surer = _with_less_confidence(desk_site)
    assert main(["profile", "apply", str(desk_site.site), str(surer)]) == 0
    assert _import(desk_site, _page(desk_site)) == 0
    assert len(entries(desk_site)) == 1
    assert _counts(desk_site) == {Stage.ENTERED: 1}


def test_ten_thousand_that_wait_are_listed_without_reading_them(desk_site: Config) -> None:
    _import(desk_site, _page(desk_site))
    (first,) = _listed(desk_site)
    waits = _waits(desk_site, first.number)
    with transaction(desk_site) as connection:
        many = (replace(waits, capture=f"{number:064x}") for number in range(10_000))
        review.wait(connection, many, datetime.now(UTC))
        (family,) = review.families(connection, 50)
        page = review.pages_of(connection, family.family, 50, 9_950)
        beside = review.beside(connection, family.family, first.number)
        plan = _plan(connection, "review_families", most=50, skip=0)
    assert (family.pages, len(page)) == (10_001, 50)
    assert (beside.before, beside.place, beside.of) == (None, 1, 10_001)
    # Counted from the index: the rows hold whole pages of text.
    assert "USING COVERING INDEX review_page_family" in plan


def _plan(connection: Connection, question: str, **arguments: int) -> str:
    text = (Path(review.__file__).parent / "sql" / f"{question}.sql").read_text(encoding="utf-8")
    cursor = connection.cursor()
    cursor.execute(f"EXPLAIN QUERY PLAN {text}", arguments)
    return "\n".join(str(row[-1]) for row in cursor.fetchall())


def _waits(site: Config, number: int) -> Waits:
    with transaction(site) as connection:
        found = review.one(connection, number)
    assert found is not None
    assert found[1] is not None
    return found[1]


def _with_less_confidence(site: Config) -> Path:
    """Return a profile that asks for less confidence."""
    made = site.site.parent / "profile"
    copytree(SMALL_PROFILE, made)
    reading = made / "reading.toml"
    text = reading.read_text(encoding="utf-8").replace("confidence = 0.5", "confidence = 0.3")
    reading.write_text(text, encoding="utf-8")
    return made
