"""Imports go down only, never sideways, and the contracts that say so are whole."""

import tomllib

import pytest
from importlinter import cli

from tests.architecture.source import PACKAGE
from tests.tools import ROOT

CONTRACTS = ROOT / "importlinter.toml"


def test_the_import_contracts_are_kept(capsys: pytest.CaptureFixture[str]) -> None:
    status = cli.lint_imports(config_filename=str(CONTRACTS), no_cache=True, no_logo=True)
    assert status == 0, capsys.readouterr().out


def test_a_package_that_exists_is_named_outright() -> None:
    text = CONTRACTS.read_text("utf-8").split("[tool.importlinter]")[1]
    optional = [name for name in ("newsroom", "outbox") if (PACKAGE / name).exists()]
    assert [name for name in optional if f"({name})" in text or f"{name}.**" in text] == []


def test_every_floor_is_checked_for_frameworks() -> None:
    contracts = tomllib.loads(CONTRACTS.read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    checked = {
        source.split(".")[1]
        for contract in contracts
        if contract["type"] == "forbidden" and "django" in contract["forbidden_modules"]
        for source in contract["source_modules"]
    }
    packages = {
        path.name.removesuffix(".py") for path in PACKAGE.iterdir() if _importable(path.name)
    }
    assert packages - checked <= {"newsroom"}


def _importable(name: str) -> bool:
    return not name.startswith("_") and ("." not in name or name.endswith(".py"))
