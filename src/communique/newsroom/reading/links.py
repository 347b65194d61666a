"""Whether a link of ours leads to something that readers are shown."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from communique.core.edition import ERASED, ISSUED, WITHDRAWN
from communique.core.profile import Profile, symbol_of
from communique.core.text import is_symbol
from communique.newsroom import shelf
from communique.newsroom.site import config
from communique.render.registry import activities
from communique.render.registry.membership import GROUPS
from communique.render.registry.setting import FOLDERS
from communique.render.registry.symbols import path_of_about
from communique.store.query import edition, redirect

_RELEASES = "releases"
# `/en/releases/900001`: a language, a folder, a name.
_PAGE_PARTS = 3
_TWIN = re.compile(r"\.(?:json|md|atom)\Z")
_GATHERING = frozenset({"structures/organizational-structure"})
_VOCABULARIES = {folder: vocabulary for vocabulary, folder in FOLDERS.items()}
_STATES = {
    WITHDRAWN: "{symbol} was withdrawn",
    ERASED: "the text of {symbol} was erased",
}


def why_dead(to: str) -> str:
    """Return why a link leads nowhere in our own record; empty where it does, or leads elsewhere.

    to: a symbol, a path of ours, or an address; of other sites nothing is asked.
    """
    if is_symbol(to):
        return _why_symbol(to)
    parts = urlsplit(to)
    own = urlsplit(config().url)
    if parts.scheme and (parts.scheme not in ("http", "https") or parts.netloc != own.netloc):
        return ""
    return _why_path(unquote(parts.path))


def _why_path(path: str) -> str:
    """Return why a path of the portal shows nothing; a page that gathers others is let pass."""
    parts = [part for part in path.split("/") if part]
    profile = shelf.profile()
    if parts and parts[0] not in profile.languages:
        return _why_old(path, parts[-1])
    if len(parts) < _PAGE_PARTS:
        return ""
    folder, name = parts[1], _TWIN.sub("", parts[2])
    if folder == _RELEASES:
        return _why_symbol(name)
    return "" if _has_page(profile, folder, name) else f"the registry has no {name!r} in {folder}"


def _has_page(profile: Profile, folder: str, name: str) -> bool:
    path = f"{folder}/{name}"
    if folder in _VOCABULARIES:
        is_term = profile[_VOCABULARIES[folder]].by_address(name) is not None
        return is_term or name in GROUPS or path in _GATHERING
    if folder == "activities":
        return path in {activities.path(one) for one in profile.activities}
    if folder == "about":
        return path in {path_of_about(one) for one in profile.abouts}
    return True


def _why_old(path: str, last: str) -> str:
    """Return why an address that is not in a language's folder leads nowhere.

    Addresses of the old site end in a number, and those on the record lead on.
    """
    symbol = redirect(shelf.store(), path)
    if symbol is not None:
        return _why_symbol(symbol)
    return f"no release stood at {path}" if last[:1].isdigit() else ""


def _why_symbol(symbol: str) -> str:
    if "." in symbol:
        known = any(symbol_of(one) == symbol for one in shelf.profile().records())
        return "" if known else f"nothing on the record has the symbol {symbol}"
    found = edition(shelf.store(), symbol)
    if found is None:
        return f"nothing on the record has the symbol {symbol}"
    return "" if found.state == ISSUED else _STATES[found.state].format(symbol=symbol)
