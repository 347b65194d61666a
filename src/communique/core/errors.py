"""Every deliberate error: the tree's root and the errors of the core.

CommuniqueError
├── InvalidProfile      a profile's files break rules; carries every problem
├── UnknownTerm         a code that is no term of its vocabulary
├── UnreadableRecord    bytes that are no record this version knows
├── UnreadableEntry     bytes that are no entry this version knows
└── (a tool's own errors stand in its package's errors.py)
"""


class CommuniqueError(Exception):
    """What a person is told when something is refused.

    code: stable, `area.rule`, listed in the reference.  hint: the way out, one sentence.
    The message itself names the value, the place and the rule.
    """

    code = "communique.refused"
    hint = ""

    def __init__(self, message: str, *, where: str = "") -> None:
        """Say `message`; `where` names a file, an address or a line of one."""
        self.where = where
        super().__init__(message)


class UnknownTerm(CommuniqueError):
    """A code that its vocabulary does not hold."""

    code = "vocab.unknown-term"
    hint = "Use a code of the vocabulary, or add the term to the profile first."

    def __init__(self, term_code: str, vocabulary: str, *, nearest: str = "") -> None:
        """Name the code and the vocabulary, and the nearest code where there is one."""
        self.term_code, self.vocabulary = term_code, vocabulary
        near = f" (nearest: {nearest})" if nearest else ""
        super().__init__(f"{term_code!r} is no term of {vocabulary!r}{near}")


class InvalidProfile(CommuniqueError):
    """A profile that breaks rules; `problems` holds every one, in file order."""

    code = "profile.invalid"
    hint = "Mend the lines named, then run `communique profile check` again."

    def __init__(self, problems: tuple[str, ...], *, where: str = "") -> None:
        """Keep every problem; the message shows them all, one a line."""
        self.problems = problems
        super().__init__("\n  ".join(problems), where=where)


class UnreadableRecord(CommuniqueError):
    """Bytes of the deposit that are no record of a version this program reads."""

    code = "record.unreadable"
    hint = "Use a program as new as the one that wrote the record, or run `communique audit`."


class UnreadableEntry(CommuniqueError):
    """A leaf of the log that is no entry of a version this program reads."""

    code = "entry.unreadable"
    hint = "Use a program as new as the one that wrote the log, or run `communique audit`."


class Contradiction(CommuniqueError):
    """An order that the record, as it stands, does not allow."""

    code = "order.contradiction"
    hint = "Look the symbol up on the record, then give an order that fits its state."
