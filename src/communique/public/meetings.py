"""Meetings: all, a series, one; each a page, its JSON, and a calendar to subscribe to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from communique.core.edition import Question
from communique.core.record import Event
from communique.core.vocab import Term
from communique.public import registry_missing as missing
from communique.public.answer import CALENDAR, Response
from communique.public.reading import Record
from communique.public.registry_shown import found, named, route, shown
from communique.public.request import Request
from communique.public.showing import setting_of
from communique.render.icalendar import calendar
from communique.render.registry import meeting, meetings
from communique.render.registry.releases import About
from communique.render.registry.setting import Setting
from communique.store import query
from communique.store.search.ask import ask

LATEST = 6
AROUND = timedelta(days=7)


def _all(request: Request, record: Record) -> Response:
    setting = setting_of(request, record)
    if request.twin == "ics":
        return _calendar(setting.profile.events, request, record, setting)
    return shown(meetings.overview(setting), request, setting)


def _by_day(request: Request, record: Record) -> Response:
    setting = setting_of(request, record)
    return shown(meetings.by_day(setting), request, setting)


def _series(request: Request, record: Record) -> Response:
    setting = setting_of(request, record)
    term = found(meetings.VOCABULARY, request.parts["series"], setting, request)
    if not isinstance(term, Term):
        return term
    if request.twin == "ics":
        held = [one for one in setting.profile.events if one.series == term.code]
        return _calendar(held, request, record, setting, term.name(setting.lang, setting.on))
    return shown(meetings.of_series(setting, term), request, setting)


def _event(request: Request, record: Record) -> Response:
    setting = setting_of(request, record)
    term = found(meetings.VOCABULARY, request.parts["series"], setting, request)
    if not isinstance(term, Term):
        return term
    code = request.parts["event"]
    held = [one for one in setting.profile.events if one.series == term.code]
    event = next((one for one in held if one.code == code), None)
    if event is None:
        return missing.event(held, request, setting)
    if request.twin == "ics":
        return _calendar((event,), request, record, setting, event.name(setting.lang))
    said = named("event", code, request, record)
    view = meeting.page(setting, event, _around(event, request, record), said)
    return shown(view, request, setting)


def _calendar(
    held: Iterable[Event], request: Request, record: Record, setting: Setting, of: str = ""
) -> Response:
    entered = query.registry_entered(record.store, "event", request.size)
    name = setting.say(
        "%(organisation)s: %(of)s",
        organisation=setting.site.abbreviation,
        of=of or meetings.title(setting),
    )
    body = calendar(held, entered, setting, name=name)
    return Response(body=body, content_type=CALENDAR, is_open=True)


def _around(event: Event, request: Request, record: Record) -> About:
    until = event.last_day.last_day + AROUND
    question = Question(
        lang=request.lang,
        since=event.first_day.first_day - AROUND,
        until=min(until, request.on) if request.on else until,
        sort="oldest",
        page_size=LATEST,
    )
    return About(facet="event", code=event.code, answer=ask(record.store, question))


ROUTES = (
    route("/{lang}/meetings", _all, "ics"),
    route("/{lang}/meetings/calendar", _by_day),
    route("/{lang}/meetings/{series}", _series, "ics"),
    route("/{lang}/meetings/{series}/{event}", _event, "ics"),
)
