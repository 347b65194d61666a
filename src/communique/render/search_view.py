"""The search page: one form that works without script, and links that narrow or widen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from communique.core.edition import FACETS, Answer, Question
from communique.render.dates import in_words, number
from communique.render.listing import Line, line_of
from communique.render.messages import language_name
from communique.render.registry import histogram
from communique.render.registry.drawing import Drawing
from communique.render.registry.parts import Cell
from communique.render.registry.setting import Setting

VOCABULARIES: Mapping[str, str] = {
    "kind": "kind",
    "field": "field-of-work",
    "country": "country",
    "source": "structure",
    "person": "person",
    "place": "place",
}
SHOWN_AT_FIRST = 8
LAST_PAGE = 500
Parameters = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value of a facet, and how many releases have it.

    lang: the language of the text where it is another than the page's.
    """

    code: str
    text: str
    count: str
    is_chosen: bool = False
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetView:
    """A facet's values: those shown at once, and the rest behind a word."""

    code: str
    label: str
    choices: tuple[Choice, ...]
    rest: tuple[Choice, ...]
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """Everything search.html shows.

    chosen: what narrows the search, each leading to the search without it.
    """

    title: str
    words: str
    since: str
    until: str
    total: str
    summary: str
    lines: tuple[Line, ...]
    facets: tuple[FacetView, ...]
    chosen: tuple[Cell, ...]
    sorts: tuple[Choice, ...]
    drawing: Drawing | None
    page: str
    previous: str
    following: str
    feed: str
    json: str
    everything: str


def parameters_of(question: Question) -> Parameters:
    """Return a question as the parameters of its one address, what goes without saying left out."""
    given = [("q", question.words)] if question.words else []
    given += [(facet, code) for facet in FACETS for code in sorted(question.chosen.get(facet, ()))]
    given += [("since", question.since.isoformat())] if question.since else []
    given += [("until", question.until.isoformat())] if question.until else []
    given += [("sort", question.sort)] if question.sort != default_sort(question.words) else []
    given += [("page", str(question.page))] if question.page > 1 else []
    return tuple(given)


def default_sort(words: str) -> str:
    """Return how an answer is sorted when nobody says: by relevance where words were given."""
    return "relevance" if words else "newest"


def search_view(answer: Answer, setting: Setting) -> SearchView:
    """Return the view of one page of an answer."""
    question = answer.question
    last = min(-(-answer.total // question.page_size), LAST_PAGE)
    beside = {"previous": question.page - 1, "following": question.page + 1}
    pages = {
        name: _href(replace(question, page=page), setting) if 1 <= page <= last else ""
        for name, page in beside.items()
    }
    first = replace(question, page=1)
    return SearchView(
        title=_title(question, setting),
        words=question.words,
        since=question.since.isoformat() if question.since else "",
        until=question.until.isoformat() if question.until else "",
        total=number(answer.total, setting.lang),
        summary=_summary(answer, setting),
        lines=tuple(line_of(card, setting) for card in answer.cards),
        facets=tuple(_facets(answer, setting)),
        chosen=tuple(_chosen(first, setting)),
        sorts=tuple(_sorts(question, setting)),
        drawing=_drawing(answer, setting),
        page=_page(question, last, setting),
        previous=pages["previous"],
        following=pages["following"],
        feed=setting.site.href("search.atom", parameters_of(first)),
        json=setting.site.href("search.json", parameters_of(question)),
        everything=setting.site.href("search"),
    )


def value_named(facet: str, code: str, setting: Setting) -> Cell:
    """Return what a facet's value is called."""
    if facet in VOCABULARIES:
        return setting.link(VOCABULARIES[facet], code)
    return Cell(text=language_name(code, setting.lang) if facet == "lang" else code, value=code)


def facet_labels(setting: Setting) -> dict[str, str]:
    """Return what each facet is called."""
    return {
        "kind": setting.say("Kind"),
        "field": setting.fields,
        "country": setting.say("Country"),
        "source": setting.say("Source"),
        "person": setting.say("Person"),
        "place": setting.say("Place"),
        "lang": setting.say("Language"),
        "year": setting.say("Year"),
    }


def _href(question: Question, setting: Setting) -> str:
    return setting.site.href("search", parameters_of(question))


def _title(question: Question, setting: Setting) -> str:
    if question.words:
        return setting.say("Search: %(words)s", words=question.words)
    return setting.say("The record")


def _summary(answer: Answer, setting: Setting) -> str:
    counted = number(answer.total, setting.lang)
    if not answer.total:
        return setting.say("No release answers this search.")
    return setting.count(
        "%(counted)s release", "%(counted)s releases", answer.total, counted=counted
    )


def _page(question: Question, last: int, setting: Setting) -> str:
    if last < 2:
        return ""
    return setting.say("Page %(page)s of %(last)s", page=question.page, last=last)


def _facets(answer: Answer, setting: Setting) -> Iterator[FacetView]:
    for facet, label in facet_labels(setting).items():
        chosen = answer.question.chosen.get(facet, ())
        counted = dict(answer.counts.get(facet, ()))
        codes = [*chosen, *(code for code in _in_order(facet, counted) if code not in chosen)]
        choices = tuple(
            Choice(
                code=code,
                text=named.text,
                count=number(counted.get(code, 0), setting.lang),
                is_chosen=code in chosen,
                lang=named.lang,
            )
            for code in codes
            for named in (value_named(facet, code, setting),)
        )
        shown = max(SHOWN_AT_FIRST, len(chosen))
        if choices:
            yield FacetView(
                code=facet,
                label=label,
                choices=choices[:shown],
                rest=choices[shown:],
                is_open=bool(chosen) or facet in ("kind", "field", "country", "source"),
            )


def _in_order(facet: str, counted: Mapping[str, int]) -> list[str]:
    return sorted(counted, reverse=True) if facet == "year" else list(counted)


def _chosen(question: Question, setting: Setting) -> Iterator[Cell]:
    labels = facet_labels(setting)
    for facet in FACETS:
        codes = question.chosen.get(facet, ())
        for code in codes:
            left = tuple(one for one in codes if one != code)
            without = replace(question, chosen={**question.chosen, facet: left})
            named = value_named(facet, code, setting)
            yield replace(named, note=labels[facet], href=_href(without, setting))
    if question.since:
        text = setting.say("from %(day)s", day=in_words(question.since, setting.lang))
        yield Cell(text=text, href=_href(replace(question, since=None), setting))
    if question.until:
        text = setting.say("to %(day)s", day=in_words(question.until, setting.lang))
        yield Cell(text=text, href=_href(replace(question, until=None), setting))


def _sorts(question: Question, setting: Setting) -> Iterator[Choice]:
    labels = {
        "relevance": setting.say("Best match first"),
        "newest": setting.say("Newest first"),
        "oldest": setting.say("Oldest first"),
    }
    for code, text in labels.items():
        if code != "relevance" or question.words:
            yield Choice(code=code, text=text, count="", is_chosen=code == question.sort)


def _drawing(answer: Answer, setting: Setting) -> Drawing | None:
    if len(answer.years) < 2:
        return None
    first, last = answer.years[0][0], answer.years[-1][0]
    year, most = max(answer.years, key=lambda pair: pair[1])
    described = setting.say(
        "From %(first)s to %(last)s; most in %(year)s, with %(most)s. "
        "The list “Year” gives every number.",
        first=first,
        last=last,
        year=year,
        most=number(most, setting.lang),
    )
    return histogram.drawn(
        answer.years, title=setting.say("Releases by year"), description=described
    )
