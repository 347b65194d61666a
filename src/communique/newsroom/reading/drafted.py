"""What a working copy reports, as the panel beside its text shows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from communique.core.edition import ISSUED
from communique.core.fact_rules import passage_today
from communique.core.record import Release
from communique.newsroom import shelf
from communique.newsroom.accounts.models import Member
from communique.newsroom.desk.models import ReleaseCopy
from communique.newsroom.desk.models.working import Purpose
from communique.newsroom.reading.fact_view import Shown, setting_today, shown
from communique.newsroom.reading.reported import (
    REFUSED,
    Confirmed,
    confirmed_in,
    is_told,
    kept_by,
    key_of,
)
from communique.newsroom.roles import Deed, may
from communique.store.facts import fact_histories


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """The facts of a text that is being written.

    confirmed: they go out with it, but for those whose words are gone.  on_record: of the release
    that it corrects.  may_judge: whoever looks may decide on them now.
    """

    proposed: tuple[Shown, ...]
    confirmed: tuple[Shown, ...]
    refused: tuple[Shown, ...]
    on_record: tuple[Shown, ...]
    may_judge: bool


def drafted(
    copy: ReleaseCopy, release: Release, read: Iterable[Confirmed], member: Member
) -> Drafted:
    """Return the facts of a working copy.

    release: what it makes, as saved or as typed.  read: what the text of that reports.
    """
    kept, held = kept_by(copy), told_before(copy)
    decided = {one.key for one in kept}
    new = [one for one in once(read) if key_of(one) not in decided and not is_told(one, held)]
    refused = {one for one in copy.refused if one.startswith(REFUSED)}
    setting = setting_today()

    def made(some: Iterable[Confirmed]) -> tuple[Shown, ...]:
        return tuple(shown(one, setting, key=key_of(one)) for one in some)

    return Drafted(
        proposed=made(one for one in new if REFUSED + key_of(one) not in refused),
        refused=made(one for one in new if REFUSED + key_of(one) in refused),
        confirmed=tuple(
            shown(
                one.record,
                setting,
                key=one.key,
                is_gone=passage_today(one.record, release) is None,
            )
            for one in kept
        ),
        on_record=tuple(
            shown(one, setting, number=one.number, is_gone=passage_today(one, release) is None)
            for one, state in held.items()
            if state == ISSUED
        ),
        may_judge=may_judge(copy, member),
    )


def may_judge(copy: ReleaseCopy, member: Member) -> bool:
    """Tell whether a member may decide on the facts of a working copy as it stands.

    It is writing: what is confirmed goes out, so whoever does so does not clear it.
    """
    if copy._state.adding or not copy.is_writable or copy.purpose == Purpose.TRANSLATE:
        return False
    is_kept = copy.locked and copy.locked_by_id != member.pk
    return not is_kept and may(member, Deed.WRITE, copy)


def told_before(copy: ReleaseCopy) -> dict[Confirmed, str]:
    """Return the facts that the release a working copy changes ever had, and how each stands."""
    if copy.purpose == Purpose.ISSUE:
        return {}
    histories = fact_histories(shelf.store(), copy.symbol)
    return {one.record: one.state for one in histories if one.record}


def going_out(copy: ReleaseCopy, release: Release) -> tuple[Confirmed, ...]:
    """Return the facts that go out with a working copy, numbered behind those on the record.

    release: what it makes. A fact that was confirmed on the record meanwhile is none of them.
    """
    held = told_before(copy)
    new = [one for one in confirmed_in(copy, release) if not is_told(one, held)]
    first = max((one.number for one in held), default=0) + 1
    return tuple(replace(one, number=number) for number, one in enumerate(new, start=first))


def facts_shown(copy: ReleaseCopy, release: Release) -> tuple[Confirmed, ...]:
    """Return the facts that readers will see of a working copy once it is out."""
    standing = [one for one, state in told_before(copy).items() if state == ISSUED]
    found = ((one, passage_today(one, release)) for one in standing)
    return (
        *(replace(one, evidence=words) for one, words in found if words),
        *going_out(copy, release),
    )


def once(read: Iterable[Confirmed]) -> Sequence[Confirmed]:
    """Return facts without those that say the same of the same words."""
    return list({key_of(one): one for one in read}.values())
