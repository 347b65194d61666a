"""`communique init`: a new site folder, with the profile as the first entries of its log."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from communique.cli.profile_files import shipped_profile
from communique.config import FILE, Config, UnusableSite, written
from communique.core.profile import Profile
from communique.log.appender import begin_log
from communique.registrar.enter import opened
from communique.registrar.intake import registry_orders
from communique.registrar.keys import make_key
from communique.store.projection import Projection


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    command = commands.add_parser("init", help="make a new site folder with a key and a log")
    command.add_argument("site", type=Path, metavar="SITE", help="a folder that is not there yet")
    command.add_argument("--profile", default="osce", help="a shipped profile's code, or a folder")
    command.add_argument("--origin", default="", help="the log's name, for ever")
    command.add_argument("--url", default="", help="the portal's public address, for ever")
    command.add_argument(
        "--sample", action="store_true", help="mark everything imported as a sample"
    )
    command.add_argument(
        "--empty", action="store_true", help="enter nothing: for the export of another site"
    )
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Make the site, and say where it is and what its log holds."""
    profile = shipped_profile(given.profile)
    url = given.url.rstrip("/") or "http://127.0.0.1:8000"
    origin = given.origin or f"{url.partition('://')[2]}/log"
    config = Config(
        site=given.site,
        origin=origin,
        url=url,
        profile=profile.organisation.code,
        sample=given.sample,
    )
    if given.empty:
        make_site(config, None)
        print(f"{given.site}: a site with an empty log, origin {origin}")
        return 0
    entries = make_site(config, profile)
    print(f"{given.site}: a site of profile {config.profile!r}, origin {origin}")
    print(f"its log holds {entries:,} entries, the profile's registry records")
    return 0


def make_site(config: Config, profile: Profile | None) -> int:
    """Make a site where none is, whole or not at all; return how many entries its log holds.

    profile: None leaves the log empty.

    Raises UnusableSite where something stands in its place.
    """
    site = config.site
    if site.exists() and (not site.is_dir() or any(site.iterdir())):
        raise UnusableSite(f"{site} is there already and not empty", where=str(site))
    site.parent.mkdir(parents=True, exist_ok=True)
    # Beside its final place, and renamed when it is whole: an interrupted init leaves no site.
    making = Path(tempfile.mkdtemp(prefix=f".{site.name}-", dir=site.parent))
    try:
        entries = _fill(replace(config, site=making), profile)
        if site.exists():
            site.rmdir()
        making.chmod(0o755)
        making.rename(site)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    return entries


def _fill(config: Config, profile: Profile | None) -> int:
    signer = make_key(config, config.site)
    (config.site / FILE).write_text(written(config), encoding="utf-8")
    for folder in (config.deposit, config.store):
        folder.mkdir()
    begin_log(config.log, signer)
    if profile is None:
        Projection.open(config.store).close()
        return 0
    decisions = registry_orders(profile, {}, tree_size=0)
    orders = [decision.order for decision in decisions if decision.order]
    with opened(config) as registrar:
        return len(registrar.enter(orders))
