"""A record of the registry as the portal will show it."""

from __future__ import annotations

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


def preview(record: RegistryRecord, lang: str) -> HttpResponse:
    """Return the portal's page of a record that is not public yet, in a language.

    What has no page of its own, an appointment or a place, says so.
    """
    profile = shelf.profile()
    portal = Portal(profile=profile, url=config().url, today=today(), sample=config().sample)
    shown = registry_preview(record, portal=portal, lang=lang if lang in LANGUAGES else "en")
    if shown is None:
        return HttpResponse(render_to_string("registry/no_page.html"))
    address = sheet(profile.organisation.tokens).address
    # The desk's own style sheets stand where the portal's stands, served by another program.
    return HttpResponse(shown.replace(address.encode(), style_address().encode()))
