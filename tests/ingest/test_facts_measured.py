"""How well facts are read, by kind: the floors only rise."""

import pytest

from tests.ingest.fact_samples import KINDS, SEEN, Score, samples, scored
from tests.ingest.facts_table import table
from tests.tools import ROOT

# Of the facts found, and of those there, the share that is right in everything it says.
FLOORS = {
    (SEEN, "visit"): (1.0, 0.60),
    (SEEN, "meeting"): (1.0, 0.65),
    (SEEN, "handover"): (1.0, 0.60),
    (SEEN, "composition"): (1.0, 0.65),
    (SEEN, "appointment"): (1.0, 0.80),
}


@pytest.fixture(scope="module")
def scores() -> dict[tuple[str, str], Score]:
    return {(SEEN, kind): score for kind, score in scored(SEEN, whole=True).items()}


@pytest.mark.parametrize(("group", "kind"), FLOORS)
def test_facts_are_read_no_worse_than_before(
    group: str, kind: str, scores: dict[tuple[str, str], Score]
) -> None:
    precision, recall = FLOORS[group, kind]
    assert scores[group, kind].precision >= precision
    assert scores[group, kind].recall >= recall


def test_there_are_samples_of_every_kind() -> None:
    assert len(samples(SEEN)) >= 30
    assert set(KINDS) == {kind for _, kind in FLOORS}


def test_the_page_on_facts_has_the_figures_of_today() -> None:
    page = (ROOT / "docs" / "reference" / "facts.md").read_text("utf-8")
    assert table(SEEN) in page
