"""`communique demo`: the sample record in a site of its own, served to this machine."""

from __future__ import annotations

import argparse
from pathlib import Path

from communique.cli import import_, serve
from communique.cli.init import make_site
from communique.cli.profile_files import shipped_profile
from communique.config import FILE, Config, shipped


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("demo", help="make a site with the sample record, and serve it")
    command.add_argument("--site", type=Path, default=Path("demo-site"), help="its folder")
    command.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    command.add_argument("--port", type=int, default=8000, help="the port; 0 chooses a free one")
    command.add_argument("--no-serve", action="store_true", help="make the site only")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Make the site where there is none, enter what is new of the sample, and serve."""
    make_demo(given.site, url=f"http://{given.host}:{given.port}")
    if given.no_serve:
        return 0
    given.workers = 1
    return serve.run(given)


def make_demo(site: Path, *, url: str) -> None:
    """Make the demo site, or bring one that stands up to date; a second time changes nothing."""
    if not (site / FILE).exists():
        profile = shipped_profile("osce")
        config = Config(
            site=site, origin="communique.example/demo", url=url, profile="osce", sample=True
        )
        print(f"{site}: a new site, {make_site(config, profile):,} registry records in its log")
    pages = shipped("sample") / "osce"
    import_.run(
        argparse.Namespace(
            site=site,
            paths=[str(path) for path in sorted(pages.glob("*.txt"))],
            address="",
            addresses=pages / "addresses.tsv",
            correct="",
            dry_run=False,
            json=False,
        )
    )
