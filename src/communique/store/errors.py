"""The errors of the store, which can always be made anew.

CommuniqueError
├── NoStore         a folder without a store
├── StrangeStore    a store of another schema than this program's
├── DamagedStore    a store whose files cannot be read
└── StoreBehind     a write the disk refused; the record itself is safe
"""

from __future__ import annotations

from communique.core.errors import CommuniqueError


class NoStore(CommuniqueError):
    """A folder that holds no store."""

    code = "store.missing"
    hint = "Make it from log and deposit with `communique rebuild SITE`."


class StrangeStore(CommuniqueError):
    """A store made by an older or a newer program."""

    code = "store.schema"
    hint = "Make it anew from log and deposit with `communique rebuild SITE`."


class DamagedStore(CommuniqueError):
    """A store whose database or search index cannot be read."""

    code = "store.damaged"
    hint = "Make it anew from log and deposit with `communique rebuild SITE`."


class StoreBehind(CommuniqueError):
    """A write to the store that was refused; log and deposit are safe, readers see it later."""

    code = "store.behind"
    hint = "Make room on the disk, then run the command again: the store catches up by itself."
