"""Whatever members do in whatever order, nothing goes out that may not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.core.errors import CommuniqueError
from communique.newsroom.accounts.lines import TrailLine
from communique.newsroom.accounts.models import Member
from communique.newsroom.desk.models import ReleaseCopy, State
from communique.newsroom.roles import Deed, Role, may
from communique.newsroom.steps import way
from communique.newsroom.steps.content import standing_of
from communique.newsroom.steps.copies import key_of, writers_of
from communique.newsroom.steps.entered import catch_up
from communique.newsroom.steps.sign_off import cancel, publish, reschedule
from communique.outbox.frozen import State as Placed
from tests.newsroom.desks import Desk
from tests.newsroom.steps.drafts import draft, edit, enter, placed

MEMBERS = (*(role.value for role in Role), "all-round", "elsewhere")
STEPS = (
    "edit",
    "submit",
    "return",
    "clear",
    "publish",
    "alone",
    "schedule",
    "cancel",
    "reschedule",
    "drop",
    "enter",
    "catch-up",
)
# The usual way, so that not all of it is refused at the door.
USUAL = (("submit", "author"), ("clear", "clearance-officer"), ("publish", "press-secretary"))


def ahead() -> datetime:
    return datetime.now(UTC) + timedelta(hours=1)


def take(desk: Desk, copy: ReleaseCopy, step: str, name: str) -> None:
    by = desk.who(name)
    copy.refresh_from_db()
    match step:
        case "edit" if may(by, Deed.WRITE, copy):
            edit(copy, by, title=f"{copy.title}!")
        case "submit":
            way.submit(copy, by)
        case "return":
            way.send_back(copy, by, "Once more, please.")
        case "clear":
            way.clear(copy, by)
        case "publish":
            publish([copy], by)
        case "alone":
            publish([copy], by, alone=True)
        case "schedule":
            publish([copy], by, at=ahead())
        case "cancel":
            cancel(copy, by)
        case "reschedule":
            reschedule(copy, by, at=ahead())
        case "drop":
            way.drop(copy, by)
        case "enter":
            enter(desk.config)
        case "catch-up":
            catch_up()


def check(copy: ReleaseCopy, secretaries: set[str]) -> None:
    """Hold the copy, its orders and the record against what must be true at any time."""
    copy.refresh_from_db()
    lines = [line for line in placed() if line.symbol == copy.symbol] if copy.symbol else []
    if copy.state == State.CLEARED:
        assert copy.cleared_by_id not in writers_of(copy)
    waiting = [line for line in lines if line.state in (Placed.WAITING, Placed.TAKEN)]
    assert len(waiting) <= 1
    if waiting:
        assert copy.state == State.SCHEDULED
        assert copy.order == waiting[0].order
    for line in lines:
        assert line.placed_by in secretaries
        assert line.urgent == (line.cleared_by == "")
    edition = standing_of(copy.symbol) if copy.symbol else None
    entered = {one.entry.order: one.entry.digest for one in edition.versions} if edition else {}
    out = {line.order: line.digest for line in lines if line.state is Placed.ENTERED}
    assert entered == out
    assert (copy.state == State.ISSUED) <= bool(out)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(
            st.sampled_from(USUAL),
            st.tuples(st.sampled_from(STEPS), st.sampled_from(MEMBERS)),
        ),
        max_size=14,
    )
)
def test_nothing_goes_out_that_was_not_cleared_by_another_or_issued_alone(
    desk: Desk, steps: list[tuple[str, str]]
) -> None:
    _members(desk)
    copy = draft(desk)
    cleared_by_another: set[tuple[str, str]] = set()
    for step, name in steps:
        before = key_of(copy), copy.state, TrailLine.objects.count()
        try:
            take(desk, copy, step, name)
        except CommuniqueError:
            copy.refresh_from_db()
            # A refused step changes nothing and leaves no line.
            assert (key_of(copy), copy.state, TrailLine.objects.count()) == before
        check(copy, {"press-secretary", "all-round"})
        if copy.state == State.CLEARED:
            assert copy.cleared_by
            cleared_by_another.add((copy.symbol, copy.cleared_by.username))
        elif copy.state == State.SCHEDULED and not copy.alone:
            assert copy.cleared_by
            assert (copy.symbol, copy.cleared_by.username) in cleared_by_another
            assert copy.cleared_by_id not in writers_of(copy)
    told = set(TrailLine.objects.filter(copy=key_of(copy)).values_list("deed", flat=True))
    if any(line.symbol == copy.symbol for line in placed()):
        assert told & {"publish", "issue-alone"}


def _members(desk: Desk) -> None:
    if not Member.objects.filter(username="all-round").exists():
        desk.member(
            "all-round",
            Role.AUTHOR,
            Role.CLEARANCE_OFFICER,
            Role.PRESS_SECRETARY,
            structures=("secretariat",),
        )
        desk.member("elsewhere", Role.AUTHOR, structures=("river-office",))
