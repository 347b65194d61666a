"""How an organisation's pages are laid out and speak: labels, marks and words, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from communique.core.mapping import FieldMap

Words = tuple[str, ...]
ByLanguage = Mapping[str, Words]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Which records wait for a person before they are entered.

    confidence: 0 to 1; a record waits where its title, kind, date or body was read with less.
    findings: codes; a record in which one of these was found waits too.
    """

    confidence: float = 0.0
    findings: Words = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The words by which a reader finds the fields of a page; all are compared without case.

    labels: by field, what stands before a colon: kind, date, place, sources, fields_of_work,
    country, publisher; when, where and organizers mark a page of an event; changed stands
    before the day on which a page was changed.
    menu_lines: lines of menus that are neither entries of the profile's menu nor its terms.
    skip_lines: lines that belong to the site and never to a text.
    newsroom_lines: heads above a page of the newsroom.  listing_heads: heads above a list.
    other_pages: what a page calls itself that is none of the newsroom's (`Vacancy`).
    closing_lines: from such a line on, the page is the site's again.
    contact_heads: heads of the people to ask.  caption_marks: what begins a picture's credit.
    kind_with_dateline, kind_in_newsroom: kinds of pages that name none.
    not_places: words in capitals that stand where a dateline might, and are no places.
    date_articles: words between a place and its date (`le 13 février`).
    titles: words of offices and bodies, which are no part of a person's name.
    particles: small words inside names (`Jaap de Hoop Scheffer`).
    not_countries: phrases that hold a country's name and do not mean it.
    also_given_names: countries' names that people bear too.
    at: words before the place where something happened (`in Vienna`).
    abbreviations: words that end with a full stop and end no sentence.
    saying: verbs that report speech; said_by: words before the speaker (`according to`).
    pronouns: words that stand for the speaker named before.
    anniversaries: words that mark a day other than the day of the page.
    stop_words: common words by which a language is recognised.
    suggesting: by code of a field of work, words of any language in a text that speak for it.
    mappings: of the XML, JSON and tables of other systems; the first that finds a record is it.
    review: which records wait for a person; none where it is not there.
    """

    labels: Mapping[str, Words] = field(default_factory=dict)
    menu_lines: Words = ()
    skip_lines: Words = ()
    newsroom_lines: Words = ()
    listing_heads: Words = ()
    other_pages: Words = ()
    closing_lines: Words = ()
    contact_heads: Words = ()
    caption_marks: Words = ()
    kind_with_dateline: str = ""
    kind_in_newsroom: str = ""
    not_places: Words = ()
    date_articles: Words = ()
    titles: Words = ()
    particles: Words = ()
    not_countries: Words = ()
    also_given_names: Words = ()
    abbreviations: Words = ()
    at: ByLanguage = field(default_factory=dict)
    saying: ByLanguage = field(default_factory=dict)
    said_by: ByLanguage = field(default_factory=dict)
    pronouns: ByLanguage = field(default_factory=dict)
    anniversaries: ByLanguage = field(default_factory=dict)
    stop_words: ByLanguage = field(default_factory=dict)
    suggesting: Mapping[str, Words] = field(default_factory=dict)
    mappings: tuple[FieldMap, ...] = ()
    review: Review | None = None
