"""What a list of orders calls what goes out."""

from __future__ import annotations

import pytest

from communique.core.activity import Activity
from communique.core.dates import PartialDate
from communique.core.record import About, Appointment, Chairpersonship, Event, Record
from communique.core.text import Text
from communique.core.vocab import Name, Term
from communique.outbox.frozen import title_of
from tests.sites import release, withdraw

NAMES = (Name(text="Pêche", lang="fr"), Name(text="Fisheries", lang="en"))
DAY = PartialDate("2026")


@pytest.mark.parametrize(
    ("record", "title"),
    [
        (release("1"), "Lights on the northern shore, notice 1"),
        (withdraw("1").record, ""),
        (About(code="us", slug="us", texts={"fr": Text(title="Nous", body=())}), "Nous"),
        (Term(vocabulary="field-of-work", code="fisheries", names=NAMES), "Fisheries"),
        (Term(vocabulary="field-of-work", code="fisheries", names=NAMES[:1]), "fisheries"),
        (Activity(code="boats", kind="project", names=NAMES), "Fisheries"),
        (Event(code="e", series="s", names=NAMES, first_day=DAY, last_day=DAY), "Fisheries"),
        (Appointment(code="a", person="ada", office="head"), "ada, head"),
        (Chairpersonship(year=2026, country="XA", since=DAY, until=DAY), "2026: XA"),
        (None, ""),
    ],
)
def test_a_list_calls_a_record_by_its_english_name(record: Record | None, title: str) -> None:
    assert title_of(record) == title
