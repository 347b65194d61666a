"""A portal asked as a browser asks it, over ASGI, in this process."""

from __future__ import annotations

import json
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from communique.config import Config
from communique.core.dates import PartialDate
from communique.core.entry import Order
from communique.core.record import Quote, Ref, Release
from communique.core.text import Text
from communique.public.app import Portal, application
from communique.registrar.enter import opened
from tests.sites import correct, erase, issue, release, small_site, withdraw

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


def ask(
    portal: Portal,
    address: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
) -> Answered:
    """Return the portal's answer to an address."""
    path, _, query = address.partition("?")
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in (headers or {}).items()],
    }
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    _drive(portal(scope, receive, send))
    named = {name.decode(): value.decode("latin-1") for name, value in sent[0]["headers"]}
    return Answered(sent[0]["status"], named, b"".join(one.get("body", b"") for one in sent[1:]))


def _drive(answering: Coroutine[Any, Any, None]) -> None:
    """Run an answer to its end; it waits for nothing but its request, which is there.

    No event loop is started: the browser's tests keep one running in this thread.
    """
    try:
        while True:
            answering.send(None)
    except StopIteration:
        return


def followed(portal: Portal, address: str) -> Answered:
    """Return the answer at the end of a redirect that leads there at once."""
    first = ask(portal, address)
    assert first.status in (301, 303), first.status
    return ask(portal, first.headers["location"])


def lakes(site: Path) -> Config:
    """Return a site with a release of every state and shape."""
    config = small_site(site)
    enter(config, *(issue(one) for one in releases().values()))
    enter(config, correct(corrected()), withdraw("104"))
    with opened(config) as registrar:
        standing = registrar.standing("105")
        assert standing is not None
        (digest,) = standing.digests
    enter(config, erase("105", digest))
    return config


def enter(config: Config, *orders: Order) -> None:
    """Enter orders as the registrar does."""
    with opened(config) as registrar:
        registrar.enter(orders)


def portal_of(config: Config, now: datetime = NOW) -> Portal:
    """Return a site's portal on a day of November 2026."""
    return application(config, clock=lambda: now)


def releases() -> dict[str, Release]:
    """Return the releases as first entered, by symbol."""
    said = "Boats may pass by night from now on, and the ferrymen have been told of it."
    made = [
        release(
            "101",
            sources=("office-in-tarn", "secretariat"),
            addresses=("https://old.example/tarn/node/101?lang=en",),
            quotes=(Quote(words=said, speaker=Ref(name="A ferryman"), paragraph=2),),
        ),
        release(
            "102",
            texts={"en": english(), "fr": french()},
            date=PartialDate("2005-07"),
            kind="statement",
            fields_of_work=("fisheries",),
        ),
        release("103"),
        release("104", texts={"en": secret("withdrawn")}),
        release("105", texts={"en": secret("erased")}),
        release("106", texts={"fr": marked()}, date=None, sample=True),
    ]
    return {one.symbol: one for one in made}


def corrected() -> Release:
    """Return release 103 as it stands after its correction."""
    first = release("103")
    text = first.texts["en"]
    body = tuple(said.replace("by night", "by day") for said in text.body)
    return replace(first, texts={"en": replace(text, body=body)})


def english() -> Text:
    """Return a text that has a French one beside it."""
    return Text(title="Eels return to the southern lake", body=("Eels were counted in July.",))


def french() -> Text:
    """Return the French text beside it."""
    return Text(title="Les anguilles reviennent", body=("Les anguilles ont été comptées.",))


def secret(word: str) -> Text:
    """Return a text that nobody may read any more."""
    return Text(title=f"Xylophone {word}", body=(f"Nobody reads of the xylophone {word} again.",))


def marked() -> Text:
    """Return a text full of what means something to HTML, XML and Markdown."""
    return Text(
        title='<b>Écluse</b> & "pont" *clos*',
        body=("<script>alert(1)</script> </p> &amp; ]]> _texte_", "Les écluses sont closes."),
    )
