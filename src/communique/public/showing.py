"""A view on its way out: the page in its frame, or one of its twins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from communique.core.edition import Card
from communique.public.answer import Response
from communique.public.reading import Record
from communique.public.request import Request
from communique.render.pages import page
from communique.render.registry.setting import Setting
from communique.render.site import Frame, SiteView
from communique.store.query import of_symbols


def show(template: str, view: object, frame: Frame, *, status: int = 200) -> Response:
    """Return the page that a template makes of a view."""
    return Response(status=status, body=page(template, view, frame))


def setting_of(request: Request, record: Record) -> Setting:
    """Return the profile and the site, in the language and on the day of the request."""
    return record.setting(request.lang, day_of(request, record))


def still_shown(cards: Sequence[Card], request: Request, record: Record) -> tuple[Card, ...]:
    """Return the cards of releases that readers may see now.

    Who travels to an earlier size of the log is shown no words that were withdrawn since.
    """
    if request.size is None:
        return tuple(cards)
    shown = of_symbols(record.store, [card.symbol for card in cards])
    return tuple(card for card in cards if card.symbol in shown)


def site_of(request: Request, record: Record) -> SiteView:
    """Return the frame's part that all pages of the request's language and day share."""
    return record.site(request.lang, day_of(request, record))


def day_of(request: Request, record: Record) -> date:
    """Return the day whose names are shown: the one asked for, else today."""
    return request.on or record.today
