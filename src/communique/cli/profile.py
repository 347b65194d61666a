"""`communique profile check` and `communique profile apply`."""

from __future__ import annotations

import argparse
from pathlib import Path

from communique.cli.profile_files import read_profile
from communique.cli.sites import config_of, read, site_argument
from communique.core.profile import Profile, symbol_of
from communique.core.record import RegistryRecord
from communique.registrar.enter import opened
from communique.registrar.intake import Decision, registry_orders
from communique.store.query import registry, tree_size


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the two commands to the parser."""
    group = commands.add_parser("profile", help="check a profile's files, or enter what changed")
    acts = group.add_subparsers(dest="act", required=True, metavar="ACT")
    checking = acts.add_parser("check", help="say whether a profile's files are right")
    checking.add_argument("folder", type=Path, metavar="DIR", help="the profile's folder")
    checking.set_defaults(run=run_check)
    applying = acts.add_parser("apply", help="show and enter what the files change")
    site_argument(applying)
    applying.add_argument("folder", type=Path, metavar="DIR", help="the profile's folder")
    applying.add_argument("--dry-run", action="store_true", help="show only, enter nothing")
    applying.set_defaults(run=run_apply)


def run_check(given: argparse.Namespace) -> int:
    """Say what a profile holds, or refuse it with every problem."""
    profile = read_profile(given.folder)
    counts = ", ".join(
        f"{len(vocabulary.terms)} {vocabulary.code}" for vocabulary in profile.vocabularies.values()
    )
    print(f"{given.folder}: no problem found")
    print(f"{profile.organisation.code}: {counts}, {len(profile.appointments)} appointments,")
    print(f"{len(profile.chairpersonships)} chairpersonships, {len(profile.events)} events")
    return 0


def run_apply(given: argparse.Namespace) -> int:
    """Show what the files change in the registry, and enter it."""
    config, profile = config_of(given), read_profile(given.folder)
    with read(config) as (store, _):
        size = tree_size(store)
        held = {symbol_of(record): record for record in registry(store, size)}
    changes = [one for one in registry_orders(profile, held, tree_size=size) if one.order]
    for change in changes:
        print(f"{'changed' if change.symbol in held else 'new':8} {change.symbol}")
    _say_what_is_gone(profile, held)
    if given.dry_run or not changes:
        print(f"{len(changes):,} records to enter; nothing was entered")
        return 0
    return _enter(changes, given)


def _enter(changes: list[Decision], given: argparse.Namespace) -> int:
    with opened(config_of(given)) as registrar:
        receipts = registrar.enter([one.order for one in changes if one.order])
    print(f"{len(receipts):,} records entered")
    return 0


def _say_what_is_gone(profile: Profile, held: dict[str, RegistryRecord]) -> None:
    # A term is ended, never taken out: old releases are filed under it.
    gone = set(held) - {symbol_of(record) for record in profile.records()}
    for symbol in sorted(gone):
        print(f"kept     {symbol}: not in the files; end a term with `until`, it is never removed")
