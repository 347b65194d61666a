"""What a text that is ready, or no longer ready, means for the working copy it goes out by.

Whatever goes out is cleared by a second person, translations too: what was cleared without a
text, or with other words of it, goes back to clearance. The original's writers have nothing to
mend, so that it does not become a draft again.
"""

from __future__ import annotations

from communique.newsroom.accounts.models import Member
from communique.newsroom.accounts.trail import tell
from communique.newsroom.desk.models import State, TranslationCopy
from communique.newsroom.desk.models.working import Purpose
from communique.newsroom.steps import letters, way
from communique.newsroom.steps.copies import brings_translations_only, held

_WITH_CLEARANCE = (State.SUBMITTED, State.CLEARED)


def text_is_ready(text: TranslationCopy, by: Member) -> None:
    """Take note that a saved text is ready; what waited for it alone is submitted."""
    text_has_changed(text, by)
    row = held(text.release)
    # A correction without its note is somebody's who has yet to say what it is for.
    waits = row.purpose == Purpose.TRANSLATE or bool(row.note.strip())
    if waits and row.state in way.BEING_WRITTEN and brings_translations_only(row):
        way.submit(row, by)


def text_has_changed(text: TranslationCopy, by: Member) -> None:
    """Take note that what a saved text adds to its release is not what it was."""
    before = held(text.release).state
    way.edited(text, by)
    row = held(text.release)
    if before in _WITH_CLEARANCE and row.state == State.DRAFT and not brings_translations_only(row):
        row.state = State.SUBMITTED
        row.save(update_fields=["state"])
        tell(by, "clear-again", row, lang=text.lang)
        letters.submitted(row, by)
