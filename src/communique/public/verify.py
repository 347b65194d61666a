"""The page on which anybody checks a text against the record."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qsl

from communique.core.edition import Edition
from communique.public.answer import FRESH, NEVER, Response, as_json
from communique.public.errors import BadAddress, TooLarge
from communique.public.reading import Record
from communique.public.request import Request
from communique.public.route import Route
from communique.public.showing import setting_of, show
from communique.render.furniture import lines_beside
from communique.render.messages import LANGUAGES, N_
from communique.render.registry.setting import Setting
from communique.render.site import Standing, frame
from communique.render.verify_view import VerdictView, VerifyView, verdict_view
from communique.store.verdict import verdict_on

# Longer than any release; a comparison's time grows with the square of what it reads.
LONGEST_CHARACTERS = 60_000


def door(request: Request, record: Record) -> Response:
    """Return the way to the page in the first language."""
    setting = setting_of(Request(method="GET", path="", parts={"lang": LANGUAGES[0]}), record)
    return Response(status=303, headers=(("location", setting.href("verify")),), cache=FRESH)


def verify(request: Request, record: Record) -> Response:
    """Return the form, and with it the verdict on a text that was sent."""
    setting = setting_of(request, record)
    text = _sent(request) if request.method == "POST" else ""
    verdict = _verdict(text, record, setting) if text else None
    if request.twin == "json":
        return _told(verdict)
    view = VerifyView(
        title=setting.say("Check that a text is genuine"),
        action=setting.href("verify"),
        text=text,
        verdict=verdict,
    )
    title = f"{verdict.title} – {view.title}" if verdict else view.title
    around = frame(setting.site, Standing(path="verify"), title=title)
    made = show("verify.html", view, around)
    return made if request.method == "GET" else Response(body=made.body, cache=NEVER, is_kept=False)


def _sent(request: Request) -> str:
    """Return the text sent with the form, or as plain text."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        body = request.body.decode("utf-8")
        if kind == "application/x-www-form-urlencoded":
            fields = dict(parse_qsl(body, errors="strict", max_num_fields=10))
            body = fields.get("text", "")
    except ValueError:
        raise BadAddress(N_("What was sent is no UTF-8 text.")) from None
    text = body.replace("\r\n", "\n").strip()
    if len(text) > LONGEST_CHARACTERS:
        raise TooLarge(
            N_("A text to check is at most %(most)s characters long."), most=LONGEST_CHARACTERS
        )
    return text


def _verdict(text: str, record: Record, setting: Setting) -> VerdictView:
    def furniture(held: Edition) -> Iterator[str]:
        return lines_beside(held, record.profile, url=setting.site.url, today=record.today)

    return verdict_view(verdict_on(record.store, text, furniture=furniture), setting)


def _told(verdict: VerdictView | None) -> Response:
    if verdict is None:
        return as_json({"version": 1, "type": "verify", "verdict": None})
    return as_json(
        {
            "version": 1,
            "type": "verify",
            "verdict": verdict.verdict,
            "title": verdict.name,
            "href": verdict.href,
            "changes": [[run.kind, run.text] for run in verdict.runs],
        }
    )


ROUTES = (
    Route(pattern="/verify", answer=door, times=frozenset()),
    Route(
        pattern="/{lang}/verify",
        answer=verify,
        methods=("GET", "POST"),
        twins=frozenset({"json"}),
        times=frozenset({"on"}),
    ),
)
