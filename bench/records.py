"""Generated releases for benchmarks: the OSCE profile's terms, sentences of invented words."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate, islice
from pathlib import Path

from communique.cli.init import make_site
from communique.cli.profile_files import shipped_profile
from communique.config import Config
from communique.core.dates import PartialDate
from communique.core.entry import Act, Order, order_id
from communique.core.profile import Profile
from communique.core.record import Ref, Release
from communique.core.text import Text
from communique.registrar.enter import opened

BATCH = 1_000
SYLLABLES = "ba de go ka li mo nu pe si to vu ze an el or ist ter ra co hu ja"


def generated(profile: Profile, count: int, seed: int = 1) -> Iterator[Release]:
    """Yield releases of about 250 words, the same ones for the same seed."""
    chance = random.Random(seed)
    syllables = SYLLABLES.split()
    words = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(20_000)]
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    fields = [term.code for term in profile["field-of-work"]]
    sources = [term.code for term in profile["structure"]]
    places = [term for term in profile["place"] if term.countries]
    for number in range(count):
        place = chance.choice(places)
        body = chance.choices(words, cum_weights=weights, k=240)
        paragraphs = tuple(
            " ".join(body[at : at + 60]).capitalize() + "." for at in range(0, 240, 60)
        )
        day = date(1975, 1, 1) + timedelta(days=chance.randrange(18_900))
        yield Release(
            symbol=str(1_000_000 + number),
            kind="press-release",
            texts={"en": Text(title=" ".join(body[:9]).capitalize(), body=paragraphs)},
            date=PartialDate(day.isoformat()),
            places=(Ref(name=place.name("en", day), code=place.code),),
            sources=tuple(chance.sample(sources, chance.randint(1, 2))),
            fields_of_work=tuple(chance.sample(fields, chance.randint(1, 3))),
            countries=place.countries,
            captures=(order_id("capture", str(number)),),
            sample=True,
        )


def made_site(folder: Path, releases: int) -> Config:
    """Return a site with so many generated releases, entered in batches of a thousand."""
    profile = shipped_profile("osce")
    config = Config(
        site=folder, origin="bench.example/log", url="http://bench.example", profile="osce"
    )
    make_site(config, profile)
    orders = (order(one) for one in generated(profile, releases))
    with opened(config) as registrar:
        while batch := list(islice(orders, BATCH)):
            registrar.enter(batch)
    return config


def order(release: Release) -> Order:
    """Return the order that issues a release."""
    return Order(
        id=order_id(Act.ISSUE, release.symbol),
        act=Act.ISSUE,
        symbol=release.symbol,
        kind=release.kind,
        langs=release.langs,
        record=release,
    )
