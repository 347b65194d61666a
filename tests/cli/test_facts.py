"""Facts and the import: a sample's come confirmed, nobody else's do."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.cli.init import make_site
from communique.cli.main import main
from communique.cli.profile_files import shipped_profile
from communique.config import Config, shipped
from communique.core.fact import Handover, kind_of_fact
from communique.registrar.audit import audit
from communique.store.db import open_store
from communique.store.facts import facts_of

PAGE = "2017-02-13-belgrade-visit.txt"


def _site(folder: Path, *, sample: bool) -> Config:
    config = Config(
        site=folder, origin="x.example", url="http://x.example", profile="osce", sample=sample
    )
    make_site(config, shipped_profile("osce"))
    return config


def _import(config: Config, *options: str) -> int:
    pages = shipped("sample") / "osce"
    addresses = str(pages / "addresses.tsv")
    page = str(pages / PAGE)
    return main(["import", str(config.site), page, "--addresses", addresses, *options])


def test_the_facts_of_a_sample_come_confirmed(tmp_path: Path) -> None:
    config = _site(tmp_path / "site", sample=True)
    assert _import(config, "--confirm-facts") == 0
    assert _import(config, "--confirm-facts") == 0
    with open_store(config.store) as store:
        found = facts_of(store, "900001")
    kinds = [kind_of_fact(one.record.fact) for one in found]
    assert kinds == ["visit", "meeting", "handover", "composition"]
    assert all(one.record.sample for one in found)
    gift = found[2].record.fact
    assert isinstance(gift, Handover)
    assert gift.recipient is not None
    assert gift.recipient.code == "task-force-on-combating-human-smuggling"
    assert list(audit(config)) == []


def test_an_import_confirms_no_fact_by_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = _site(tmp_path / "site", sample=False)
    assert _import(config, "--confirm-facts") == 1
    assert "import.unconfirmed" in capsys.readouterr().err
    assert _import(config) == 0
    with open_store(config.store) as store:
        assert facts_of(store, "900001") == ()
