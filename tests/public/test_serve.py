"""The portal over a real socket: it says where it is, answers, and stops when told to."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.public.asking import enter
from tests.public.served import served
from tests.sites import issue, release, small_site
from tests.tools import ROOT


@pytest.mark.parametrize("workers", ["1", "2"])
def test_it_answers_as_soon_as_it_says_where_it_is(tmp_path: Path, workers: str) -> None:
    config = small_site(tmp_path / "site")
    with served(config, "--workers", workers) as portal:
        page = httpx.get(f"{portal.url}/en/")
        assert page.status_code == 200
        assert "Commission of the Three Lakes" in page.text
        enter(config, issue(release("7")))
        assert "notice 7" in httpx.get(f"{portal.url}/en/").text


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_cleanly_when_told_to(tmp_path: Path, told: signal.Signals) -> None:
    with served(small_site(tmp_path / "site")) as portal:
        assert httpx.get(f"{portal.url}/en/").status_code == 200
        portal.process.send_signal(told)
        assert portal.process.wait() == 0
        assert portal.process.stderr is not None
        assert "Traceback" not in portal.process.stderr.read()


def test_a_form_is_answered_over_the_wire(tmp_path: Path) -> None:
    config = small_site(tmp_path / "site")
    enter(config, issue(release("7")))
    held = "\n".join(release("7").texts["en"].body)
    with served(config) as portal:
        page = httpx.post(f"{portal.url}/en/verify", data={"text": held})
        assert "Genuine and current" in page.text
        too_large = httpx.post(f"{portal.url}/en/verify", content=b"a" * (2 << 20))
        assert too_large.status_code == 413


def test_a_sitemap_is_streamed_over_the_wire(tmp_path: Path) -> None:
    with served(small_site(tmp_path / "site")) as portal:
        part = httpx.get(f"{portal.url}/sitemap/0.xml")
        assert part.text.rstrip().endswith("</urlset>")


def test_a_port_that_is_taken_is_refused_in_one_sentence(tmp_path: Path) -> None:
    config = small_site(tmp_path / "site")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "communique.cli.main", "serve", str(config.site)]
        refused = subprocess.run(
            [*command, "--port", port], cwd=ROOT, capture_output=True, text=True, check=False
        )
    assert refused.returncode == 1
    assert "serve.cannot-listen" in refused.stderr
    assert "Traceback" not in refused.stderr
