"""Every link of the documentation leads somewhere."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.tools import ROOT, tracked

LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?[^)]*\)|^\[[^\]]+\]:\s+(\S+)", re.MULTILINE)
FENCE = re.compile(r"^ *(```|~~~).*?^ *\1", re.MULTILINE | re.DOTALL)
ELSEWHERE = ("http://", "https://", "mailto:")


def test_every_link_within_the_documentation_leads_somewhere() -> None:
    broken = [
        f"{page.relative_to(ROOT)} -> {target}"
        for page in pages()
        for target in _targets(page.read_text("utf-8"))
        if not target.startswith(ELSEWHERE) and not _leads_somewhere(page, target)
    ]
    assert broken == []


def test_every_page_of_the_documentation_is_linked_from_another() -> None:
    linked = {
        (page.parent / target.partition("#")[0]).resolve()
        for page in pages()
        for target in _targets(page.read_text("utf-8"))
        if not target.startswith(ELSEWHERE)
    }
    docs = {page for page in pages() if page.is_relative_to(ROOT / "docs")}
    assert {str(page.relative_to(ROOT)) for page in docs - linked} == set()


def test_a_link_to_nothing_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# A title\n\n[one](#a-title) [two](#no) [three](other.md) ![f](f.svg)\n")
    targets = list(_targets(page.read_text()))
    assert [target for target in targets if not _leads_somewhere(page, target)] == [
        "#no",
        "other.md",
        "f.svg",
    ]


def pages() -> list[Path]:
    """Return every Markdown page that git keeps."""
    return [path for path in tracked() if path.suffix == ".md"]


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as forges make them."""
    text = FENCE.sub("", page.read_text("utf-8"))
    headings = re.findall(r"^#+\s+(.+?)\s*#*$", text, re.MULTILINE)
    return {_anchor(heading) for heading in headings}


def _anchor(heading: str) -> str:
    kept = re.sub(r"[^\w\- ]", "", heading.lower())
    return kept.replace(" ", "-")


def _targets(text: str) -> Iterator[str]:
    for inline, reference in LINK.findall(FENCE.sub("", text)):
        yield inline or reference


def _leads_somewhere(page: Path, target: str) -> bool:
    path, _, anchor = target.partition("#")
    goal = (page.parent / path).resolve() if path else page
    if not goal.exists():
        return False
    return not anchor or goal.suffix != ".md" or anchor in anchors(goal)
