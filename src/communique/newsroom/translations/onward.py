"""What a text that is ready, or no longer ready, means for the working copy it goes out by.

Whatever goes out is cleared by a second person, translations too: what was cleared without a
text, or with other words of it, goes back to clearance. The original's writers have nothing to
mend, so that it does not become a draft again.
"""

from __future__ import annotations

from django.utils import timezone

from communique.newsroom.accounts.models import Member
from communique.newsroom.accounts.post import send
from communique.newsroom.accounts.trail import tell
from communique.newsroom.desk.export import text_of
from communique.newsroom.desk.filed import as_it_stood, standing
from communique.newsroom.desk.models import ReleaseCopy, State
from communique.newsroom.desk.models.working import Purpose
from communique.newsroom.roles import Deed, may

_TO_SUBMIT = (State.DRAFT, State.RETURNED)


def text_is_ready(release: ReleaseCopy, by: Member) -> None:
    """Take note that a text of a release is ready; a release that waited for it is submitted."""
    release.wrote(by)
    if release.state in _TO_SUBMIT and waits_for_texts_only(release):
        release.state = State.SUBMITTED
        release.submitted_by, release.submitted_at = by, timezone.now()
        _say(release, by, "submit", "a text of it is ready")
    elif release.state == State.CLEARED:
        _unclear(release, by)
    release.save()


def text_has_changed(release: ReleaseCopy, by: Member) -> None:
    """Take note that a text that was ready is so no more, and does not go out for now."""
    if release.state in (State.SUBMITTED, State.CLEARED) and waits_for_texts_only(release):
        release.state = State.DRAFT
        release.cleared_by, release.cleared_at, release.cleared_revision = None, None, None
    elif release.state == State.CLEARED:
        _unclear(release, by)
    release.save()


def waits_for_texts_only(release: ReleaseCopy) -> bool:
    """Tell whether nothing of a release but its further texts is being changed."""
    if release.purpose == Purpose.TRANSLATE:
        return True
    issued = standing(release.symbol) if release.purpose == Purpose.CORRECT else None
    before = issued.texts.get(release.lang) if issued else None
    if before is None:
        return False
    now = as_it_stood(text_of(release), before)
    said = (now.title, now.summary, now.body, now.marks, now.notes)
    return said == (before.title, before.summary, before.body, before.marks, before.notes)


def _unclear(release: ReleaseCopy, by: Member) -> None:
    release.state = State.SUBMITTED
    release.cleared_by, release.cleared_at, release.cleared_revision = None, None, None
    _say(release, by, "clear-again", "a text of it has changed since it was cleared")


def _say(release: ReleaseCopy, by: Member, deed: str, why: str) -> None:
    tell(by, deed, release, why=why)
    members = Member.objects.filter(is_active=True)
    officers = [one for one in members if may(one, Deed.CLEAR, release)]
    said = f"“{release}” ({release.symbol or 'no symbol yet'}) waits for clearance: {why}."
    send(officers, f"To clear: {release}", said)
