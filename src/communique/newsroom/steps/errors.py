"""What the desk says when a step cannot be taken.

CommuniqueError
├── NotAllowed          a step that is not this member's to take
└── NotPossible         a step that does not fit how things stand
    ├── WrongState      a working copy that is not where the step begins
    ├── NotFit          findings keep it from going on; carries them
    ├── ChangedSince    it is not any more what was read, cleared or opened
    ├── NoteMissing     readers would not be told why
    ├── NoSuchTime      a day, a time or a zone that names no one instant ahead
    └── TooLate         the registrar has it
"""

from __future__ import annotations

from communique.core.errors import CommuniqueError
from communique.core.record import Finding


class NotAllowed(CommuniqueError):
    """A step that is not this member's to take."""

    code = "steps.not-allowed"
    hint = "Ask somebody whose role it is; an administrator gives roles."


class NotPossible(CommuniqueError):
    """A step that does not fit how things stand."""

    code = "steps.not-possible"
    hint = "Open the page again and see how it stands."


class WrongState(NotPossible):
    """A working copy that is not where the step begins."""

    code = "steps.wrong-state"
    hint = "Somebody may have been quicker: open the page again and see how it stands."


class NotFit(NotPossible):
    """A working copy with findings that keep it from going on; `findings` holds them."""

    code = "steps.not-fit"
    hint = "Mend what the findings name first."

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        """Keep the findings; the message shows them all."""
        self.findings = findings
        super().__init__("; ".join(finding.message for finding in findings))


class ChangedSince(NotPossible):
    """A working copy, or the record under it, that moved on meanwhile."""

    code = "steps.changed-since"
    hint = "Read it again as it stands now, then decide."


class NoteMissing(NotPossible):
    """A correction or a withdrawal that does not say why."""

    code = "steps.no-note"
    hint = "Say in one or two sentences, for the public, what changes and why."


class NoSuchTime(NotPossible):
    """A day, a time and a zone that name no one instant ahead of us."""

    code = "steps.no-such-time"
    hint = "Choose another time; a few minutes earlier or later will do."


class TooLate(NotPossible):
    """An order that can no longer be asked back."""

    code = "steps.too-late"
    hint = "It is public by now, or in a moment: correct or withdraw it in the open."
