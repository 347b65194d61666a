"""A profile's way into the log, and what changes of it later."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from communique.cli.main import main
from communique.cli.sites import read
from communique.config import Config
from communique.core.profile import symbol_of
from communique.log.reader import LogReader
from communique.registrar.keys import verifier_of
from communique.store.query import registry
from tests.sites import SMALL_PROFILE, small_site


@pytest.fixture
def site(tmp_path: Path) -> Config:
    """Return a site made of the small profile."""
    return small_site(tmp_path / "site")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Return a copy of the small profile's files."""
    return Path(shutil.copytree(SMALL_PROFILE, tmp_path / "files"))


def _size(site: Config) -> int:
    return LogReader(site.log, verifier_of(site)).checkpoint().size


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def _apply(site: Config, files: Path, *more: str) -> int:
    return main(["profile", "apply", str(site.site), str(files), *more])


def test_the_log_of_a_new_site_holds_every_record_of_its_profile(site: Config) -> None:
    with read(site) as (store, profile):
        held = {symbol_of(record) for record in registry(store)}
    assert {"country.xa", "structure.office-in-tarn", "organisation.lakes", "menu.site"} <= held
    assert len(held) == _size(site)
    assert profile.find("structure", "Bureau in Tarn") is not None


def test_applying_the_same_files_changes_nothing(
    site: Config, files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _size(site)
    assert _apply(site, files) == 0
    assert "0 records to enter; nothing was entered" in capsys.readouterr().out
    assert _size(site) == before


def test_a_new_name_is_entered_and_the_old_one_is_still_understood(
    site: Config, files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _change(
        files / "vocab/structure.toml",
        '{ text = "CTL Office in Tarn", lang = "en", since = "2001-01-01" },',
        '{ text = "CTL Office in Tarn", lang = "en", since = "2001-01-01", until = "2020-01-01" },'
        '{ text = "CTL Mission in Tarn", lang = "en", since = "2020-01-01" },',
    )
    before = _size(site)
    assert _apply(site, files, "--dry-run") == 0
    assert _size(site) == before
    assert _apply(site, files) == 0
    assert "changed  structure.office-in-tarn" in capsys.readouterr().out
    assert _size(site) == before + 1
    with read(site) as (_, profile):
        term = profile["structure"].term("office-in-tarn")
        assert profile.find("structure", "CTL Office in Tarn") == term
    assert term.name("en", date(2010, 1, 1)) == "CTL Office in Tarn"
    assert term.name("en", date(2024, 1, 1)) == "CTL Mission in Tarn"
    assert main(["audit", str(site.site)]) == 0


def test_a_name_that_changes_back_is_entered_again(site: Config, files: Path) -> None:
    kinds = files / "vocab/kind.toml"
    before = _size(site)
    _change(kinds, "Déclaration", "Allocution")
    assert _apply(site, files) == 0
    _change(kinds, "Allocution", "Déclaration")
    assert _apply(site, files) == 0
    _change(kinds, "Déclaration", "Allocution")
    assert _apply(site, files) == 0
    assert _size(site) == before + 3
    with read(site) as (_, profile):
        assert profile["kind"].term("statement").name("fr", date(2024, 1, 1)) == "Allocution"


def test_a_term_that_is_gone_from_the_files_stays_on_the_record(
    site: Config, files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fields = files / "vocab/field-of-work.toml"
    text = fields.read_text(encoding="utf-8")
    fields.write_text(text.partition('[[term]]\ncode = "fisheries"')[0], encoding="utf-8")
    assert _apply(site, files) == 0
    assert "kept     field-of-work.fisheries" in capsys.readouterr().out
    with read(site) as (_, profile):
        assert "fisheries" in profile["field-of-work"]


def test_the_osce_profile_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    from communique.config import shipped

    assert main(["profile", "check", str(shipped("profiles") / "osce")]) == 0
    assert "no problem found" in capsys.readouterr().out
