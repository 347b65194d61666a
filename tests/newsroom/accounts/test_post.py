"""Mail to members, which never breaks what it tells of."""

from __future__ import annotations

import email
import socket
import time
from email import policy
from email.message import EmailMessage

import pytest
from django.db import transaction
from django.test import override_settings

from communique.newsroom.accounts.lines import TrailLine
from communique.newsroom.accounts.models import Member
from communique.newsroom.accounts.post import send, wait
from tests.newsroom.desks import Desk

SMTP = "django.core.mail.backends.smtp.EmailBackend"


def _sent(desk: Desk) -> list[EmailMessage]:
    folder = desk.config.newsroom / "mail"
    return [
        message
        for path in (sorted(folder.iterdir()) if folder.is_dir() else [])
        for part in path.read_bytes().split(b"\n" + b"-" * 79 + b"\n")
        if part.strip()
        and isinstance(
            message := email.message_from_bytes(part.lstrip(), policy=policy.default), EmailMessage
        )
    ]


def test_each_member_gets_a_mail_of_their_own_in_plain_text_with_the_desks_address(
    desk: Desk,
) -> None:
    members = [desk.who(name) for name in ("author", "clearance-officer")]
    send(members, "A release\nis submitted", "“The harbour lights” waits for you.")
    sent = _sent(desk)
    assert [str(one["to"]) for one in sent] == [one.email for one in members]
    assert {str(one["from"]) for one in sent} == {desk.config.mail_from}
    assert {str(one["subject"]) for one in sent} == {"A release is submitted"}
    assert {one.get_content_type() for one in sent} == {"text/plain"}
    text = sent[0].get_content()
    assert text.startswith("“The harbour lights” waits for you.\n")
    assert "http://127.0.0.1:8001/desk/" in text


def test_who_has_no_address_or_a_closed_account_gets_none(desk: Desk) -> None:
    Member.objects.filter(username="author").update(email="")
    Member.objects.filter(username="translator").update(is_active=False)
    send([desk.who("author"), desk.who("translator")], "News", "News.")
    assert _sent(desk) == []


def test_what_was_taken_back_is_not_told(desk: Desk) -> None:
    def fail() -> None:
        with transaction.atomic():
            send([desk.who("author")], "News", "News.")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert _sent(desk) == []


def test_a_mail_goes_out_after_the_act_is_kept_and_not_before(desk: Desk) -> None:
    with transaction.atomic():
        send([desk.who("author")], "News", "News.")
        assert _sent(desk) == []
    assert len(_sent(desk)) == 1


def test_a_server_that_refuses_breaks_nothing_and_is_told(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with override_settings(EMAIL_BACKEND=SMTP, EMAIL_HOST="127.0.0.1", EMAIL_PORT=port):
        send([desk.who("author")], "News", "News.")
        wait()
    line = TrailLine.objects.get(deed="mail-failed")
    assert (line.subject, line.words["to"]) == ("News", "author")
    assert "did not go out" in caplog.text


def test_nobody_waits_for_a_server_that_never_answers(desk: Desk) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        port = silent.getsockname()[1]
        with override_settings(
            EMAIL_BACKEND=SMTP, EMAIL_HOST="127.0.0.1", EMAIL_PORT=port, EMAIL_TIMEOUT=1
        ):
            began = time.monotonic()
            send([desk.who("author")], "News", "News.")
            assert time.monotonic() - began < 0.5
            wait()
    assert TrailLine.objects.get(deed="mail-failed").words["reason"] != ""


def test_a_subject_brings_no_header_of_its_own(desk: Desk) -> None:
    send([desk.who("author")], "News\r\nBcc: everybody@lakes.example", "News.")
    (one,) = _sent(desk)
    assert one["bcc"] is None
