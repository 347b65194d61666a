"""Sites in layouts that no profile knows are read clean by what their pages have in common."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace

import pytest

from communique.core.evidence import Capture
from communique.core.record import Draft, Reported
from communique.ingest.blocks import Block, Sheet
from communique.ingest.capture import take_bytes
from communique.ingest.html import Saved, take_html
from communique.ingest.learned import Learned, from_json, learn, site_of, to_json
from communique.ingest.read import read_page
from communique.ingest.template import FEWEST_PAGES, MOST_PAGES, Learner
from tests.ingest.old_sites import LAYOUTS, old_site
from tests.ingest.reading_scores import (
    SITE,
    drafts,
    lakes,
    learned_from,
    profile_for,
    said_in,
    saved,
    score,
    truth_of,
)

PAGES = 16
# A page by itself has nothing to compare it with: a wrong day of its markup is believed, and a
# notice in no element that says what it is counts as text.  These only rise.
ALONE = {
    "breaks": 0.97, "cards": 0.985, "deflist": 0.975, "divs": 0.96, "homemade": 0.97,
    "portal": 0.97, "subject": 0.97, "theme": 0.95, "weekly": 0.9,
}  # fmt: skip
LEARNED = {"deflist": 0.98, "domino": 0.99, "subject": 0.97, "weekly": 0.975}
WRONG_DAYS_IN_MARKUP = {"soup"}
# A page by itself has the site's name where others have a title; several tell that it is no title.
SITES_NAMED_AS_TITLES = {"homemade"}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_pages_of_an_unknown_site_are_read_whole_and_clean(layout: str) -> None:
    pages = old_site(layout, PAGES)
    found = saved(pages)
    truth, profile = [truth_of(page) for page in pages], profile_for(layout)
    together = score(map(said_in, drafts(found, learned_from(found), profile)), truth)
    assert (together.title, together.day) == (1.0, 1.0)
    assert together.body >= LEARNED.get(layout, 0.995)
    alone = score(map(said_in, drafts(found, profile=profile)), truth)
    assert alone.title == 1.0 or layout in SITES_NAMED_AS_TITLES
    assert alone.day == 1.0 or layout in WRONG_DAYS_IN_MARKUP
    assert alone.body >= ALONE.get(layout, 0.99)


def test_what_an_organisation_says_of_itself_below_its_texts_stays() -> None:
    pages = old_site("soup", PAGES)
    found = saved(pages)
    ends = [one.body for one in map(said_in, drafts(found, learned_from(found)))]
    told = [page for page in pages if page.story.boilerplate]
    assert len(told) > 4
    for page, end in zip(pages, ends, strict=True):
        assert list(page.story.boilerplate) == list(end[len(page.story.paragraphs) :])


def test_an_explanation_glued_to_a_word_is_no_part_of_the_text() -> None:
    pages = old_site("soup", PAGES)
    assert any('CTL<span class="tip">CTL / Commission' in page.html for page in pages)
    assert not any("CTLCTL" in said for said in _shown(drafts(saved(pages))))


def test_an_explanation_in_other_words_is_known_by_its_element() -> None:
    pages = [
        replace(page, html=page.html.replace("CTL / Commission", "The Commission"))
        for page in old_site("soup", PAGES)
    ]
    found = saved(pages)
    assert any("CTLThe Commission" in said for said in _shown(drafts(found)))
    assert not any("CTLThe" in said for said in _shown(drafts(found, learned_from(found))))


def test_what_is_learned_does_not_depend_on_the_order_of_pages() -> None:
    found = saved(old_site("hashed", PAGES))
    shuffled = random.Random(3).sample(found, len(found))
    assert learned_from(found) == learned_from(shuffled)
    # The same page twice, as a crawl has it, counts once.
    assert learned_from([*found, *found]) == learned_from(found)


def test_of_few_pages_nothing_is_learned_and_they_are_read_as_each_alone() -> None:
    found = saved(old_site("tables", FEWEST_PAGES - 1))
    learned = learned_from(found)
    assert learned.templates == {}
    assert drafts(found, learned) == drafts(found)


def test_pages_of_one_host_are_one_site_wherever_they_lie() -> None:
    capture = Capture(text="", digest="", path="old/a.html", address="https://www.lake.example/a")
    assert site_of(capture, {"old": "/srv/old"}) == "lake.example"
    assert site_of(replace(capture, address=""), {"old": "/srv/old"}) == "/srv/old"
    assert site_of(replace(capture, address="", path="older/a.html"), {"old": "/srv/old"}) == ""
    assert site_of(replace(capture, address="", path="old!b/a.html"), {"old": "x"}) == "x"


def test_two_sites_in_one_folder_are_told_apart_by_their_addresses() -> None:
    pages = [(host, page) for host in ("tables", "divs") for page in old_site(host, PAGES)]
    found = [
        take_html(page.html.encode(), f"{SITE}/{page.name}", f"https://{host}.example/{page.name}")
        for host, page in pages
    ]
    learned = learned_from(found)
    assert set(learned.templates) == {"tables.example", "divs.example"}
    found_said = map(said_in, drafts(found, learned))
    assert score(found_said, (truth_of(page) for _, page in pages)).body > 0.995


def test_a_sample_is_held_however_many_pages_come() -> None:
    learner, wanted = Learner(), 0
    for number in range(MOST_PAGES * 4):
        digest = f"{random.Random(number).getrandbits(256):064x}"
        if learner.wants(digest):
            learner.add(digest, _sheet(number))
            wanted += 1
    assert learner.learned().pages == MOST_PAGES
    # Once the sample is full, most pages need not be taken apart.
    assert wanted < MOST_PAGES * 3


def test_what_was_learned_survives_its_file() -> None:
    learned = learned_from(saved(old_site("soup", PAGES)))
    (template,) = learned.templates.values()
    assert template.glued
    assert from_json(to_json(SITE, template)) == (SITE, template)


def test_what_is_known_of_a_site_stands_until_more_pages_are_seen() -> None:
    many = saved(old_site("soup", PAGES))
    known = learned_from(many).templates
    assert learn(many[:FEWEST_PAGES], {SITE: SITE}, known).templates == known
    assert learn(many, {SITE: SITE}, learned_from(many[:10]).templates).templates == known


def test_a_page_of_a_known_site_is_read_by_itself_as_among_the_others() -> None:
    found = saved(old_site("portal", PAGES))
    learned = Learned(learned_from(found).templates, {f"{SITE}/0003.html": SITE})
    assert drafts(found[3:4], learned) == drafts(found, learned_from(found))[3:4]


def test_a_title_that_many_pages_have_is_still_the_title() -> None:
    pages = [
        Saved(replace(one.capture, text=one.capture.text.replace(page.story.title, "Statement")))
        for page in old_site("semantic", PAGES)
        for one in saved([page])
    ]
    titles = {one.title for one in map(said_in, drafts(pages, learned_from(pages)))}
    assert titles == {"Statement"}


def test_plain_pages_lose_what_their_site_adds_and_keep_titles_that_recur() -> None:
    pages = [
        take_bytes(PLAIN.format(number=number).encode(), f"{SITE}/{number}.txt")
        for number in range(PAGES)
    ]
    template = learned_from(pages).templates[SITE]
    lines = [line.text for line in read_page(pages[3], lakes(), template).lines]
    assert lines == [
        "Press release",
        "Lights on the northern shore",
        "Place:",
        "MERE",
        "MERE, 2 May 1999 – The lights were lit again today, says notice 3.",
        "Boats may pass by night from now on, and the ferrymen on both shores are told of it.",
        "Of this there will be 3 copies.",
        "About the Commission",
        "The Commission of the Three Lakes brings together the towns that stand on their shores.",
    ]


PLAIN = """Skip to the text
Lights and locks
Press release
Lights on the northern shore
- Place:
- MERE
MERE, 2 May 1999 – The lights were lit again today, says notice {number}.
Boats may pass by night from now on, and the ferrymen on both shores are told of it.
Print
Of this there will be {number} copies.
About the Commission
The Commission of the Three Lakes brings together the towns that stand on their shores.
Imprint
Terms of use
"""


def _shown(found: Iterable[Draft | Reported]) -> list[str]:
    return [one.capture.text for one in found]


def _sheet(number: int) -> Sheet:
    return Sheet(blocks=(Block(text=f"page {number}"), Block(text="Imprint")))
