"""Every template against the Nu HTML checker, markup and style sheet."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import httpx

from tests.browser.pages import PAGES
from tests.tools import java, vnu_jar


def test_the_nu_checker_finds_no_error(address: str, tmp_path: Path) -> None:
    jar, runtime = vnu_jar(), java()
    files = []
    for number, path in enumerate(PAGES):
        answer = httpx.get(address + path, follow_redirects=True)
        files.append(tmp_path / f"{number:02}.html")
        files[-1].write_bytes(answer.content)
    style = re.search(r'rel="stylesheet" href="([^"]+)"', files[0].read_text("utf-8"))
    assert style
    (tmp_path / "style.css").write_bytes(httpx.get(address + style[1]).content)
    command = [
        str(runtime),
        "-Xss8m",
        "-jar",
        str(jar),
        "--format",
        "json",
        "--stdout",
        "--exit-zero-always",
    ]
    found = subprocess.run(
        [*command, *(str(file) for file in files)], check=True, capture_output=True, text=True
    )
    said = [
        f"{PAGES[int(Path(one['url']).stem)]}: {one['message']}"
        for one in json.loads(found.stdout)["messages"]
        if one["type"] == "error"
    ]
    assert said == []
