"""Mail from the desk to its members."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from functools import partial
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction

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
        # Not before: a slow server must not keep the database locked meanwhile, and nobody is
        # to read of something that was taken back.
        transaction.on_commit(partial(_deliver, to, _line(subject), text), robust=True)


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
