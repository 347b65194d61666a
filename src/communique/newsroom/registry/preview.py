"""A record of the registry as the portal will show it."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.template.loader import render_to_string

from communique.core.record import RegistryRecord
from communique.newsroom import shelf
from communique.newsroom.desk.preview import style_address
from communique.newsroom.record.question import today
from communique.newsroom.site import config
from communique.render.messages import LANGUAGES
from communique.render.preview import Portal, registry_preview
from communique.render.styles import sheet


def day_shown(record: RegistryRecord, today: date) -> date:
    """Return the day whose page a preview is: today, or the first on which the last name is borne.

    A name that begins later would not be seen on the page of today.
    """
    begins: list[date] = [one.since.first_day for one in getattr(record, "names", ()) if one.since]
    return max([today, *begins])


def preview(record: RegistryRecord, lang: str) -> HttpResponse:
    """Return the portal's page of a record that is not public yet, in a language.

    What has no page of its own, an appointment or a place, says so.
    """
    profile, on = shelf.profile(), day_shown(record, today())
    portal = Portal(profile=profile, url=config().url, today=on, sample=config().sample)
    shown = registry_preview(record, portal=portal, lang=lang if lang in LANGUAGES else "en")
    if shown is None:
        return HttpResponse(render_to_string("registry/no_page.html"))
    address = sheet(profile.organisation.tokens).address
    # The desk's own style sheets stand where the portal's stands, served by another program.
    return HttpResponse(shown.replace(address.encode(), style_address().encode()))
