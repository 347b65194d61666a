"""Sites for tests: made by the real commands, small, on a real disk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from communique.cli.init import make_site
from communique.cli.profile_files import read_profile
from communique.config import Config
from communique.core.canonical import digest_of
from communique.core.dates import PartialDate
from communique.core.entry import Act, Order, order_id
from communique.core.fact import Fact, FactRecord, Passage, Visit
from communique.core.profile import kind_of, symbol_of
from communique.core.record import Ref, RegistryRecord, Release, Withdrawal
from communique.core.text import Text

SMALL_PROFILE = Path(__file__).parent / "small_profile"


def small_site(site: Path) -> Config:
    """Return a new site of an invented organisation; its log holds the registry only."""
    config = Config(site=site, origin="lakes.example/log", url="http://lakes.example", profile="x")
    make_site(config, read_profile(SMALL_PROFILE))
    return config


def release(symbol: str, **changed: object) -> Release:
    """Return a release of the invented organisation; `changed` replaces fields of it."""
    text = Text(
        title=f"Lights on the northern shore, notice {symbol}",
        body=(
            f"MERE, 2 May 1999 – The harbour lights were lit again today, says notice {symbol}.",
            "Boats may pass by night from now on, and the ferrymen have been told of it.",
        ),
    )
    made = Release(
        symbol=symbol,
        kind="press-release",
        texts={"en": text},
        date=PartialDate("1999-05-02"),
        places=(Ref(name="Mere", code="mere"),),
        sources=("secretariat",),
        fields_of_work=("navigation",),
        countries=("XA",),
        captures=(order_id("capture", symbol),),
    )
    return replace(made, **changed)  # type: ignore[arg-type]  # tests name real fields


def issue(one: Release) -> Order:
    """Return the order that issues a release."""
    return _order(Act.ISSUE, one)


def correct(one: Release, *, note: str = "A word was wrong.") -> Order:
    """Return the order that replaces what stands by this release."""
    return _order(Act.CORRECT, replace(one, note=note))


def withdraw(symbol: str, *, note: str = "It was issued by mistake.") -> Order:
    """Return the order that withdraws a release."""
    record = Withdrawal(symbol=symbol, kind="press-release", note=note, langs=("en",))
    return Order(
        id=order_id("withdraw", symbol),
        act=Act.WITHDRAW,
        symbol=symbol,
        kind="press-release",
        langs=("en",),
        record=record,
    )


def erase(symbol: str, digest: str) -> Order:
    """Return the order that takes one object of a release out of the deposit."""
    return Order(
        id=order_id("erase", digest),
        act=Act.ERASE,
        symbol=symbol,
        kind="press-release",
        langs=("en",),
        record=None,
        erases=digest,
    )


def lay(config: Config, *contents: bytes) -> None:
    """Put files where the desk keeps them until a release that names them is issued."""
    for content in contents:
        path = config.newsroom / "media" / digest_of(content)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def fact(symbol: str, words: str, *, number: int = 1) -> FactRecord[Fact]:
    """Return a visit that the release of a symbol reports in some words of its second paragraph."""
    paragraph = release(symbol).texts["en"].body[1]
    start = paragraph.index(words)
    return FactRecord(
        release=symbol,
        number=number,
        lang="en",
        fact=Visit(
            who=Ref(name="Ada Example", code="ada-example"),
            where=Ref(name="Mere", code="mere", country="XA"),
            when=PartialDate("1999-05-02"),
        ),
        evidence=Passage(paragraph=2, start=start, end=start + len(words), words=words),
        rule="visit.verb",
        confidence=0.9,
    )


def issue_record(record: RegistryRecord) -> Order:
    """Return the order that enters a record of the registry."""
    symbol = symbol_of(record)
    return Order(
        id=order_id("registry", symbol),
        act=Act.ISSUE,
        symbol=symbol,
        kind=kind_of(record),
        langs=(),
        record=record,
    )


def _order(act: Act, one: Release) -> Order:
    said = "\n".join(text.title + "".join(text.body) for text in one.texts.values())
    return Order(
        id=order_id(act, one.symbol, said),
        act=act,
        symbol=one.symbol,
        kind=one.kind,
        langs=one.langs,
        record=one,
    )
