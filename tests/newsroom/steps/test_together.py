"""Two people at once, each over a connection of their own: one wins, the other is told."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

from django.db import connections

from communique.core.errors import CommuniqueError
from communique.newsroom.desk.models import ReleaseCopy, State
from communique.newsroom.roles import Role
from communique.newsroom.steps import way
from communique.newsroom.steps.bundles import add, make
from communique.newsroom.steps.errors import NotPossible
from communique.newsroom.steps.sign_off import cancel, publish
from communique.outbox.frozen import State as Placed
from tests.newsroom.desks import Desk
from tests.newsroom.steps.drafts import cleared, draft, placed, submitted

Outcomes = list[CommuniqueError | None]


def at_once(*steps: Callable[[], object]) -> Outcomes:
    """Take steps in threads that begin in one moment; return what each was refused with."""
    gate = threading.Barrier(len(steps))
    outcomes: Outcomes = [None] * len(steps)
    broken: list[BaseException] = []

    def run(place: int, step: Callable[[], object]) -> None:
        try:
            gate.wait(10)
            step()
        except CommuniqueError as error:
            outcomes[place] = error
        except BaseException as error:  # noqa: BLE001  # told in the thread that asks
            broken.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=one) for one in enumerate(steps)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert broken == []
    return outcomes


def test_two_press_secretaries_who_publish_the_same_at_once_place_one_order(desk: Desk) -> None:
    desk.member("second", Role.PRESS_SECRETARY)
    for _ in range(3):
        copy = cleared(desk)
        secretaries = [desk.who("press-secretary"), desk.who("second")]
        mine = [ReleaseCopy.objects.get(pk=copy.pk) for _ in secretaries]
        outcomes = at_once(
            *(partial(publish, [one], by) for one, by in zip(mine, secretaries, strict=True))
        )
        (refusal,) = [one for one in outcomes if one]
        assert isinstance(refusal, NotPossible)
        assert str(refusal) == f"{copy.symbol} is signed off already"
        assert [line.symbol for line in placed()].count(copy.symbol) == 1


def test_two_bundles_that_share_nothing_wait_for_nobody(desk: Desk) -> None:
    secretary = desk.who("press-secretary")
    pairs = [[cleared(desk, title=f"Release {n}{k}") for k in range(2)] for n in range(2)]
    outcomes = at_once(*(partial(publish, pair[::-1], secretary) for pair in pairs))
    assert outcomes == [None, None]
    assert len({line.bundle for line in placed()}) == 2


def test_who_joins_a_bundle_while_it_is_signed_off_is_in_it_or_refused(desk: Desk) -> None:
    secretary = desk.who("press-secretary")
    for n in range(3):
        bundle = make(f"Bundle {n}", secretary)
        first, late = cleared(desk, title=f"First {n}"), cleared(desk, title=f"Late {n}")
        add(bundle, first, secretary)
        at_once(
            partial(publish, [first], secretary),
            partial(add, bundle, late, secretary),
        )
        late.refresh_from_db()
        first.refresh_from_db()
        joined = late.bundle_id == bundle.pk
        assert (first.state == State.SCHEDULED) != joined


def test_an_edit_and_a_sign_off_at_once_leave_no_half(desk: Desk) -> None:
    for _ in range(3):
        copy = cleared(desk)
        mine, theirs = (ReleaseCopy.objects.get(pk=copy.pk) for _ in range(2))
        outcomes = at_once(
            partial(publish, [theirs], desk.who("press-secretary")),
            partial(way.edited, mine, desk.who("author")),
        )
        copy.refresh_from_db()
        assert len([one for one in outcomes if one]) == 1
        waits = [line for line in placed() if line.symbol == copy.symbol]
        assert (copy.state == State.SCHEDULED) == bool(waits)
        assert copy.state in (State.SCHEDULED, State.DRAFT)


def test_two_who_take_back_and_reschedule_meet_without_harm(desk: Desk) -> None:
    copy = cleared(desk)
    secretary = desk.who("press-secretary")
    publish([copy], secretary, at=datetime.now(UTC) + timedelta(hours=1))
    mine = [ReleaseCopy.objects.get(pk=copy.pk) for _ in range(2)]
    at_once(*(partial(cancel, one, secretary) for one in mine))
    copy.refresh_from_db()
    assert copy.state == State.CLEARED
    assert {line.state for line in placed()} == {Placed.REVOKED}


def test_two_who_submit_at_once_get_two_symbols(desk: Desk) -> None:
    drafts = [draft(desk, title=f"Release {n}") for n in range(4)]
    author = desk.who("author")
    outcomes = at_once(*(partial(way.submit, one, author) for one in drafts))
    assert outcomes == [None] * 4
    assert len({one.symbol for one in drafts}) == 4
    assert submitted(desk).symbol.endswith("-0005")
