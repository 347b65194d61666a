"""The search: a strict address becomes a question, its answer a page, a feed or JSON."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from communique.core.edition import FACETS, SORTS, Question
from communique.public.answer import ATOM, Response, as_json, moved
from communique.public.errors import BadAddress, NotFound
from communique.public.reading import Record
from communique.public.request import Request
from communique.public.route import Route
from communique.public.showing import setting_of, show
from communique.render.feeds import Feed, atom
from communique.render.messages import N_
from communique.render.registry.setting import Setting
from communique.render.search_view import (
    LAST_PAGE,
    VOCABULARIES,
    default_sort,
    parameters_of,
    search_view,
)
from communique.render.site import Standing, frame
from communique.render.twins import search_json
from communique.store.search.ask import ask

LONGEST_WORDS = 300
IN_FEED = 50
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PAGE = re.compile(r"[1-9]\d{0,2}", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)


def search(request: Request, record: Record) -> Response:
    """Return one page of an answer, as a page or a twin."""
    setting = setting_of(request, record)
    question = question_of(request, setting)
    if any(not value for _, value in request.parameters):
        # A form sends what was left empty too; one search has one address.
        suffix = f".{request.twin}" if request.twin else ""
        return moved(setting.site.href(f"search{suffix}", parameters_of(question)))
    if request.twin == "atom":
        return _feed(question, record, setting)
    answer = ask(record.store, _until(question, request.on))
    if question.page > 1 and not answer.cards:
        raise NotFound(N_("The answer has no page %(page)s."), page=question.page)
    shown = replace(answer, question=question)
    if request.twin == "json":
        return as_json(search_json(shown, setting))
    view = search_view(shown, setting)
    around = frame(
        setting.site,
        Standing(path="search", parameters=parameters_of(question), twins=("json", "atom")),
        title=view.title,
        description=f"{view.title}: {view.summary}",
        words=question.words,
    )
    return show("search.html", view, around)


def question_of(request: Request, setting: Setting) -> Question:
    """Return the question of an address; BadAddress names the value that stands for nothing."""
    words = request.one("q").strip()
    if len(words) > LONGEST_WORDS:
        raise BadAddress(N_("A search is at most %(most)s characters long."), most=LONGEST_WORDS)
    since, until = _day("since", request), _day("until", request)
    if since and until and since > until:
        raise BadAddress(N_("The search ends before it begins: “since” lies after “until”."))
    sort = request.one("sort") or default_sort(words)
    if sort not in SORTS:
        raise _no_value("sort", sort, ", ".join(SORTS))
    page = request.one("page") or "1"
    if not _PAGE.fullmatch(page) or int(page) > LAST_PAGE:
        raise _no_value("page", page, f"1–{LAST_PAGE}")
    return Question(
        lang=setting.lang,
        words=words,
        chosen={facet: chosen for facet in FACETS if (chosen := _chosen(facet, request, setting))},
        since=since,
        until=until,
        sort=sort if words or sort != "relevance" else default_sort(words),
        page=int(page),
    )


def _chosen(facet: str, request: Request, setting: Setting) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys(code for code in request.all(facet) if code))
    for code in codes:
        if not _is_known(facet, code, setting):
            raise BadAddress(
                N_("“%(value)s” is no value of “%(name)s”."), name=facet, value=code[:80]
            )
    return codes


def _is_known(facet: str, code: str, setting: Setting) -> bool:
    if facet == "year":
        return _YEAR.fullmatch(code) is not None
    if facet == "lang":
        return code in setting.profile.languages
    return setting.term(VOCABULARIES[facet], code) is not None


def _day(name: str, request: Request) -> date | None:
    text = request.one(name)
    if not text:
        return None
    try:
        if not _DAY.fullmatch(text):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise BadAddress(
            N_("“%(value)s” is no day; “%(name)s” takes one as in 2017-02-13."),
            name=name,
            value=text[:80],
        ) from None


def _no_value(name: str, value: str, known: str) -> BadAddress:
    return BadAddress(
        N_("“%(value)s” is no value of “%(name)s”. It takes: %(known)s."),
        name=name,
        value=value[:80],
        known=known,
    )


def _until(question: Question, on: date | None) -> Question:
    """Return the question as a reader of an earlier day would have it answered."""
    if on is None or (question.until and question.until <= on):
        return question
    return replace(question, until=on)


def _feed(question: Question, record: Record, setting: Setting) -> Response:
    answer = ask(record.store, replace(question, page=1, page_size=IN_FEED))
    title = setting.say("%(organisation)s: releases", organisation=setting.site.abbreviation)
    if question.words:
        title = f"{title} – {question.words}"
    asked = parameters_of(question)
    feed = Feed(
        title=title,
        path=setting.site.href("search.atom", asked),
        page=setting.site.href("search", asked),
    )
    return Response(body=atom(feed, answer.cards, setting), content_type=ATOM, is_open=True)


ROUTES = (
    Route(
        pattern="/{lang}/search",
        answer=search,
        parameters=frozenset({"q", "since", "until", "sort", "page"}),
        many=frozenset(FACETS),
        twins=frozenset({"json", "atom"}),
        times=frozenset({"on"}),
    ),
)
