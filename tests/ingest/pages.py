"""Page texts to read, and what was read from them, as plain values."""

from functools import cache
from pathlib import Path

import pytest

from communique.cli.profile_files import shipped_profile
from communique.core.evidence import Capture, Found, Span
from communique.core.profile import Profile
from communique.core.record import Draft, Reported
from communique.ingest.capture import take_bytes
from communique.ingest.draft import draft_release
from communique.ingest.read import read_page
from tests.tools import ROOT

GOLDEN = ROOT / "tests" / "golden" / "pages"
SEEDS = ROOT.parent / "shared" / "seeds"


@cache
def osce() -> Profile:
    """Return the profile most pages here are read with."""
    return shipped_profile("osce")


def seed() -> str:
    """Return the page of an old site that must come through whole, or skip."""
    found = sorted(SEEDS.glob("000_*.txt"))
    if not found:
        pytest.skip("the seed page is not beside this checkout")
    return found[0].read_text("utf-8")


def captured(text: str, address: str = "") -> Capture:
    """Return the capture of a text."""
    return take_bytes(text.encode(), "page.txt", address)


def read(text: str, address: str = "") -> Draft | Reported:
    """Return what is read from a text with the OSCE's profile."""
    return draft_release(read_page(captured(text, address), osce()), osce())


def draft(text: str, address: str = "") -> Draft:
    """Return the draft read from a text; a page that is no release fails the test."""
    found = read(text, address)
    assert isinstance(found, Draft), [finding.message for finding in found.findings]
    return found


def reported(text: str) -> Reported:
    """Return the report on a text; a release fails the test."""
    found = read(text)
    assert isinstance(found, Reported)
    return found


def release(paragraphs: str, *, head: str = "VIENNA, 4 May 2015 – ") -> Draft:
    """Return the draft of a press release that says these paragraphs."""
    return draft(f"Press release\nA title for a test\n{head}{paragraphs}")


def codes(found: Draft | Reported) -> list[str]:
    """Return the codes of the findings."""
    return [finding.code for finding in found.findings]


def place_names(found: Draft) -> list[str]:
    """Return the places by name."""
    return [place.value.name for place in found.places]


def states(found: Draft) -> list[str]:
    """Return the countries."""
    return [country.value for country in found.countries]


def said(found: Draft) -> list[tuple[str, str]]:
    """Return (speaker, words) of each quotation."""
    return [(one.value.speaker.name, one.value.words) for one in found.quotes]


def spans(found: Draft) -> list[Span]:
    """Return the evidence of every value that stands in the capture."""
    single = (found.kind, found.title, found.summary, found.date)
    many: tuple[tuple[Found[object], ...], ...] = (
        found.places,
        found.sources,
        found.fields_of_work,
        found.countries,
        found.people,
        found.body,
        found.quotes,
        found.facts,
        found.contacts,
    )
    return [
        *(one.span for one in single if one is not None),
        *(one.span for field in many for one in field),
        *(finding.span for finding in found.findings if finding.span is not None),
    ]


def golden_texts() -> list[Path]:
    """Return the golden pages."""
    return sorted(GOLDEN.glob("*.txt"))


def menu() -> str:
    """Return the menu of the golden pages that have one, as it stands above a page."""
    return (GOLDEN / "menu-only.txt").read_text("utf-8")
