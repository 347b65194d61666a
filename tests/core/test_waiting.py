"""What waits for a person shows where each of its values stands, or which list says it."""

from __future__ import annotations

from communique.core.dates import PartialDate
from communique.core.evidence import Capture, Found, Span
from communique.core.record import Draft
from communique.core.waiting import text_read


def test_a_value_that_a_list_says_points_to_no_words_of_the_page() -> None:
    said = Span(start=6, end=16, quote="2 May 1999", elsewhere="news.html", rule="listing")
    capture = Capture(text="The lights were lit again.", digest="0" * 64, path="1.html")
    draft = Draft(
        capture=capture, lang="en", date=Found(value=PartialDate("1999-05-02"), span=said)
    )
    (value,) = text_read(draft, ()).values
    assert (value.start, value.end, value.quote) == (0, 0, "news.html: 2 May 1999")
