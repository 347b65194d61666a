"""Why a file is not read.

CommuniqueError
└── Unreadable
    ├── NoSuchFile       nothing stands at the path
    ├── IsAFolder        a folder where a file was asked for
    ├── NotReadable      the operating system refuses it
    ├── EmptyFile        it holds nothing
    ├── NotText          binary bytes
    ├── BrokenEncoding   bytes that are no UTF-8, or no UTF-16 though marked so
    └── TooLarge         more bytes than a page has
"""

from communique.core.errors import CommuniqueError


class Unreadable(CommuniqueError):
    """A file that cannot be taken as a capture."""

    code = "capture.unreadable"


class NoSuchFile(Unreadable):
    """A path at which nothing stands."""

    code = "capture.missing"
    hint = "Look at the path; `-` reads standard input."


class IsAFolder(Unreadable):
    """A folder where one file was asked for."""

    code = "capture.folder"
    hint = "Name a file in it, or import the folder as a whole."


class NotReadable(Unreadable):
    """A file that the operating system does not let us read."""

    code = "capture.not-readable"
    hint = "Give yourself the right to read it, then try again."


class EmptyFile(Unreadable):
    """A file without a byte."""

    code = "capture.empty"
    hint = "Capture the page again."


class NotText(Unreadable):
    """Bytes that are no text."""

    code = "capture.binary"
    hint = "Give the text of the page, in UTF-8 or UTF-16."


class BrokenEncoding(Unreadable):
    """Bytes that stop being text at some offset."""

    code = "capture.encoding"
    hint = "Save the page again as UTF-8."


class TooLarge(Unreadable):
    """More bytes than any page of text has."""

    code = "capture.too-large"
    hint = "Give one page a file."
