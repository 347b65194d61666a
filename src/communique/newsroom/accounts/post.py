"""Mail from the desk to its members."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import connection, transaction

from communique.newsroom.accounts.models import Member
from communique.newsroom.accounts.trail import tell

_log = logging.getLogger("communique.newsroom.mail")


def send(members: Iterable[Member], subject: str, text: str) -> None:
    """Send each member a mail of their own in plain text, once what is being done is kept.

    Who has no address or is no longer active gets none. A server that refuses breaks no act:
    it is written to the log and to the trail.
    """
    to = [one for one in members if one.email and one.is_active]
    if to:
        # Not before: nobody is to read of something that was taken back.
        transaction.on_commit(partial(_hand_over, to, _line(subject), text), robust=True)


def wait() -> None:
    """Wait until what was handed over so far has gone out, or has failed to."""
    _postman().shutdown()
    _postman.cache_clear()


def _hand_over(to: Sequence[Member], subject: str, text: str) -> None:
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        _deliver(to, subject, text)
    else:
        # A server takes its time, and has the right to be slow; nobody at the desk waits for it.
        _postman().submit(_deliver_and_close, to, subject, text)


@cache
def _postman() -> ThreadPoolExecutor:
    """Return the one thread that talks to the server; what it still has goes out at a clean end."""
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="post")


def _deliver_and_close(to: Sequence[Member], subject: str, text: str) -> None:
    try:
        _deliver(to, subject, text)
    finally:
        connection.close()


def _deliver(to: Sequence[Member], subject: str, text: str) -> None:
    text = f"{text.rstrip()}\n\n-- \n{settings.WAGTAIL_SITE_NAME}, {_desk()}\n"
    messages = [EmailMessage(subject, text, to=[one.email]) for one in to]
    try:
        get_connection().send_messages(messages)
    except (OSError, SMTPException) as error:
        names = ", ".join(one.get_username() for one in to)
        _log.error("mail %r to %s did not go out: %s", subject, names, error)
        tell(None, "mail-failed", subject, to=names, reason=str(error))


def _line(subject: str) -> str:
    return " ".join(subject.split())


def _desk() -> str:
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}/desk/"
