"""Why a file is not read.

CommuniqueError
└── Unreadable
    ├── NoSuchFile       nothing stands at the path
    ├── IsAFolder        a folder where a file was asked for
    ├── NotReadable      the operating system refuses it
    ├── EmptyFile        it holds nothing
    ├── NotText          binary bytes
    ├── BrokenEncoding   bytes that are no UTF-8, or no UTF-16 though marked so
    ├── TooLarge         more bytes than a page has
    ├── HasEntities      XML with a document type
    ├── BrokenMarkup     XML, JSON or a table against its own format's rules
    ├── NoMapping        a file of another system that no mapping knows
    ├── NoRecords        a feed that lists nothing
    ├── MissingColumns   a table without a column that the mapping needs
    ├── BrokenArchive    an archive that is damaged or ends too early
    └── ArchiveBomb      an archive that unpacks to far too much
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


class HasEntities(Unreadable):
    """XML with a document type, which can name entities: files to fetch, text that explodes."""

    code = "capture.entities"
    hint = "Write the XML without <!DOCTYPE …>; its entities have to be written out."


class BrokenMarkup(Unreadable):
    """XML, JSON or a table that does not keep its own format's rules."""

    code = "capture.malformed"
    hint = "Export it again from the system that wrote it."


class NoMapping(Unreadable):
    """A file of another system in which no mapping of the profile finds a record."""

    code = "capture.no-mapping"
    hint = "Describe it in the profile: `[[mappings]]` in reading.toml, then `profile apply`."


class NoRecords(Unreadable):
    """A feed in which nothing is listed."""

    code = "capture.empty-feed"
    hint = "Look whether it is the feed you meant; there is nothing in it to enter."


class MissingColumns(Unreadable):
    """A table without a column that the mapping needs."""

    code = "capture.missing-column"
    hint = "Add the column to the table's first line, or take it out of the mapping."


class BrokenArchive(Unreadable):
    """An archive that ends too early or is damaged; what stood before has been read."""

    code = "archive.broken"
    hint = "Fetch the archive again; what was read before its end is not read twice."


class ArchiveBomb(Unreadable):
    """An archive that unpacks to far more than any archive of pages does."""

    code = "archive.bomb"
    hint = "Look at what is in it; unpack it yourself and import the folder if it is sound."
