"""A connection that is cut while a file comes in, at the newsroom as it is served for real."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from django.conf import settings

from communique.newsroom.uploads.models import Upload
from tests.newsroom.desks import Desk
from tests.newsroom.uploads.sending import media

pytestmark = pytest.mark.any_database

TOKEN = "a" * 32
EDGE = "----edge"
HEAD = (
    f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n'
    "Content-Type: text/plain\r\n\r\n"
).encode()
TAIL = (
    f'\r\n--{EDGE}\r\nContent-Disposition: form-data; name="whole"\r\n\r\n1\r\n--{EDGE}--\r\n'
).encode()


@pytest.fixture
def port(desk: Desk) -> Iterator[int]:
    """Give the port at which the desk's newsroom listens."""
    # Sessions are signed: those that `desk.browser` makes must be good over there.
    (desk.config.newsroom / "secret").write_text(settings.SECRET_KEY, "utf-8")
    command = [sys.executable, "-m", "communique.cli.main", "newsroom", str(desk.config.site)]
    with subprocess.Popen(
        [*command, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as started:
        assert started.stdout is not None
        found = None
        for line in started.stdout:
            if found := re.search(r"newsroom at http://[^:]+:(\d+)/", line):
                break
        assert found
        yield int(found[1])
        started.terminate()
        started.wait(20)


def request(desk: Desk, length: int) -> bytes:
    """Return the head of an upload whose body is said to be so long."""
    session = desk.browser("author").cookies["desk-session"].value
    return (
        "POST /desk/uploads/ HTTP/1.1\r\nHost: localhost\r\n"
        f"Cookie: desk-session={session}; desk-csrf={TOKEN}\r\nX-CSRFToken: {TOKEN}\r\n"
        f"Content-Type: multipart/form-data; boundary={EDGE}\r\nContent-Length: {length}\r\n\r\n"
    ).encode()


def answer(port: int, sent: bytes) -> str:
    """Return the first line of the answer to what was sent."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        line.sendall(sent)
        return line.recv(4096).decode("latin-1").partition("\r\n")[0]


@pytest.mark.parametrize("share", [0.02, 0.5, 0.999])
def test_a_connection_that_is_cut_leaves_nothing(desk: Desk, port: int, share: float) -> None:
    content = HEAD + b"word " * 400_000 + TAIL
    head = request(desk, len(content))
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        line.sendall(head + content[: int(len(content) * share)])
        time.sleep(0.5)
    for _ in range(100):
        if not media(desk):
            break
        time.sleep(0.1)
    assert (media(desk), Upload.objects.count()) == ([], 0)
    assert answer(port, head + content) == "HTTP/1.1 201 Created"
    assert media(desk) == [Upload.objects.get().digest]


def test_a_form_that_ends_before_its_last_field_leaves_nothing(desk: Desk, port: int) -> None:
    content = HEAD + b"word " * 1000
    assert answer(port, request(desk, len(content)) + content).startswith("HTTP/1.1 400")
    assert (media(desk), Upload.objects.count()) == ([], 0)


def test_whoever_stalls_keeps_nobody_from_working(desk: Desk, port: int) -> None:
    stalled = request(desk, 2_000_000) + HEAD + b"word " * 1000
    form = (
        b"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n\r\nlogin="
    )
    content = HEAD + b"Words." + TAIL
    with ExitStack() as lines:
        for sent in (form, stalled, stalled):
            line = lines.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30))
            line.sendall(sent)
            time.sleep(0.3)
        page = b"GET /sign-in/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
        assert answer(port, page) == "HTTP/1.1 200 OK"
        # One file too many is sent away at once, and comes again.
        assert answer(port, request(desk, len(content)) + content).startswith("HTTP/1.1 503")
    for _ in range(100):
        said = answer(port, request(desk, len(content)) + content)
        if said == "HTTP/1.1 201 Created":
            break
        time.sleep(0.1)
    assert said == "HTTP/1.1 201 Created"
