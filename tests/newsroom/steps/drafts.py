"""Working copies for tests of their way, and a registrar that enters what is due."""

from __future__ import annotations

from collections.abc import Iterable
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from typing import Any

from django.db import connection, transaction
from django.test import Client

from communique.config import Config
from communique.newsroom.desk.export import copy_of
from communique.newsroom.desk.models import ReleaseCopy, TranslationCopy
from communique.newsroom.desk.models.release import Progress
from communique.newsroom.desk.models.working import Purpose
from communique.newsroom.steps import way
from communique.newsroom.steps.content import standing_of
from communique.newsroom.steps.sign_off import publish
from communique.outbox.frozen import Line, State
from communique.outbox.orders import lines
from communique.registrar.serve import enter_once
from tests.newsroom.desks import Desk


def draft(desk: Desk, by: str = "author", **changed: Any) -> ReleaseCopy:
    """Return a release somebody has drafted, fit to go out."""
    fields: dict[str, Any] = {
        "title": "Harbour lights of Mere burn again",
        "body": "<p>MERE, 2 May 2026 – The lights were lit again today.</p><p>Boats may pass.</p>",
        "day": "2026-05-02",
        "sources": ["secretariat"],
        "fields_of_work": ["navigation"],
        "countries": ["XA"],
        "places": [{"name": "Mere", "code": "mere"}],
        "contacts": "Press office, press@lakes.example",
        "made_by": desk.who(by),
    } | changed
    copy = ReleaseCopy(**fields)
    way.edited(copy, desk.who(by))
    copy.save()
    copy.save_revision(user=desk.who(by))
    return copy


def submitted(desk: Desk, **changed: Any) -> ReleaseCopy:
    """Return a release that waits to be cleared."""
    return way.submit(draft(desk, **changed), desk.who("author"))


def cleared(desk: Desk, **changed: Any) -> ReleaseCopy:
    """Return a release that may be signed off."""
    return way.clear(submitted(desk, **changed), desk.who("clearance-officer"))


def issued(desk: Desk) -> ReleaseCopy:
    """Return a release that is on the record."""
    copy = cleared(desk)
    publish([copy], desk.who("press-secretary"))
    enter(desk.config)
    return copy


def correction(desk: Desk, symbol: str, **changed: object) -> ReleaseCopy:
    """Return the working copy of a correction of an issued release."""
    edition = standing_of(symbol)
    assert edition
    assert edition.current
    assert edition.current.release
    copy = copy_of(edition.current.release, purpose=Purpose.CORRECT, based_on=edition.current.index)
    for name, value in changed.items():
        setattr(copy, name, value)
    copy.wrote(desk.who("author"))
    copy.save()
    return copy


def signed(desk: Desk, copy: ReleaseCopy) -> ReleaseCopy:
    """Take a draft all the way to its sign-off, and return it."""
    way.submit(copy, desk.who("author"))
    way.clear(copy, desk.who("clearance-officer"))
    publish([copy], desk.who("press-secretary"))
    return copy


def edit(copy: ReleaseCopy, by: Any, **changed: Any) -> ReleaseCopy:
    """Save a working copy with other words, as an editor does."""
    with transaction.atomic():
        copy.refresh_from_db()
        way.edited(copy, by)
        for name, value in changed.items():
            setattr(copy, name, value)
        copy.save()
        copy.save_revision(user=by)
    return copy


def translated(desk: Desk, copy: ReleaseCopy, lang: str = "fr") -> TranslationCopy:
    """Return a ready translation of a release."""
    translation = TranslationCopy(
        release=copy,
        lang=lang,
        symbol=copy.symbol,
        title="Les feux du port brûlent à nouveau",
        body="<p>MERE, 2 mai 2026 – Les feux sont rallumés.</p><p>Les bateaux passent.</p>",
        progress=Progress.READY,
    )
    translation.wrote(desk.who("translator"))
    translation.save()
    copy.languages = [*copy.languages, lang]
    copy.save(update_fields=["languages"])
    return translation


def enter(config: Config) -> list[tuple[str, int | None]]:
    """Have the registrar enter what is due now; return symbols with the index of their entries."""
    return [(marked.symbol, marked.index) for marked in enter_once(config)]


def placed(states: Iterable[State] = tuple(State)) -> list[Line]:
    """Return the orders in the outbox, the first placed first."""
    return lines(connection, tuple(states))[::-1]


def signed_off(client: Client, **asked: str) -> Any:
    """Open the page before a sign-off and press its button; return the answer."""
    page = client.get("/desk/steps/sign-off/", asked)
    assert page.status_code == 200
    assert page.context["may_go"]
    sent: dict[str, Any] = {
        "copy": [one.key for one in page.context["ready"]],
        "seen": [f"{one.key}={one.seen}" for one in page.context["ready"]],
        "at": page.context["when"].iso,
        "zone": page.context["when"].zone,
    }
    if page.context["bundle"]:
        sent |= {"bundle": str(page.context["bundle"].pk)}
    if asked.get("alone"):
        sent |= {"alone": "1", "sure": "1"}
    return client.post("/desk/steps/sign-off/", sent, follow=True)


def letters(desk: Desk) -> list[Message]:
    """Return the mails that went out, one for each who got it, the first first."""
    folder = desk.config.newsroom / "mail"
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime_ns)
    line = b"-" * 79 + b"\n"
    parts = [part for file in files for part in file.read_bytes().split(line)]
    return [message_from_bytes(part.strip()) for part in parts if part.strip()]


def words(letter: Message) -> str:
    """Return what a mail says."""
    content = letter.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content.decode("utf-8")


def subject(letter: Message) -> str:
    """Return what a mail is about."""
    whole = letter["Subject"].replace("\n", "")
    return str(make_header(decode_header(whole)))
