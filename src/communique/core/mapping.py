"""Which paths of an XML, JSON or table of another system hold which field of a release."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache

Paths = tuple[str, ...]
XML, JSON, JSON_LINES, TABLE, FEED = "xml", "json", "jsonl", "csv", "feed"
FORMATS = (XML, JSON, JSON_LINES, TABLE, FEED)
PLAIN, HTML = "plain", "html"
_STEP = re.compile(r"(?P<name>\.|@?[^/\[\]]+)(?P<tests>(?:\[[^\[\]=]+=[^\[\]]*\])*)")
_TEST = re.compile(r"\[(?P<path>[^\[\]=]+)=(?P<value>[^\[\]]*)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class TermPaths:
    """Where a record says what it is filed under, and which term each value means.

    at: paths to the values, in the order in which the release has them; each counts once.
    known_by: paths below a value to what tells the term (a number, a name); empty: its own text.
    codes: the term's code by what the other system writes.  What is not listed is looked up
    among the names of the vocabulary.  otherwise: the code where the record says nothing.
    mixed_at: paths to values of other sorts, too (keywords, categories): one that is a code or
    a name of the vocabulary counts, of another nothing is said.
    """

    at: Paths = ()
    known_by: Paths = ()
    codes: Mapping[str, str] = field(default_factory=dict)
    otherwise: str = ""
    mixed_at: Paths = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPaths:
    """Where a text names documents and pages that stand elsewhere.

    at: paths to them, in the order in which the release has them.
    label, to: paths from there to what each is called, and to its address.
    """

    at: Paths = ()
    label: Paths = ()
    to: Paths = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldMap:
    """How the records of another system become releases: paths to fields, no code.

    A path is made of names with `/` between them; `@name` is an attribute, `*` any name, `.`
    the place itself; `[@name=value]` or `[name=value]` behind a name keeps what has that value.
    Namespaces do not count. `{lang}` in a path stands for the language, where the languages of
    a record are told apart by names and not by `lang`.

    code: the mapping's own name.  format: one of FORMATS.
    records: from the root to each record; empty where the root, the line or the row is one.
    texts: from a record to its text in each language.  lang: from a text to its language.
    title, summary, body, contacts, places, links: from a text.  body_form: `plain` or `html`.
    teaser: from a text to the beginning of a body that is not handed over whole.  A record with
    a teaser and no body is no release; it is evidence for the page at its address.
    base: from a record to the address that links in its body are read against; where there is
    none, it is the address where it stood.
    date, symbol: from a record.  All others are paths from a record, too.
    addresses: by language, where the release stood; `{symbol}` is its symbol.
    address: paths to where it stood, where the record says so itself.
    revised: from a text to the instants of its revisions.  zone: whose clock they show (IANA).
    revision_note: the public note of an entry that a revision makes.
    withdrawn: paths that find something only in a record that was withdrawn.
    withdrawal_note: the public reason of the withdrawal.
    """

    code: str
    format: str
    records: str = ""
    symbol: Paths = ()
    date: Paths = ()
    texts: str = "."
    lang: Paths = ()
    title: Paths = ()
    summary: Paths = ()
    body: Paths = ()
    teaser: Paths = ()
    base: Paths = ()
    body_form: str = PLAIN
    contacts: Paths = ()
    places: Paths = ()
    kind: TermPaths = field(default_factory=TermPaths)
    sources: TermPaths = field(default_factory=TermPaths)
    fields_of_work: TermPaths = field(default_factory=TermPaths)
    addresses: Mapping[str, str] = field(default_factory=dict)
    address: Paths = ()
    revised: Paths = ()
    zone: str = "UTC"
    revision_note: str = "Revised before it came into this record."
    withdrawn: Paths = ()
    withdrawal_note: str = "Withdrawn before it came into this record."
    links: LinkPaths | None = None


# Of feeds, unless a profile has a mapping of that format itself: `ingest.feed` gives every feed
# these names.
FEED_MAP = FieldMap(
    code="feed",
    format=FEED,
    date=("published", "updated"),
    lang=("lang",),
    title=("title",),
    summary=("summary",),
    body=("body",),
    teaser=("teaser",),
    base=("base",),
    body_form=HTML,
    kind=TermPaths(mixed_at=("category",)),
    sources=TermPaths(mixed_at=("author", "category")),
    fields_of_work=TermPaths(mixed_at=("category",)),
    address=("address",),
    revised=("revised",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a path: a name, and what must stand where it leads."""

    name: str
    tests: tuple[tuple[str, str], ...] = ()


class BadPath(ValueError):
    """A path that cannot be read; its message says where it stops being one."""


@lru_cache(maxsize=1024)
def steps_of(path: str) -> tuple[Step, ...]:
    """Return the steps of a path, or raise BadPath.

    >>> [step.name for step in steps_of("content[@lang=de]/title")]
    ['content', 'title']
    """
    steps, at = [], 0
    while at < len(path):
        found = _STEP.match(path, at)
        if found is None:
            raise BadPath(f"{path!r} is no path: nothing can be read from character {at} on")
        tests = tuple((one["path"], one["value"]) for one in _TEST.finditer(found["tests"]))
        steps.append(Step(name=found["name"].strip(), tests=tests))
        at = found.end()
        if at < len(path) and path[at] != "/":
            raise BadPath(f"{path!r} is no path: nothing can be read from character {at} on")
        at += 1
    if not steps or path.endswith("/"):
        raise BadPath(f"{path!r} is no path: it ends where a name is wanted")
    return tuple(steps)


def problems_of_mapping(mapping: FieldMap) -> Iterator[str]:
    """Yield one sentence for everything that keeps a mapping from being used."""
    if mapping.format not in FORMATS:
        yield f"format {mapping.format!r} is none of {', '.join(FORMATS)}"
    if mapping.body_form not in (PLAIN, HTML):
        yield f"body_form {mapping.body_form!r} is neither {PLAIN} nor {HTML}"
    if not mapping.title:
        yield "no path leads to a title"
    if mapping.links and not (mapping.links.at and mapping.links.to):
        yield "links need paths to each of them (at) and from there to where it leads (to)"
    for path in _paths(mapping):
        try:
            steps_of(path)
        except BadPath as error:
            yield str(error)


def _paths(mapping: FieldMap) -> Iterator[str]:
    yield from (path for path in (mapping.records, mapping.texts) if path)
    for one in fields(mapping):
        found = getattr(mapping, one.name)
        if isinstance(found, TermPaths):
            yield from (*found.at, *found.known_by, *found.mixed_at)
        elif isinstance(found, LinkPaths):
            yield from (*found.at, *found.label, *found.to)
        elif isinstance(found, tuple):
            yield from found
