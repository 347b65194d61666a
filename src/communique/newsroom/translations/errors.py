"""What the desk says when something cannot be done with a translation.

CommuniqueError
├── NotYourText       a text of another language, or of a release one may not see
├── TextIsFrozen      its release is signed off, and it goes out with it
├── TextMovedOn       somebody else has saved it meanwhile
├── TextNotReady      a finding keeps it from being ready; carries them all
└── NothingToTranslate  the record shows no such release, or its original is in that language
"""

from __future__ import annotations

from communique.core.errors import CommuniqueError
from communique.core.record import Finding


class NotYourText(CommuniqueError):
    """A text that this member may not translate."""

    code = "translation.not-yours"
    hint = "An administrator says in which languages somebody translates."


class TextIsFrozen(CommuniqueError):
    """A text whose release is signed off."""

    code = "translation.frozen"
    hint = "Take the release back from the clock first, or go on once it is out."


class TextMovedOn(CommuniqueError):
    """A text that somebody else has saved since this form was opened."""

    code = "translation.saved-meanwhile"
    hint = "Compare both, then save yours over theirs, or take theirs."


class TextNotReady(CommuniqueError):
    """A text with findings that keep it from going out; `findings` holds them."""

    code = "translation.not-ready"
    hint = "Mend what the findings name first."

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        """Keep the findings; the message shows them all."""
        self.findings = findings
        super().__init__("; ".join(finding.message for finding in findings))


class NothingToTranslate(CommuniqueError):
    """A release that cannot be put into a language."""

    code = "translation.nothing"
    hint = "Look in the record whether it still stands, and in which languages."
