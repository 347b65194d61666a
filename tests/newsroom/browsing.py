"""A newsroom served for real to Debian's Chromium, from this process, and somebody signed in."""

from __future__ import annotations

import os
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from typing import Any, Literal
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.test import override_settings
from playwright.sync_api import Page, expect, sync_playwright

from tests.gallery import ARGUMENTS
from tests.newsroom.desks import Desk, forget_connections
from tests.tools import PATIENCE_MS, chromium

_STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Files under their own names, straight from where they are written.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


_SETTLED = """() => Promise.all(document.getAnimations()
    .filter(one => one instanceof CSSTransition).map(one => one.finished.catch(() => null)))
    .then(() => null)"""


class _Server(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True
    block_on_close = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def served() -> Iterator[str]:
    """Give the address at which the newsroom of the `desk` in force answers."""
    with override_settings(STORAGES=_STORAGES, ALLOWED_HOSTS=["*"]):
        application = _closing(StaticFilesHandler(get_wsgi_application()))
        with make_server("127.0.0.1", 0, application, _Server, _Quiet) as server:
            thread = threading.Thread(target=server.serve_forever, args=(0.05,))
            thread.start()
            try:
                yield f"http://127.0.0.1:{server.server_port}"
            finally:
                server.shutdown()
                thread.join()


def looks(page: Page, *widths: int, height: int = 900) -> Iterator[int]:
    """Yield each width of the window with the page on a window of it, in the light and in the dark.

    One browser shows all of them: what takes its time is to begin another.
    """
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for width, scheme in product(widths, schemes):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        # Colours pass into the others in a tenth of a second; between them nobody can read.
        page.evaluate(_SETTLED)
        yield width


@contextmanager
def looking(desk: Desk, who: str, **options: Any) -> Iterator[Page]:
    """Give a page of a browser in which a member is signed in; its address is relative.

    options: of Playwright's contexts, such as `viewport` and `color_scheme`.
    """
    session = desk.browser(who).cookies["desk-session"].value
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    expect.set_options(timeout=PATIENCE_MS)
    # Playwright runs a loop in this thread, and Django would take that for a reason to refuse.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    try:
        with served() as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
            context = browser.new_context(base_url=address, **options)
            context.add_cookies([{"name": "desk-session", "value": session, "url": address}])
            try:
                yield context.new_page()
            finally:
                # Beside the loop Django keeps connections of their own, which nobody would close:
                # the next browser of this process would ask this test's database, or a dropped one.
                forget_connections()
                context.close()
                browser.close()
    finally:
        if before is None:
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def _closing(application: Any) -> Any:
    """Return the application, its thread's database let go after each answer."""

    def answer(environ: Any, start_response: Any) -> Iterator[bytes]:
        made = application(environ, start_response)
        try:
            yield from made
        finally:
            if hasattr(made, "close"):
                made.close()
            connections.close_all()

    return answer
