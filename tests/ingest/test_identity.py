"""Identity: the number of the old site, where an address gives one."""

import pytest

from communique.ingest.draft import symbol_in
from tests.ingest.pages import draft


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("https://www.osce.org/cio/299421", "299421"),
        ("http://osce.org/cio/299421.html", "299421"),
        ("www.osce.org/node/46822/", "46822"),
        ("https://mirror.example/fr/node/46822?download=true#top", "46822"),
        ("https://www.osce.org/press-releases?page=251", ""),
        ("https://www.osce.org/about", ""),
        ("https://www.osce.org/", ""),
        ("", ""),
        ("http://[broken/12", ""),
    ],
)
def test_the_number_at_the_end_of_an_address_is_the_symbol(address: str, number: str) -> None:
    assert symbol_in(address) == number


def test_an_address_is_its_own_evidence() -> None:
    text = "Press release\nA title\nVIENNA, 4 May 2015 – The office opened."
    found = draft(text, "https://archive.example/node/46822")
    assert found.symbol
    span = found.symbol.span
    assert (found.symbol.value, span.rule) == ("46822", "address")
    assert (span.start, span.end, span.quote) == (0, 0, "https://archive.example/node/46822")
    assert draft(text).symbol is None
