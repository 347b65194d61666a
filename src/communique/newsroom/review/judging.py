"""What a person says of old pages that wait: in, in as amended, out; one, or a family of them.

Nothing goes on the record here. What is accepted the registrar enters, as an import would.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from django.db import connection, transaction

from communique.core.arrival import Arrival
from communique.core.waiting import Waits
from communique.newsroom.accounts.models import Member
from communique.newsroom.accounts.trail import tell
from communique.newsroom.roles import Deed
from communique.newsroom.steps.copies import check_may
from communique.newsroom.steps.errors import NotPossible, WrongState
from communique.outbox import review
from communique.outbox.review import Listed, Stage


class ReasonMissing(NotPossible):
    """A refusal of which nobody could say later why."""

    code = "review.no-reason"
    hint = "Say in a few words why it does not go in; an import of the page is told so."


_NOT_YOURS = "you may not judge what waits for review"


@transaction.atomic
def accept(number: int, by: Member, *, amended: Arrival | None = None) -> Listed:
    """Let a record go in as it was read, or as somebody amended it.

    Raises NotAllowed; WrongState where it waits no more.
    """
    listed, waits = waiting(number, by)
    if amended is not None and amended != waits.arrival:
        review.amend(connection, number, replace(waits, arrival=amended))
    else:
        amended = None
    _settle(listed, Stage.ACCEPTED, by)
    how = "amended and accepted" if amended else "accepted"
    tell(by, Deed.REVIEW_PAGES, listed.found_at, how=how, capture=listed.capture)
    return listed


@transaction.atomic
def refuse(number: int, by: Member, reason: str) -> Listed:
    """Keep a record out; an import of the same page does not ask again.

    Raises NotAllowed, WrongState; ReasonMissing where nobody could say later why.
    """
    listed, _ = waiting(number, by)
    said = _reason(reason)
    _settle(listed, Stage.REFUSED, by, said)
    words = {"how": "refused", "reason": said, "capture": listed.capture}
    tell(by, Deed.REVIEW_PAGES, listed.found_at, **words)
    return listed


@transaction.atomic
def settle_family(family: str, stage: Stage, by: Member, *, last: int, reason: str = "") -> int:
    """Accept or refuse like cases, up to the number `last`; return how many that were.

    Raises what `accept` and `refuse` raise.
    """
    check_may(by, Deed.REVIEW_PAGES, None, _NOT_YOURS)
    found = review.family_of(connection, family)
    if found is None:
        raise WrongState("nothing of this family waits any more")
    said = _reason(reason) if stage is Stage.REFUSED else ""
    now, name = datetime.now(UTC), by.get_username()
    settled = review.settle_family(
        connection, family, stage, last=last, by=name, at=now, reason=said
    )
    words = {"how": stage.value, "family": family, "doubts": found.reasons, "pages": settled}
    tell(by, Deed.REVIEW_PAGES, found.site, **words, **({"reason": said} if said else {}))
    return settled


@transaction.atomic
def recall(number: int, by: Member) -> None:
    """Have a record wait again that was refused or kept out."""
    check_may(by, Deed.REVIEW_PAGES, None, _NOT_YOURS)
    found = review.one(connection, number)
    if found is None or not review.recall(connection, number):
        raise WrongState("this page was neither refused nor kept out")
    tell(by, Deed.REVIEW_PAGES, found[0].found_at, how="recalled", capture=found[0].capture)


def waiting(number: int, by: Member) -> tuple[Listed, Waits]:
    """Return a record that waits and that a member may judge."""
    check_may(by, Deed.REVIEW_PAGES, None, _NOT_YOURS)
    found = review.one(connection, number)
    if found is None or found[0].stage is not Stage.WAITING or found[1] is None:
        raise WrongState("this page waits for review no more")
    return found[0], found[1]


def _settle(listed: Listed, stage: Stage, by: Member, reason: str = "") -> None:
    now, name = datetime.now(UTC), by.get_username()
    if not review.settle(connection, listed.number, stage, by=name, at=now, reason=reason):
        raise WrongState("this page waits for review no more")


def _reason(said: str) -> str:
    reason = " ".join(said.split())
    if not reason:
        raise ReasonMissing("a refusal has no reason")
    return reason
