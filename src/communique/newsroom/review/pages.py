"""The lists of what waits: families of like cases, one family, and what is settled."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communique.newsroom.roles import Deed
from communique.newsroom.steps.answers import check_asker
from communique.outbox import imports, review
from communique.outbox.review import Stage

PAGE_LINES = 50
SHOWN_IMPORTS = 10
_STAGES = {
    Stage.REFUSED: "Refused",
    Stage.KEPT_OUT: "Accepted, and kept out",
    Stage.ACCEPTED: "Accepted, on the way",
    Stage.ENTERED: "Entered",
}


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of a list: its number, that of the next and the one before, 0 where there is none."""

    number: int
    of: int

    @property
    def before(self) -> int:
        """Return the number of the page before."""
        return self.number - 1

    @property
    def after(self) -> int:
        """Return the number of the next page."""
        return self.number + 1 if self.number < self.of else 0

    @property
    def skip(self) -> int:
        """Return how many lines stand on the pages before."""
        return (self.number - 1) * PAGE_LINES


@require_safe
def families(request: HttpRequest) -> HttpResponse:
    """Return what waits, like cases together."""
    check_asker(request, Deed.REVIEW_PAGES)
    counts = review.counts(connection)
    leaf = _leaf(request, review.count_families(connection))
    context = {
        "families": review.families(connection, PAGE_LINES, leaf.skip),
        "waiting": counts.get(Stage.WAITING, 0),
        "leaf": leaf,
        "stages": _stages(counts),
        "imports": imports.last(connection, SHOWN_IMPORTS),
    }
    return render(request, "review/families.html", context)


@require_safe
def family(request: HttpRequest, family: str) -> HttpResponse:
    """Return the records of one family that wait, as they came."""
    check_asker(request, Deed.REVIEW_PAGES)
    found = review.family_of(connection, family)
    if found is None:
        return render(request, "review/family.html", {"family": None})
    leaf = _leaf(request, found.pages)
    pages = review.pages_of(connection, family, PAGE_LINES, leaf.skip)
    return render(request, "review/family.html", {"family": found, "pages": pages, "leaf": leaf})


@require_safe
def settled(request: HttpRequest, stage: str) -> HttpResponse:
    """Return the records of which somebody said what becomes of them."""
    check_asker(request, Deed.REVIEW_PAGES)
    if stage not in {one.value for one in _STAGES}:
        raise Http404
    wanted, counts = Stage(stage), review.counts(connection)
    leaf = _leaf(request, counts.get(wanted, 0))
    context = {
        "title": _STAGES[wanted],
        "is_asked_again": wanted in (Stage.REFUSED, Stage.KEPT_OUT),
        "pages": review.settled(connection, wanted, PAGE_LINES, leaf.skip),
        "leaf": leaf,
        "stages": _stages(counts),
    }
    return render(request, "review/settled.html", context)


def _stages(counts: dict[Stage, int]) -> list[tuple[str, str, int]]:
    return [
        (stage.value, label, counts[stage]) for stage, label in _STAGES.items() if counts.get(stage)
    ]


def _leaf(request: HttpRequest, lines: int) -> Leaf:
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 8 else 1
    of = max(1, -(-lines // PAGE_LINES))
    return Leaf(number=min(max(1, number), of), of=of)
