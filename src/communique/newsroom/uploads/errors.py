"""What the desk says when a file is not taken.

CommuniqueError
└── UploadRefused      carries the HTTP status that goes with it
    ├── FileTooLarge       more bytes than a file of its kind may have
    ├── PictureTooLarge    more pixels than a picture may have
    ├── FileNotTaken       a kind of file that is not on the list
    ├── FileNotGenuine     its bytes are not what its name says
    ├── FileUnsafe         macros, or an archive that swells without measure
    ├── FileCutShort       it did not arrive whole
    ├── TooManyAtOnce      others are sending files at this moment
    ├── NoRoom             the disk took no more
    ├── UnknownUpload      a digest that no file of the desk has
    ├── FilesMovedOn       somebody else changed the release's files meanwhile
    └── FilesFrozen        a release that is not to be written now
"""

from __future__ import annotations

from communique.core.errors import CommuniqueError


class UploadRefused(CommuniqueError):
    """A file that is not taken."""

    status = 400


class FileTooLarge(UploadRefused):
    """A file with more bytes than one of its kind may have."""

    code = "upload.too-large"
    hint = "Make it smaller, or attach a part of it."
    status = 413


class PictureTooLarge(UploadRefused):
    """A picture with more pixels than a picture may have."""

    code = "upload.too-many-pixels"
    hint = "Scale it down first; readers are shown 4096 pixels at most."
    status = 413


class FileNotTaken(UploadRefused):
    """A file of a kind that is not on the list of those taken."""

    code = "upload.not-taken"
    hint = "Save it as PDF, or as a picture in JPEG or PNG."
    status = 415


class FileNotGenuine(UploadRefused):
    """A file whose bytes are not what its name says."""

    code = "upload.not-genuine"
    hint = "Save it again in the program it was made with, then upload it."
    status = 415


class FileUnsafe(UploadRefused):
    """A file that could harm whoever opens it."""

    code = "upload.unsafe"
    hint = "Save it without macros and without files inside it, or as PDF."
    status = 415


class FileCutShort(UploadRefused):
    """A file that did not arrive whole; nothing of it was kept."""

    code = "upload.cut-short"
    hint = "Look at the connection, then upload it again."
    status = 400


class TooManyAtOnce(UploadRefused):
    """A file that came while others were coming; the editor sends it again by itself."""

    code = "upload.too-many-at-once"
    hint = "Upload it again in a moment."
    status = 503


class NoRoom(UploadRefused):
    """A file for which the disk had no room; nothing of it was kept."""

    code = "upload.no-room"
    hint = "Your text is safe. Ask an administrator to make room, then upload the file again."
    status = 507


class UnknownUpload(UploadRefused):
    """A digest that no file of the desk has."""

    code = "upload.unknown"
    hint = "Upload the file again."
    status = 404


class FilesMovedOn(UploadRefused):
    """The files of a release that somebody else has changed since the page was opened."""

    code = "upload.changed-meanwhile"
    hint = "Load the page again, then change what is left to change."
    status = 409


class FilesFrozen(UploadRefused):
    """The files of a release that may not be written as it stands."""

    code = "upload.frozen"
    hint = "Have it returned, or take it back from the clock, to write on."
    status = 409
