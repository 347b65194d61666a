"""How much may be sent to the newsroom at once."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

MIB = 1024 * 1024
# A release in six languages is a few hundred kilobytes.
MOST_BYTES = 8 * MIB
# The largest attachment, and the form around it; the uploads' own limits are finer.
UPLOADS, MOST_UPLOADED_BYTES = "/desk/uploads/", 56 * MIB
_REFUSED = "This is larger than the newsroom takes at once. Send less, or a smaller file.\n"


class Limits:
    """Refuses what is too large before a byte of it is read or kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the page's answer, or 413."""
        most = MOST_UPLOADED_BYTES if request.path.startswith(UPLOADS) else MOST_BYTES
        said = request.META.get("CONTENT_LENGTH") or "0"
        if not said.isdecimal() or int(said) > most:
            return HttpResponse(_REFUSED, status=413, content_type="text/plain; charset=utf-8")
        return self._answer(request)
