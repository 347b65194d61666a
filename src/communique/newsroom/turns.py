"""Requests answered one at a time, as SQLite would have it; one that stalls holds up none."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

# A form of the desk has no more; a longer body is refused by its view, which reads no further.
LARGEST_FORM_BYTES = 6 * 1024 * 1024
_UPLOADS = "/desk/uploads/"

Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]


class InTurn:
    """An application that answers one request at a time, each once it has come in whole.

    SQLite lets one write at a time, and a request holds its transaction from beginning to end.
    But a body comes as slowly as its sender likes: it is waited for outside of the turn, and an
    uploaded file, which opens no transaction while it comes, takes no turn at all.
    """

    def __init__(self, application: Application) -> None:
        self._application = application
        self._turn = threading.Lock()

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """Answer a request when its turn has come."""
        if environ.get("PATH_INFO") == _UPLOADS:
            return self._application(environ, start_response)
        _wait_for_body(environ)
        with self._turn:
            return self._application(environ, start_response)


def _wait_for_body(environ: Environ) -> None:
    said = environ.get("CONTENT_LENGTH") or "0"
    length = int(said) if said.isdecimal() else 0
    if 0 < length <= LARGEST_FORM_BYTES:
        environ["wsgi.input"] = BytesIO(environ["wsgi.input"].read(length))
