"""What the public plane refuses, each with its HTTP status.

CommuniqueError
└── Refused
    ├── NotFound       404: nothing stands at the address
    ├── BadAddress     400: a parameter or value that the address does not take
    ├── Gone           410: what stood there is shown no more
    ├── BadRange       416: a part of a file that it does not have
    ├── WrongMethod    405: the address answers to other methods
    ├── TooLong        414: an address longer than any of ours
    └── TooLarge       413: more sent than is read
"""

from __future__ import annotations

from communique.core.errors import CommuniqueError


class Refused(CommuniqueError):
    """A request that is not answered as it stands.

    message: English, one of the interface's messages; `values` stand in it by name.
    headers: what the answer must carry.
    """

    code = "http.refused"
    status = 400

    def __init__(
        self, message: str, *, headers: tuple[tuple[str, str], ...] = (), **values: str | int
    ) -> None:
        """Keep the message apart from its values, so that it can be translated."""
        self.message, self.values, self.headers = message, values, headers
        super().__init__(message % values if values else message)


class NotFound(Refused):
    """An address at which nothing stands."""

    code = "http.not-found"
    hint = "Search the record for it, or check the address."
    status = 404


class Gone(Refused):
    """An address at which something stood that is shown no more."""

    code = "http.gone"
    hint = "Look up the release that it belonged to: its page says what became of it."
    status = 410


class BadRange(Refused):
    """A part of a file that the file does not have."""

    code = "http.bad-range"
    hint = "Ask for the whole file, or for bytes it has."
    status = 416


class BadAddress(Refused):
    """A parameter or value that the address does not take."""

    code = "http.bad-address"
    hint = "Take the parameter out of the address, or give it a value named here."
    status = 400


class WrongMethod(Refused):
    """A method that the address does not answer to."""

    code = "http.wrong-method"
    hint = "Use a method named in the Allow header."
    status = 405


class TooLong(Refused):
    """An address that is longer than any of ours."""

    code = "http.too-long"
    hint = "Shorten the search."
    status = 414


class TooLarge(Refused):
    """A body larger than what is read."""

    code = "http.too-large"
    hint = "Send a part of the text: a few paragraphs are enough to find it."
    status = 413
