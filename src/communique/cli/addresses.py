"""A table that says which old address each page of a folder had."""

from __future__ import annotations

from pathlib import Path

from communique.core.errors import CommuniqueError


class BadAddresses(CommuniqueError):
    """A table of addresses that cannot be used."""

    code = "import.bad-addresses"
    hint = "Write one line a page: its file name, a tab, its address."


def read_addresses(path: Path) -> dict[str, str]:
    """Return the addresses by file name, or raise BadAddresses naming the line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadAddresses(f"{path} cannot be read: {error}", where=str(path)) from None
    found: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _tab, address = (part.strip() for part in line.partition("\t"))
        if not (name and address):
            raise BadAddresses(
                f"line {number} is not a name, a tab and an address", where=str(path)
            )
        if name in found:
            raise BadAddresses(f"line {number} names {name} a second time", where=str(path))
        found[name] = address
    return found
