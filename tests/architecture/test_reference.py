"""The reference says what the code does: every command, error, finding and setting."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from communique.config import PREFIX, Config
from tests import reference
from tests.tools import ROOT

REFERENCE = ROOT / "docs" / "reference"


def test_every_command_is_documented_as_it_is(request: pytest.FixtureRequest) -> None:
    page, tables = REFERENCE / "cli.md", reference.command_tables()
    assert sorted(reference.asked_for(page.read_text("utf-8"))) == sorted(tables)
    _is_fresh(page, tables, request.config)


def test_every_address_of_the_portal_is_documented_as_it_is(request: pytest.FixtureRequest) -> None:
    _is_fresh(REFERENCE / "addresses.md", {"routes": reference.route_table()}, request.config)


def test_every_error_is_documented_as_it_is(request: pytest.FixtureRequest) -> None:
    page = REFERENCE / "errors.md"
    assert reference.asked_for(page.read_text("utf-8")) == ["errors"]
    _is_fresh(page, {"errors": reference.error_table()}, request.config)


def test_every_error_has_a_code_of_its_own_and_a_way_out() -> None:
    errors = sorted(reference.errors(), key=lambda error: error.__name__)
    codes = [error.code for error in errors]
    assert sorted(set(codes)) == sorted(codes)
    assert [code for code in codes if not re.fullmatch(r"[a-z]+(\.[a-z]+(-[a-z]+)*)+", code)] == []
    assert [error.__name__ for error in errors if not error.hint.endswith(".")] == []


def test_every_finding_is_documented() -> None:
    page = (REFERENCE / "errors.md").read_text("utf-8").partition("\n## Findings")[2]
    assert set(re.findall(r"^\| `([a-z.-]+)`", page, re.MULTILINE)) == reference.finding_codes()


def test_every_setting_is_documented() -> None:
    page = (REFERENCE / "settings.md").read_text("utf-8")
    settings = [field.name for field in fields(Config) if field.name != "site"]
    assert [name for name in settings if f"`{name}`" not in page] == []
    assert [name for name in settings if f"{PREFIX}{name.upper()}" not in page] == []


def test_a_table_that_fell_behind_is_noticed() -> None:
    page = "before\n<!-- from the code: one -->\nold\n<!-- end -->\nafter\n"
    fresh = reference.refreshed(page, {"one": "new\n"})
    assert fresh == page.replace("old", "new")
    assert reference.refreshed(fresh, {"one": "new\n"}) == fresh


def _is_fresh(page: Path, tables: dict[str, str], config: pytest.Config) -> None:
    text = page.read_text("utf-8")
    if config.getoption("--update-golden"):
        page.write_text(reference.refreshed(text, tables), "utf-8")
    assert page.read_text("utf-8") == reference.refreshed(text, tables), "run --update-golden"
