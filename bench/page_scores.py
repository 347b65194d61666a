"""What Lighthouse says of one page of every template: `make scores` (needs Node and Chromium).

A portal serves the sample record; Lighthouse plays a telephone on a slow line, as it comes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from bench.machine import machine
from tests.gallery import portal
from tests.public.asking import lakes
from tests.public.served import served
from tests.tools import chromium

PROGRAM = Path(__file__).parent / "lighthouse/node_modules/lighthouse/cli/index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PAGES = (
    "/en/",
    "/en/search?q=smuggling",
    "/it/countries",
    "/ru/countries/serbia",
    "/de/fields-of-work",
    "/en/fields-of-work/migration",
    "/de/structures/organizational-structure",
    "/es/structures/mission-to-serbia",
    "/en/field-operations",
    "/it/meetings",
    "/en/people/sebastian-kurz",
    "/en/activities",
    "/fr/about",
    "/de/verify",
)
TRIES = 3
# Samples ask not to be indexed, which costs points; what this site issued does not.
RELEASES = (
    "/en/releases/101/lights-on-the-northern-shore-notice-101",
    "/fr/releases/102/les-anguilles-reviennent",
)


def scores(url: str) -> Mapping[str, int]:
    """Return the score of a page in each category, of a hundred; say what cost it points.

    Now and then the browser loses the trace of a page; Lighthouse asks to be run again then.
    """
    for _ in range(TRIES):
        report = _report(url)
        if "runtimeError" not in report:
            break
    else:
        sys.exit(f"{url} could not be scored: {report['runtimeError']['message']}")
    for category in CATEGORIES:
        for one in report["categories"][category]["auditRefs"]:
            audit = report["audits"][one["id"]]
            if one["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                print(f"  {category}: {audit['title']} ({audit.get('displayValue', '')})")
    return {name: round(100 * report["categories"][name]["score"]) for name in CATEGORIES}


def _report(url: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as name:
        # A file, not a pipe: the program does not wait for a full pipe to be read.
        written = Path(name) / "report.json"
        command = ["node", str(PROGRAM), url, "--quiet", "--output=json"]
        command += [f"--output-path={written}", f"--only-categories={','.join(CATEGORIES)}"]
        command += ["--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
        subprocess.run(command, check=False, env={**os.environ, "CHROME_PATH": str(chromium())})
        if not written.exists():
            return {"runtimeError": {"message": "Lighthouse wrote no report"}}
        return cast("dict[str, Any]", json.loads(written.read_text("utf-8")))


def main() -> None:
    """Score every page and print a line for each, and the lowest of each category."""
    if not PROGRAM.exists():
        sys.exit("Lighthouse is missing: run `npm ci --ignore-scripts` in bench/lighthouse/")
    print(machine())
    made = []
    with (
        tempfile.TemporaryDirectory() as name,
        portal() as sample,
        served(lakes(Path(name) / "site")) as shore,
    ):
        for address in (
            *(sample + path for path in PAGES),
            *(shore.url + path for path in RELEASES),
        ):
            made.append(scores(address))
            print(*(f"{score:3}" for score in made[-1].values()), address, flush=True)
    lowest = {name: min(one[name] for one in made) for name in CATEGORIES}
    print("lowest:", ", ".join(f"{name} {score}" for name, score in lowest.items()))


if __name__ == "__main__":
    main()
