"""How well facts are read, by kind: the floors only rise."""

import pytest

from tests.ingest.fact_samples import HELD_OUT, KINDS, SEEN, Score, samples, scored
from tests.ingest.facts_table import table
from tests.tools import ROOT

# Of the facts found, and of those there, the share that is right in everything it says.
# Rules are made with the samples seen; those held out are measured, never read for a rule.
FLOORS = {
    (SEEN, "visit"): (1.0, 1.0),
    (SEEN, "meeting"): (1.0, 1.0),
    (SEEN, "handover"): (1.0, 1.0),
    (SEEN, "composition"): (1.0, 1.0),
    (SEEN, "appointment"): (1.0, 1.0),
    (HELD_OUT, "visit"): (0.90, 0.81),
    (HELD_OUT, "meeting"): (0.66, 0.50),
    (HELD_OUT, "handover"): (0.83, 0.50),
    (HELD_OUT, "composition"): (0.50, 0.50),
    (HELD_OUT, "appointment"): (0.85, 0.85),
}


@pytest.fixture(scope="module")
def scores() -> dict[tuple[str, str], Score]:
    return {
        (group, kind): score
        for group in (SEEN, HELD_OUT)
        for kind, score in scored(group, whole=True).items()
    }


@pytest.mark.parametrize(("group", "kind"), FLOORS)
def test_facts_are_read_no_worse_than_before(
    group: str, kind: str, scores: dict[tuple[str, str], Score]
) -> None:
    precision, recall = FLOORS[group, kind]
    assert scores[group, kind].precision >= precision
    assert scores[group, kind].recall >= recall


def test_there_are_samples_of_every_kind() -> None:
    assert len(samples(SEEN)) + len(samples(HELD_OUT)) >= 60
    assert set(KINDS) == {kind for _, kind in FLOORS}


def test_the_page_on_facts_has_the_figures_of_today() -> None:
    page = (ROOT / "docs" / "reference" / "facts.md").read_text("utf-8")
    assert table(SEEN, HELD_OUT) in page
