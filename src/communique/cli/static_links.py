"""Where the pages of a copy of files stand, and how they lead to each other.

A page `/en/countries/serbia` is `en/countries/serbia/index.html`, so that its address stays what
it is on any web server; every link within the copy is relative, so that the copy may also stand
below another path, or be opened from a disk.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from communique.render.messages import LANGUAGES

PAGE = "index.html"
STAND_IN = "search"
TWINS = ("json", "md", "atom", "ics", "pdf")
_FILES = ("static", "media", "deposit", "log", "sitemap", "sitemap.xml", "robots.txt")
_LINK = re.compile(r'(?P<name>\b(?:href|src|action|srcset))="(?P<value>/[^"]*)"')
_NAME_BYTES = 200


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link of a page leads in the copy.

    address: to ask the portal for it, empty where the copy itself made it.  place: of the file.
    """

    address: str
    place: str


def target_of(address: str) -> Target:
    """Return where an address of the portal stands in a copy.

    What only the portal can answer (a search, a time travelled to, a text to verify) leads to the
    page that says so.

    >>> target_of("/en/countries/serbia").place, target_of("/en/countries/serbia.json").place
    ('en/countries/serbia/index.html', 'en/countries/serbia.json')
    >>> target_of("/en/search?q=visa"), target_of("/en/countries?on=2001-02-03").place
    (Target(address='', place='en/search/index.html'), 'en/search/index.html')
    """
    path, _, query = address.partition("?")
    first, _, rest = path.strip("/").partition("/")
    asked = dict(parse_qsl(query))
    if rest.partition(".")[0] in (STAND_IN, "verify") or first == "verify":
        return Target("", stand_in(first))
    if rest.startswith(f"{STAND_IN}/"):
        return Target("", f"{first}/{rest}/{PAGE}")
    if query and set(asked) != {"text"}:
        return Target("", stand_in(first))
    bare = unquote(path).strip("/")
    if asked:
        return Target(address, f"{bare}/text-{asked['text']}/{PAGE}")
    suffix = bare.rpartition(".")[2] if "." in bare else ""
    if first in _FILES or suffix in TWINS:
        return Target(path, bare)
    return Target(path, f"{bare}/{PAGE}" if bare else PAGE)


def stand_in(lang: str) -> str:
    """Return where the page stands that takes the place of what a copy cannot answer."""
    return f"{lang if lang in LANGUAGES else LANGUAGES[0]}/{STAND_IN}/{PAGE}"


def rewritten(page: str, here: str) -> tuple[str, list[str]]:
    """Return a page with relative links, and the addresses of the portal that it leads to.

    here: where the page stands.  Our templates write every attribute in double quotes, and no
    text of a record can hold one that is not escaped.
    """
    led: list[str] = []

    def relative(found: re.Match[str]) -> str:
        value = html.unescape(found["value"])
        if found["name"] == "srcset":
            sizes = [one.strip().partition(" ") for one in value.split(",")]
            value = ", ".join(f"{_led(one, here, led)} {size}" for one, _, size in sizes)
        else:
            value = _led(value, here, led)
        return f'{found["name"]}="{html.escape(value)}"'

    return _LINK.sub(relative, page), led


def _led(value: str, here: str, led: list[str]) -> str:
    address, mark, fragment = value.partition("#")
    target = target_of(address)
    if target.address:
        led.append(target.address)
    return relative_to(target.place, here) + mark + fragment


def relative_to(place: str, here: str) -> str:
    """Return the link from a file of the copy to another.

    >>> relative_to("en/index.html", "en/countries/serbia/index.html")
    '../../index.html'
    """
    return quote(posixpath.relpath(place, posixpath.dirname(here) or "."))


def old_place(address: str) -> str | None:
    """Return where a page stands that sends the readers of an old address on, None where none can.

    >>> old_place("https://old.example/node/7?lang=en"), old_place("https://old.example/7.html")
    ('node/7/index.html', '7.html')
    """
    path = unquote(urlsplit(address).path).strip("/")
    parts = path.split("/")
    if not path or any(not _is_name(one) for one in parts):
        return None
    return path if path.lower().endswith((".html", ".htm")) else f"{path}/{PAGE}"


def _is_name(part: str) -> bool:
    is_short = 0 < len(part.encode("utf-8", "replace")) <= _NAME_BYTES
    return is_short and part.isprintable() and not part.startswith(".") and "\\" not in part


def redirecting(canonical: str, link: str, lang: str) -> str:
    """Return a page that sends its reader on at once.  canonical: the whole public address."""
    whole, near = html.escape(canonical), html.escape(link)
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<meta charset="utf-8">\n<title>{whole}</title>\n'
        f'<link rel="canonical" href="{whole}">\n'
        f'<meta http-equiv="refresh" content="0; url={near}">\n'
        f'<p><a href="{near}">{whole}</a></p>\n</html>\n'
    )


def maps(moves: Iterator[tuple[str, str]], write: Callable[[str, str], None]) -> None:
    """Write each move (old path and query, new path) as a line of two servers' maps."""
    for old, new in moves:
        plain = quote(old, safe="/?=&%:+,@!~*()-._")
        if "?" not in plain:
            write("_redirects", f"{plain} {new} 301\n")
        write("nginx-redirects.map", f'"{plain}" {new};\n')
