"""What a working copy keeps of the facts its text reports, whatever the facts and the text."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from communique.core.fact import Fact, FactRecord
from communique.core.fact_rules import check_evidence
from communique.core.record import Release
from communique.core.text import Text
from communique.newsroom.desk.models import ReleaseCopy
from communique.newsroom.reading.reported import Kept, confirmed_in, keep, kept_by, key_of
from tests.strategies.facts import fact_records

PARAGRAPHS = ("The lamps burn.", "Ada came to Mere.", "The lamps burn again.", "Nothing else.")


@given(st.lists(fact_records(), max_size=4))
def test_what_is_kept_is_read_back_as_it_was(records: list[FactRecord[Fact]]) -> None:
    copy = ReleaseCopy(lang="en")
    kept = tuple(Kept(key=key_of(one), record=one) for one in records)
    keep(copy, kept)
    assert kept_by(copy) == kept


@given(
    st.lists(fact_records(), max_size=4),
    st.lists(st.sampled_from(PARAGRAPHS), min_size=4, max_size=4),
    st.lists(st.sampled_from(PARAGRAPHS), max_size=6),
)
def test_only_facts_whose_words_the_text_has_go_out_each_where_they_stand(
    records: list[FactRecord[Fact]], words: list[str], body: list[str]
) -> None:
    release = Release(
        symbol="pr-2026-0001",
        kind="press-release",
        texts={"en": Text(title="Lamps", body=tuple(body))},
    )
    copy = ReleaseCopy(lang="en")
    said = [
        replace(one, lang="en", evidence=replace(one.evidence, words=some))
        for one, some in zip(records, words, strict=False)
    ]
    keep(copy, [Kept(key=key_of(one), record=one) for one in said])
    going = confirmed_in(copy, release)
    assert [one.number for one in going] == [*range(1, len(going) + 1)]
    assert [finding for one in going for finding in check_evidence(one, release)] == []
    assert {one.release for one in going} <= {release.symbol}
    often = {one.evidence.words: "\n".join(body).count(one.evidence.words) for one in said}
    out = [(one.fact, one.evidence.words) for one in going]
    for one in said:
        if often[one.evidence.words] == 1:
            assert (one.fact, one.evidence.words) in out
    assert len(out) <= sum(often[one.evidence.words] > 0 for one in said)
