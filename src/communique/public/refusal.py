"""Refusals as pages in the portal's look, and as JSON where a twin was asked for."""

from __future__ import annotations

from http import HTTPStatus

from communique.core.errors import CommuniqueError
from communique.public.answer import NEVER, Response, as_json
from communique.public.errors import Refused
from communique.public.reading import Record
from communique.public.showing import show
from communique.render.messages import LANGUAGES, N_, tongue
from communique.render.site import Link, Standing, frame
from communique.render.views import MessageView

TITLES = {
    400: N_("This address cannot be read"),
    404: N_("There is no such page"),
    405: N_("This address does not take that"),
    410: N_("This is shown no more"),
    416: N_("There is no such part"),
    413: N_("That is too much at once"),
    414: N_("This address is too long"),
}


def refusal(error: Refused, path: str, record: Record) -> Response:
    """Return the answer that says what was refused, in the language of the address."""
    if path.endswith(".json"):
        told = {"code": error.code, "message": str(error), "hint": error.hint}
        return as_json({"error": told}, status=error.status)
    lang = path[1:3] if path[1:3] in LANGUAGES else LANGUAGES[0]
    say = tongue(lang).gettext
    site = record.site(lang)
    title = say(TITLES.get(error.status, HTTPStatus(error.status).phrase))
    values = {name: str(value) for name, value in error.values.items()}
    message = say(error.message)
    view = MessageView(
        status=str(error.status),
        title=title,
        paragraphs=(message % values if values else message,),
        links=(
            Link(text=say("Search the record"), href=f"/{lang}/search"),
            Link(text=say("Home"), href=f"/{lang}/"),
        ),
    )
    around = frame(site, Standing(path="", twins=(), is_listed=False), title=title)
    made = show("message.html", view, around, status=error.status)
    return Response(
        status=made.status, body=made.body, headers=error.headers, cache=NEVER, is_kept=False
    )


def unavailable(error: CommuniqueError) -> Response:
    """Return the plain answer for when the record itself cannot be read."""
    return _plainly(
        HTTPStatus.SERVICE_UNAVAILABLE,
        f"The record cannot be read just now [{error.code}].\nTry again in a minute.\n",
    )


def failed() -> Response:
    """Return the plain answer for when the program itself is at fault."""
    return _plainly(
        HTTPStatus.INTERNAL_SERVER_ERROR, "This page cannot be made. The fault is ours.\n"
    )


def _plainly(status: HTTPStatus, body: str) -> Response:
    return Response(
        status=status,
        body=body.encode(),
        content_type="text/plain; charset=utf-8",
        headers=(("retry-after", "60"),),
        cache=NEVER,
        is_kept=False,
    )
