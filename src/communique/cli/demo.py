"""`communique demo`: the sample record and a newsroom in a site of its own, on this machine."""

from __future__ import annotations

import argparse
from pathlib import Path

from communique.cli import import_, up
from communique.cli.init import make_site
from communique.cli.main import parser
from communique.cli.profile_files import shipped_profile
from communique.config import FILE, Config, load, shipped


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("demo", help="make a site with the sample record, and run it")
    command.add_argument("--site", type=Path, default=Path("demo-site"), help="its folder")
    up.add_addresses_to(command)
    command.add_argument("--no-serve", action="store_true", help="make the site only")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Make the site where there is none, enter what is new of the sample, and run it."""
    make_demo(given.site, url=f"http://{given.host}:{given.port}")
    if given.no_serve:
        return 0
    for name, password in make_members(given.site):
        print(f"  sign in as {name:<10} with {password}", flush=True)
    return up.run(given)


def make_demo(site: Path, *, url: str) -> None:
    """Make the demo site, or bring one that stands up to date; a second time changes nothing."""
    if not (site / FILE).exists():
        profile = shipped_profile("osce")
        config = Config(
            site=site,
            origin="communique.example/demo",
            url=url,
            profile="osce",
            sample=True,
            # Offered at the desk of a demo, and not asked for: a real site asks for it.
            second_factor=False,
        )
        print(f"{site}: a new site, {make_site(config, profile):,} registry records in its log")
    pages = shipped("sample") / "osce"
    texts = map(str, sorted(pages.glob("*.txt")))
    addresses = ("--addresses", str(pages / "addresses.tsv"))
    given = parser("import").parse_args(
        ["import", str(site), *texts, *addresses, "--confirm-facts"]
    )
    import_.run(given)


def make_members(site: Path) -> list[tuple[str, str]]:
    """Return (user name, password) of the newsroom's members where they are made just now."""
    # Here, not above: no other command should pay for loading Django.
    from communique.newsroom.prepare import begin, prepare

    begin(load(site))
    prepare()
    from communique.newsroom.accounts.demo import make_demo_members

    return make_demo_members()
