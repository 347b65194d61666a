"""Pages of which it is known what they say, by family: for readers to be measured on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import islice

from lxml import etree

from bench.bench_corpus import messages, shown_in
from communique.cli.profile_files import shipped_profile
from communique.core.evidence import Capture
from communique.core.profile import Profile
from communique.ingest.html import Saved, take_html
from tests.ingest.old_sites import LAYOUTS, old_site
from tests.ingest.pages import SEEDS, captured, golden_texts, osce
from tests.ingest.reading_scores import SITE, Said, profile_for, saved, truth_of
from tests.tools import ROOT

CORPUS = ROOT.parent / "shared" / "corpora" / "nsb-2017.tar.xz"
# Of the corpus every so many messages make a page in each of their languages.
_EVERY = 20
_SEED = Said(
    title="OSCE Chairperson-in-Office visits Belgrade, reiterates OSCE support in fight "
    "against organized crime exploiting migration crisis",
    day="2017-02-13",
    body=(),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One page and what it says.  ours: as our reader takes it.  html: the same for others."""

    ours: Capture | Saved
    html: str
    truth: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Pages of one make.  profile: with which ours reads them.

    is_site: they are of one site, which can be learned from them.
    """

    name: str
    profile: Profile
    pages: Sequence[Told]
    is_site: bool = False


def families(count: int) -> Iterator[Family]:
    """Yield the families, of each layout so many pages; those that are not at hand are left out."""
    yield from (_layout(layout, count) for layout in LAYOUTS)
    yield Family(name="golden", profile=osce(), pages=list(_golden()))
    if seeds := sorted(SEEDS.glob("000_*.txt")):
        yield Family(name="seed", profile=osce(), pages=[_seed(seeds[0].read_text("utf-8"))])
    if CORPUS.exists():
        pages = [page for one in islice(messages(CORPUS), 0, None, _EVERY) for page in _of(one)]
        yield Family(name="service 2017", profile=shipped_profile("swiss-federal"), pages=pages)


def _layout(layout: str, count: int) -> Family:
    pages = old_site(layout, count)
    told = [
        Told(ours=ours, html=page.html, truth=truth_of(page))
        for page, ours in zip(pages, saved(pages), strict=True)
    ]
    return Family(name=layout, profile=profile_for(layout), pages=told, is_site=True)


def _golden() -> Iterator[Told]:
    for path in golden_texts():
        expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
        if expected["release"]:
            text = path.read_text("utf-8")
            first, last = expected["body_first_words"], expected["body_last_words"]
            body = _between(text, first, last)
            assert len(body) == expected["body_paragraphs"], path
            yield _plain(text, Said(title=expected["title"], day=expected["date"], body=body))


def _seed(text: str) -> Told:
    body = _between(text, "BELGRADE, 13 February 2017 –", "Prosecutor’s Office.")
    return _plain(text, Said(title=_SEED.title, day=_SEED.day, body=body))


def _between(text: str, first: str, last: str) -> tuple[str, ...]:
    lines = [line.strip().removeprefix("- ") for line in text.splitlines() if line.strip()]
    begin = next(at for at, line in enumerate(lines) if line.startswith(first))
    end = next(at for at in range(len(lines) - 1, -1, -1) if lines[at].endswith(last))
    return tuple(lines[begin : end + 1])


def _plain(text: str, truth: Said) -> Told:
    """Return a page that is kept as text; others, who read HTML alone, get its lines as that."""
    lines = "\n".join(
        f"<li>{escape(line[2:])}</li>" if line.startswith("- ") else f"<p>{escape(line)}</p>"
        for line in filter(None, map(str.strip, text.splitlines()))
    )
    return Told(ours=captured(text), html=f"<html><body>{lines}</body></html>", truth=truth)


def _of(message: etree._Element) -> Iterator[Told]:
    """Yield a page for each text of a message, with its own HTML in a plain frame of ours."""
    day = message.findtext("pubdate") or ""
    for content in message.iterfind("content"):
        title = " ".join((content.findtext("title") or "").split())
        lead, markup = content.findtext("lead") or "", content.findtext("text") or ""
        if not title or not shown_in(markup).strip():
            continue
        year, month, number = day.split("-")
        html = (
            f'<html lang="{content.get("lang")}"><head><meta charset="utf-8">'
            f"<title>{escape(title)}</title></head><body><h1>{escape(title)}</h1>"
            f"<p>{escape(content.findtext('city') or '')}, {number}.{month}.{year}</p>"
            f"<p>{escape(lead)}</p><div>{markup}</div></body></html>"
        )
        truth = Said(title=title, day=day, body=(lead, shown_in(markup)))
        yield Told(ours=take_html(html.encode(), f"{SITE}/page.html"), html=html, truth=truth)
