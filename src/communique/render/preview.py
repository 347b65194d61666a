"""Pages before they are on the record: what the portal will show, made by what will show it.

A preview lacks what only the log can give: the history, the proof and what was said meanwhile.
Its addresses are the portal's. Whoever shows it elsewhere answers `/static/…` (render.styles) and
`/media/…` there, and sends readers of `/{lang}/…` on to the portal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from communique.core.activity import Activity
from communique.core.edition import ReportedFact
from communique.core.fact import Fact, FactRecord
from communique.core.profile import Profile
from communique.core.record import About, Event, RegistryRecord, Release
from communique.core.vocab import Term
from communique.render.framing import registry_frame, release_frame
from communique.render.pages import page
from communique.render.registry import (
    about,
    activities,
    bodies,
    country,
    fields,
    meeting,
    meetings,
    people,
    structure,
)
from communique.render.registry.parts import RegistryView, placed
from communique.render.registry.setting import Setting
from communique.render.registry.symbols import path_of_about
from communique.render.release_view import path_of, reporting, unproved_view
from communique.render.site import Frame, site_view

_TERM_PAGES = {
    "country": country.page,
    "field-of-work": fields.page,
    "structure": structure.page,
    "person": people.page,
    "body": bodies.page,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal:
    """The portal that a preview is of.

    profile: as the record has it now.  url: its public address.  today: the day shown.
    sample: its record is written to show the system.
    """

    profile: Profile
    url: str
    today: date
    sample: bool = False


def release_preview(
    release: Release,
    *,
    portal: Portal,
    lang: str,
    is_correction: bool = False,
    facts: Iterable[FactRecord[Fact]] = (),
) -> bytes:
    """Return the page of a release that is not on the record yet.

    lang: of the interface; the text shown is the one its readers would see.
    is_correction: it corrects a release that is, and its page will say so.
    facts: those that readers will see, their words where they stand in its text.
    Raises ValueError where the release has no text at all.
    """
    setting = _setting(portal, portal.profile, lang)
    address = f"{portal.url}/{lang}/{path_of(release, lang, setting)}"
    view = unproved_view(release, setting, address=address, is_corrected=is_correction)
    view = reporting(view, release, setting, [_as_reported(one, release) for one in facts])
    return page("release.html", view, _marked(release_frame(release, setting), setting))


def registry_preview(record: RegistryRecord, *, portal: Portal, lang: str) -> bytes | None:
    """Return the page of a registry record as it would be; None for what has no page.

    Releases about it are left out. An appointment and the like show on pages of others.
    """
    setting = _setting(portal, portal.profile.with_record(record), lang)
    view = _view(record, setting)
    if view is None:
        return None
    around = _marked(registry_frame(view, setting), setting)
    return page("registry/page.html", placed(view, setting.href(view.path)), around)


def _as_reported(fact: FactRecord[Fact], release: Release) -> ReportedFact:
    """Return a fact as readers will see it, but for its entry, which no page of a release shows."""
    return ReportedFact(
        record=fact, passage=fact.evidence, release=release, index=0, leaf="", at="", digest=""
    )


def _view(record: RegistryRecord, setting: Setting) -> RegistryView | None:
    match record:
        case About():
            return about.page(setting, path_of_about(record))
        case Activity():
            return activities.page(setting, record, None)
        case Event():
            return meeting.page(setting, record, None)
        case Term() if record.vocabulary == meetings.VOCABULARY:
            return meetings.of_series(setting, record)
        case Term() if record.vocabulary in _TERM_PAGES:
            return _TERM_PAGES[record.vocabulary](setting, record, None)
        case _:
            return None


def _setting(portal: Portal, profile: Profile, lang: str) -> Setting:
    today = portal.today
    site = site_view(profile, lang, url=portal.url, on=today, today=today, sample=portal.sample)
    return Setting(profile, site)


def _marked(around: Frame, setting: Setting) -> Frame:
    told = setting.say("This page is not public. It has no place in the log and no proof.")
    return replace(around, preview=told, is_listed=False)
