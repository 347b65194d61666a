"""XML and JSON read into nodes: nothing fetched, no entity resolved, no depth without end."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import escape
from typing import Final, TypedDict

from lxml import etree

from communique.ingest.errors import BrokenMarkup, HasEntities
from communique.ingest.markup import bare
from communique.ingest.node import Node

# Deeper than any record of a press office, and less deep than what ends a Python program.
DEEPEST = 200
_DECLARATION = re.compile(r"\A\ufeff?\s*<\?xml\b[^>]*?\?>", re.ASCII)
# What HTML consists of, where it was put in as elements and not escaped.
_HTML_NAMES = "a b blockquote br div em h1 h2 h3 h4 h5 h6 i li ol p span strong sub sup table u ul"
_HTML = frozenset(_HTML_NAMES.split())
_ABOVE_ROOT = (("<?", "?>"), ("<!--", "-->"))


class _Guarded(TypedDict):
    encoding: str
    resolve_entities: bool
    no_network: bool
    load_dtd: bool
    dtd_validation: bool
    huge_tree: bool
    remove_comments: bool
    remove_pis: bool


# How every parser of XML that comes from elsewhere is made. Beside all that is switched off here,
# lxml refuses what is deeper than 256 elements.
GUARDED: Final[_Guarded] = {
    "encoding": "utf-8",
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def read_xml(text: str, where: str) -> Node:
    """Return the root of an XML document.

    Raises HasEntities where it declares a document type, which can hold entities that fetch
    files or grow without end, and BrokenMarkup where it is not well-formed or too deep.
    """
    if _has_doctype(text):
        raise HasEntities(f"{where} declares a document type (<!DOCTYPE …>)", where=where)
    parser = etree.XMLParser(**GUARDED)
    body = _DECLARATION.sub("", text).encode("utf-8", "surrogatepass")
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BrokenMarkup(f"{where} is no well-formed XML: {why(error)}", where=where) from None
    return _element(root)


def why(error: etree.XMLSyntaxError | ValueError) -> str:
    """Return what is wrong with XML and where, without the parser's own name for its input."""
    return getattr(error, "msg", None) or str(error)


def read_json(text: str, where: str) -> Node:
    """Return the root of a JSON document, or raise BrokenMarkup.

    A list is its values, each under the list's name; numbers and truths are their words.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BrokenMarkup(f"{where} is no JSON: {error}", where=where) from None
    if isinstance(found, list):
        # The document itself is a list: its values are found under this name, or under `*`.
        return Node(name="", children=_members("value", found, where, DEEPEST))
    return next(iter(_members("", found, where, DEEPEST)), Node(name=""))


def _element(element: etree._Element) -> Node:
    attributes = tuple(
        Node(name=f"@{etree.QName(name).localname}", text=str(value))
        for name, value in element.attrib.items()
    )
    children = tuple(_element(child) for child in element)
    is_html = any(child.name.lower() in _HTML for child in children)
    markup = _markup(element) if is_html else ""
    own = (element.text or "") + "".join(child.tail or "" for child in element)
    said = bare(markup) if is_html else own
    return Node(
        name=etree.QName(element).localname,
        text=said if not children or said.strip() else "",
        children=(*attributes, *children),
        markup=markup,
    )


def _markup(element: etree._Element) -> str:
    """Return what an element holds as HTML, the names of its elements without a namespace."""
    for inner in element.iterdescendants():
        inner.tag = etree.QName(inner).localname
    children = (etree.tostring(child, encoding="unicode") for child in element)
    return escape(element.text or "", quote=False) + "".join(children)


def _members(name: str, value: object, where: str, deeper: int) -> tuple[Node, ...]:
    if deeper < 0:
        raise BrokenMarkup(f"{where} is deeper than {DEEPEST} levels", where=where)
    if isinstance(value, list):
        return tuple(node for one in value for node in _members(name, one, where, deeper - 1))
    if isinstance(value, Mapping):
        children = tuple(
            node
            for key, one in value.items()
            for node in _members(_whole(str(key), where), one, where, deeper - 1)
        )
        return (Node(name=name, children=children),)
    if value is None:
        return ()
    said = _whole(str(value), where)
    return (Node(name=name, text=said.lower() if isinstance(value, bool) else said),)


def _whole(text: str, where: str) -> str:
    """Return a text of JSON, or raise BrokenMarkup where an escape spells half a character."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        half = f"\\u{ord(text[error.start]):04x}"
        raise BrokenMarkup(f"{where} spells half a character, {half}", where=where) from None
    return text


def _has_doctype(text: str) -> bool:
    """Tell whether a document type is declared above the root, where alone one can be."""
    at = 1 if text.startswith("\ufeff") else 0
    while True:
        while at < len(text) and text[at].isspace():
            at += 1
        if text.startswith("<!DOCTYPE", at):
            return True
        for opening, closing in _ABOVE_ROOT:
            if text.startswith(opening, at):
                end = text.find(closing, at + len(opening))
                if end < 0:
                    return False
                at = end + len(closing)
                break
        else:
            return False
