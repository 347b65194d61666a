"""From the command `import` to a page that a running portal shows, one page at a time.

    python -m bench.bench_visible [--pages 20]

Each round starts a real `communique import` of one new page and asks a running `communique serve`
for its address until it answers 200. The figure holds the start of a Python process.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from bench.bench_serve import started
from bench.machine import machine
from bench.records import made_site

PAGE = """Press release
Harbour lights, notice {number}
- Date:
- Place:
- VIENNA
- Source:
- OSCE Secretariat
- Fields of work:
- Border management
VIENNA, 3 March 2016 – This is generated text number {number}, made to measure a delay.
It has a second paragraph, so that there is something to read.
"""


def main() -> None:
    """Measure, and print the median and the slowest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=20)
    given = parser.parse_args()
    command = str(Path(sys.executable).parent / "communique")
    portal = "http://127.0.0.1:8473"
    with tempfile.TemporaryDirectory() as name:
        site = made_site(Path(name) / "site", 1_000).site
        serve = [command, "serve", str(site), "--port", "8473"]
        with started(serve, f"{portal}/en/"):
            whole, after = [], []
            for number in range(given.pages):
                start, ended, seen = one(command, site, portal, number)
                whole.append(seen - start)
                after.append(max(0.0, seen - ended))
    print(machine())
    print(f"import to visible: median {statistics.median(whole):.2f} s, slowest {max(whole):.2f} s")
    print(f"of it after the command's end: median {statistics.median(after) * 1000:.0f} ms")


def one(command: str, site: Path, portal: str, number: int) -> tuple[float, float, float]:
    """Import one page; return when the command began, when it ended, when the page was seen."""
    page = site.parent / f"{number}.txt"
    page.write_text(PAGE.format(number=number), encoding="utf-8")
    address = f"https://old.example/node/{9_000_000 + number}"
    start = time.perf_counter()
    arguments = [command, "import", str(site), str(page), "--address", address]
    subprocess.run(arguments, check=True, capture_output=True)
    ended = time.perf_counter()
    while True:
        try:
            urllib.request.urlopen(f"{portal}/en/releases/{9_000_000 + number}", timeout=5).read()
            return start, ended, time.perf_counter()
        except urllib.error.HTTPError:
            time.sleep(0.005)


if __name__ == "__main__":
    main()
