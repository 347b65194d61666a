"""A real archive of another organisation, with one command, held against its own XML.

    python -m bench.bench_corpus [--corpus ../shared/corpora/nsb-2017.tar.xz]

The corpus is not part of the project. The XML is read here a second time, by code that shares
nothing with the program: what the record says is compared with that, field by field.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from lxml import etree

from bench.machine import machine
from communique.core.record import Release
from communique.store.db import open_store
from communique.store.query import edition

CORPUS = Path(__file__).parents[2] / "shared" / "corpora" / "nsb-2017.tar.xz"
_WORD = re.compile(r"\w+")
_BLOCK = re.compile(r"</?(?:p|br|li|ul|ol|h\d|div|table|tr|td|th|blockquote)\b[^>]*>", re.I)
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")


def main() -> None:
    """Import, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    given = parser.parse_args()
    if not given.corpus.is_file():
        print(f"{given.corpus} is not here: there is nothing to measure")
        return
    print(machine())
    with tempfile.TemporaryDirectory() as name:
        site = Path(name) / "site"
        command = [sys.executable, "-m", "communique.cli.main"]
        subprocess.run([*command, "init", site, "--profile", "swiss-federal"], check=True)
        for round_ in ("new", "again, all known"):
            seconds, peak = imported([*command, "import", str(site), str(given.corpus)])
            print(f"import, {round_}: {seconds:.1f} s, {peak:.0f} MiB of memory at most")
        for line in compared(site, given.corpus):
            print(line)


def imported(command: list[str]) -> tuple[float, float]:
    """Run a command; return its seconds and its peak of memory in MiB."""
    began = time.perf_counter()
    watched = ["/usr/bin/time", "-f", "peak %M", *command]
    done = subprocess.run(watched, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - began
    print(done.stdout.strip())
    peak = re.search(r"peak (\d+)", done.stderr)
    return seconds, int(peak[1]) / 1024 if peak else 0.0


def compared(site: Path, corpus: Path) -> Iterator[str]:
    """Yield how many fields of the record are as the XML has them."""
    right: Counter[str] = Counter()
    of: Counter[str] = Counter()
    lost = 0
    with open_store(site / "store") as store:
        for message in messages(corpus):
            one = edition(store, message.get("id", ""))
            of["releases"] += 1
            release = one.versions[-1].release if one else None
            if one is None or release is None:
                continue
            right["releases"] += 1
            for field, is_right in fields(message, release):
                of[field] += 1
                right[field] += is_right
            instants = {revision.at for revision in release.revisions}
            of["revisions"] += len(one.versions) - 1
            right["revisions"] += len(instants)
            lost += sum(words_lost(message, release))
    for field in of:
        yield f"{field}: {right[field]:,} of {of[field]:,} right"
    yield f"words lost: {lost}"


def messages(corpus: Path) -> Iterator[etree._Element]:
    """Yield the messages of the archive's files."""
    with tarfile.open(corpus) as archive:
        for member in archive:
            held = archive.extractfile(member) if member.isfile() else None
            content = held.read() if held else b""
            if content:
                root = etree.fromstring(re.sub(rb' xmlns="[^"]+"', b"", content))
                yield from root.iterfind("message")


def fields(message: etree._Element, release: Release) -> Iterator[tuple[str, bool]]:
    """Yield for each field whether the record has it as the XML has."""
    said = {one.get("lang", ""): one for one in message.iterfind("content")}
    yield "dates", str(release.date) == message.findtext("pubdate")
    originators = message.findall("originator")
    lead = [one.get("id") for one in originators if one.get("lead") == "yes"]
    yield (
        "sources, all of them",
        len(release.sources) == len({one.get("id") for one in originators}),
    )
    yield "lead first", bool(lead) and release.sources[0] == _CODES[lead[0] or ""]
    for lang, text in release.texts.items():
        title = (said[lang].findtext("title") if lang in said else "") or ""
        yield "titles", text.title == " ".join(title.split())
        if lang in said:
            yield from beside(said[lang], release, lang)
    # What is shown in a language must not be what is shown in another.
    shown = [words_of(text.title, text.summary, *text.body) for text in release.texts.values()]
    yield "languages, no text shown twice", len({*map(tuple, shown)}) == len(shown)
    left = {lang for lang in said if lang not in release.texts}
    kept = {tuple(one) for one in shown}
    yield (
        "languages, what is left out stands elsewhere",
        all(any(_are_one(said_in(said[lang]), one) for one in kept) for lang in left),
    )


def beside(content: etree._Element, release: Release, lang: str) -> Iterator[tuple[str, bool]]:
    """Yield whether a text has whom to ask and where to read on, as its content has them."""
    asked = " ".join((content.findtext("contact") or "").split())
    contacts = release.contacts_in.get(lang, release.contacts)
    yield "contacts of each text", " ".join(contacts) == asked
    named = [
        (" ".join((one.findtext("title") or "").split()), (one.findtext("uri") or "").strip())
        for one in content
        if one.tag in ("attachment", "link")
    ]
    links = [(one.label, one.to) for one in release.links if one.lang in ("", lang)]
    yield "links of each text", links == named


def words_lost(message: etree._Element, release: Release) -> Iterator[int]:
    """Yield for each text how many words of its XML the record does not have."""
    for content in message.iterfind("content"):
        text = release.texts.get(content.get("lang", ""))
        if text is not None:
            want = Counter(said_in(content))
            have = Counter(words_of(text.title, text.summary, *text.body))
            yield (want - have).total()


def said_in(content: etree._Element) -> list[str]:
    """Return the words of a content: of its title, its lead and its HTML."""
    bare = shown_in(content.findtext("text") or "")
    return words_of(content.findtext("title") or "", content.findtext("lead") or "", bare)


def shown_in(markup: str) -> str:
    """Return what HTML shows."""
    return unescape(_TAG.sub("", _BLOCK.sub("\n", markup)))


def words_of(*parts: str) -> list[str]:
    """Return the words of texts."""
    return _WORD.findall("\n".join(parts).casefold())


def _are_one(left: list[str], kept: tuple[str, ...]) -> bool:
    """Tell whether nearly all words of a text that was left out stand in one that was kept."""
    missing = (Counter(left) - Counter(kept)).total()
    return missing <= max(len(left) // 10, 12)


def _codes() -> dict[str, str]:
    from communique.cli.profile_files import shipped_profile

    mapping = shipped_profile("swiss-federal").reading.mappings[0]
    return dict(mapping.sources.codes)


_CODES = _codes()

if __name__ == "__main__":
    main()
