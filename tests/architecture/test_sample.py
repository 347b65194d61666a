"""The sample record: honest about what it is, and whole."""

import json
import re

from communique.cli.addresses import read_addresses
from communique.cli.profile_files import shipped_profile
from tests.tools import ROOT

FOLDER = ROOT / "sample/osce"
PAGES = sorted(FOLDER.glob("*.txt"))
NOTICE = (
    "This is a sample text written for the Communiqué project from public facts; "
    "it is not a publication of the OSCE."
)
QUOTATION_MARKS = re.compile('[“”„«»"]')
ADDRESS = re.compile(r"https://archive\.example/[a-z/]+/\d{6}")
VOCABULARIES = {
    "places": "place",
    "sources": "structure",
    "fields_of_work": "field-of-work",
    "countries": "country",
}
GOLDEN = sorted((ROOT / "tests/golden/pages").glob("*.json"))


def test_every_page_ends_by_saying_that_it_is_a_sample() -> None:
    silent = [page.name for page in PAGES if _lines(page.read_text(encoding="utf-8"))[-1] != NOTICE]
    assert PAGES
    assert silent == []


def test_no_page_puts_words_into_a_mouth() -> None:
    quoting = [
        page.name for page in PAGES if QUOTATION_MARKS.search(page.read_text(encoding="utf-8"))
    ]
    assert quoting == []


def test_every_page_has_an_address_of_its_own_on_the_domain_for_examples() -> None:
    addresses = read_addresses(FOLDER / "addresses.tsv")
    assert sorted(addresses) == [page.name for page in PAGES]
    numbers = [address.rsplit("/", 1)[1] for address in addresses.values()]
    assert len(set(numbers)) == len(PAGES)
    assert [found for found in addresses.values() if not ADDRESS.fullmatch(found)] == []


def test_what_golden_pages_expect_is_in_the_profile() -> None:
    profile = shipped_profile("osce")
    unknown = [
        f"{path.name}: {code}"
        for path in GOLDEN
        for key, vocabulary in VOCABULARIES.items()
        for code in json.loads(path.read_text(encoding="utf-8")).get(key, [])
        if code not in profile[vocabulary]
    ]
    assert GOLDEN
    assert unknown == []


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]
