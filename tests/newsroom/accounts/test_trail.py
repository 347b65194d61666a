"""The audit trail."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from communique.newsroom.accounts.lines import TrailIsKept, TrailLine
from communique.newsroom.accounts.trail import THE_DESK, lines_of, tell
from communique.newsroom.desk.models import ReleaseCopy
from communique.newsroom.roles import Deed
from tests.newsroom.desks import Desk

PAGE = "/desk/members/trail/"


def test_a_line_says_who_did_what_to_what_and_when(desk: Desk) -> None:
    before = timezone.now()
    tell(desk.who("press-secretary"), Deed.WITHDRAW, "pr-2026-0042", note="Issued by mistake.")
    line = TrailLine.objects.get()
    assert before <= line.at <= timezone.now()
    assert (line.who, line.deed, line.subject) == ("press-secretary", "withdraw", "pr-2026-0042")
    assert line.words == {"note": "Issued by mistake."}


def test_a_digest_is_cut_short_on_the_page_and_whole_in_the_table(desk: Desk) -> None:
    digest = "0123456789ab" + 52 * "c"
    tell(desk.who("press-secretary"), "publish", "pr-2026-0042", order=digest)
    browser = desk.browser("press-secretary")
    page, table = browser.get(PAGE), browser.get(f"{PAGE}?format=csv")
    assert "order: 0123456789ab…" in page.content.decode()
    assert digest.encode() in b"".join(table)


def test_what_the_desk_does_by_itself_says_so(desk: Desk) -> None:
    tell(None, "alarm", "pr-2026-0042", late_seconds=11)
    assert TrailLine.objects.get().who == THE_DESK


def test_the_lines_of_a_working_copy_are_found_from_its_first_draft_on(desk: Desk) -> None:
    copy = ReleaseCopy.objects.create(kind="press-release", lang="en", title="The harbour lights")
    tell(desk.who("author"), Deed.WRITE, copy)
    copy.symbol = "pr-2026-0042"
    tell(desk.who("author"), Deed.SUBMIT, copy)
    tell(desk.who("author"), Deed.SUBMIT, "pr-2026-0043")
    assert [line.deed for line in lines_of(copy)] == ["submit", "write"]
    assert lines_of(copy)[0].subject == "pr-2026-0042"


def test_a_line_is_neither_changed_nor_removed_by_the_models(desk: Desk) -> None:
    tell(desk.who("author"), "sign-in")
    line = TrailLine.objects.get()
    line.who = "somebody else"
    for deed in (
        line.save,
        line.delete,
        TrailLine.objects.all().delete,
        lambda: TrailLine.objects.update(who="somebody else"),
        lambda: TrailLine.objects.bulk_update([line], ["who"]),
        lambda: TrailLine.objects.update_or_create({"who": "somebody else"}, pk=line.pk),
    ):
        with pytest.raises(TrailIsKept):
            deed()
    assert TrailLine.objects.get().who == "author"


@pytest.mark.parametrize(
    "statement", ["UPDATE accounts_trailline SET who = 'x'", "DELETE FROM accounts_trailline"]
)
def test_the_database_refuses_to_change_or_remove_a_line(desk: Desk, statement: str) -> None:
    tell(desk.who("author"), "sign-in")
    with pytest.raises(DatabaseError, match="neither changed nor removed"), transaction.atomic():
        connection.cursor().execute(statement)
    assert TrailLine.objects.get().who == "author"


def test_an_act_that_fails_leaves_no_line(desk: Desk) -> None:
    def fail() -> None:
        with transaction.atomic():
            tell(desk.who("author"), Deed.SUBMIT, "pr-2026-0042")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert TrailLine.objects.count() == 0


@pytest.mark.parametrize("name", ["author", "clearance-officer", "translator"])
def test_the_trail_is_shown_only_to_those_who_may_see_it(desk: Desk, name: str) -> None:
    answer = desk.browser(name).get(PAGE)
    assert answer.status_code in (302, 403)
    assert b"sign-in-of-others" not in answer.content


def test_the_page_is_asked_by_who_deed_symbol_and_days(desk: Desk) -> None:
    tell(desk.who("author"), Deed.SUBMIT, "pr-2026-0042")
    tell(desk.who("author"), Deed.SUBMIT, "pr-2026-0043")
    tell(desk.who("clearance-officer"), Deed.CLEAR, "pr-2026-0042")
    browser = desk.browser("administrator")
    today, tomorrow = timezone.now().date(), timezone.now().date() + timedelta(days=1)

    def found(**asked: str) -> list[str]:
        page = browser.get(PAGE, asked).context["page"]
        return [f"{line.deed} {line.subject[-2:]}" for line in page if line.subject]

    assert found() == ["clear 42", "submit 43", "submit 42"]
    assert found(who="author") == ["submit 43", "submit 42"]
    assert found(deed="clear") == ["clear 42"]
    assert found(subject="pr-2026-0042") == ["clear 42", "submit 42"]
    assert found(since=str(today), until=str(today)) == found()
    assert found(since=str(tomorrow)) == []


def test_the_csv_holds_what_was_asked_for_and_no_formula(desk: Desk) -> None:
    tell(desk.who("author"), Deed.SUBMIT, "=1+1")
    answer = desk.browser("administrator").get(PAGE, {"format": "csv", "deed": "submit"})
    content = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]  # it streams
    rows = list(csv.DictReader(io.StringIO(content)))
    assert [(row["who"], row["subject"]) for row in rows] == [("author", "'=1+1")]
