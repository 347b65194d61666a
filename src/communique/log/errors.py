"""The errors of the log, the deposit, the key and the lock.

CommuniqueError
├── LogUnavailable    a write was refused by the disk; the log stands as it stood
├── LogDamaged        a file of the log is missing or has a wrong byte
├── LogAlreadyThere   a new log was asked for where one stands
├── LeafTooLong       a leaf longer than the format can carry
├── OutsideTheLog     an index or a size the published log does not reach
├── NoteRefused       a signed note that is malformed or not signed by the key
├── KeyRefused        a key or verifier key that cannot be used
├── ObjectMissing     a digest the deposit does not hold
├── ObjectDamaged     an object whose bytes are not those of its digest
├── FileRefused       a file for the deposit that is missing or not what its digest says
├── BatchOpen         a batch of the deposit was begun and neither ended nor recovered
└── LockHeld          another process holds the site's lock
"""

import errno
from pathlib import Path

from communique.core.errors import CommuniqueError

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "a file would pass this process's file size limit",
    errno.EROFS: "the disk is mounted read-only",
    errno.EACCES: "this user may not write there",
    errno.EPERM: "this user may not write there",
    errno.EIO: "the disk reports an error",
}


class LogUnavailable(CommuniqueError):
    """A write the disk refused; what was published before stands unharmed."""

    code = "log.unavailable"
    hint = "Make room or mend the disk, then give the order again; nothing needs repair."

    @classmethod
    def because(cls, error: OSError, folder: Path) -> "LogUnavailable":
        """Return the refusal that tells what the operating system said of `folder`."""
        reason = _REASONS.get(error.errno or 0, (error.strerror or str(error)).lower())
        path = error.filename or folder
        return cls(f"nothing was entered, for {reason} (writing {path})", where=str(folder))


class LogDamaged(CommuniqueError):
    """A file of the log that is missing or does not hold what the log says."""

    code = "log.damaged"
    hint = "Run `communique audit`, then bring the file back from a backup or a mirror."

    def __init__(self, path: str | Path, problem: str) -> None:
        """Name the file and say what is wrong with it."""
        self.path, self.problem = str(path), problem
        super().__init__(f"{path}: {problem}", where=self.path)


class LogAlreadyThere(CommuniqueError):
    """A new log was asked for in a folder that holds one, or the rest of one."""

    code = "log.exists"
    hint = "Open the log that stands there, or choose an empty folder."


class LeafTooLong(CommuniqueError):
    """A leaf longer than the 65,535 bytes an entry bundle can carry."""

    code = "log.leaf-too-long"
    hint = "Put the text into the deposit; a leaf carries its digest only."


class OutsideTheLog(CommuniqueError):
    """An entry or a size that the published log does not reach."""

    code = "log.outside"
    hint = "Read the checkpoint first; it says how many entries are published."


class NoteRefused(CommuniqueError):
    """A signed note that is malformed, or that the known key did not sign."""

    code = "log.note-refused"
    hint = "Fetch the note again, and compare the verifier key with the one published."


class KeyRefused(CommuniqueError):
    """A signing key file or a verifier key that cannot be used."""

    code = "key.refused"
    hint = "Use the site's own key file, owned by the registrar's user, with mode 0600."


class ObjectMissing(CommuniqueError):
    """A digest whose object the deposit does not hold."""

    code = "deposit.missing"
    hint = "If no erase entry names the digest, bring the object back from a backup."


class ObjectDamaged(CommuniqueError):
    """An object of the deposit whose bytes do not have its digest."""

    code = "deposit.damaged"
    hint = "Bring the object back from a backup or a mirror."


class FileRefused(CommuniqueError):
    """A file that was to go into the deposit: missing, or not what its digest says."""

    code = "deposit.file-refused"
    hint = "Upload the file again, then place the order again."

    def __init__(self, digest: str, problem: str) -> None:
        """Name the digest and say what is wrong with the file."""
        self.digest = digest
        super().__init__(f"the file {digest} {problem}")


class BatchOpen(CommuniqueError):
    """A batch was begun while an earlier one was neither ended nor recovered."""

    code = "deposit.batch-open"
    hint = "Recover the interrupted batch first; the registrar does so when it starts."


class LockHeld(CommuniqueError):
    """The site's lock, held by another process."""

    code = "lock.held"
    hint = "Wait until that process ends, or stop it."
