"""The record taken away and brought in again: the same digests, the same pages."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import pytest

from communique.cli.main import main
from communique.config import Config
from communique.core.entry import Act
from communique.log.deposit import Deposit
from communique.public.app import Portal
from communique.registrar.audit import audit
from communique.store.dump import dump_digest
from tests.cli.exported import (
    FIRST,
    MAP,
    bring_in,
    empty_site,
    entries,
    exported,
    leaves,
    rich_site,
)
from tests.public.asking import Answered, ask, enter, portal_of
from tests.sites import issue, release, small_site

WHOLE = "--whole"


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """Return a site with every kind of entry, which no test changes."""
    return rich_site(tmp_path_factory.mktemp("rich") / "site")


@pytest.fixture(scope="module")
def whole(rich: Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return all of it as lines."""
    return exported(rich, tmp_path_factory.mktemp("whole") / "record.jsonl", WHOLE)


@pytest.fixture(scope="module")
def copy(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Config:
    """Return a site made of the lines."""
    config = empty_site(tmp_path_factory.mktemp("copy") / "site")
    assert bring_in(config, whole) == 0
    return config


def _lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _edited(path: Path, whole: Path, **changed: str) -> Path:
    """Write an export with words replaced."""
    text = whole.read_text("utf-8")
    for old, new in changed.items():
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    return path


def test_an_empty_site_that_takes_an_export_has_the_same_log_and_passes_audit(
    rich: Config, copy: Config
) -> None:
    assert leaves(copy) == leaves(rich)
    assert {entry.act for entry in entries(copy)} == set(Act)
    assert dump_digest(copy.store) == dump_digest(rich.store)
    assert list(Deposit(copy.deposit).digests()) == list(Deposit(rich.deposit).digests())
    assert list(audit(copy)) == []


def test_every_public_page_of_the_copy_is_the_same_but_for_its_signature(
    rich: Config, copy: Config
) -> None:
    first, second = portal_of(rich), portal_of(copy)
    addresses = list(_addresses(first))
    assert len(addresses) > 120
    differing = [one for one in addresses if _said(first, one) != _said(second, one)]
    assert differing == []
    assert ask(first, "/log/checkpoint").body != ask(second, "/log/checkpoint").body


def _addresses(portal: Portal) -> Iterator[str]:
    """Yield every page of the sitemap with its twins, and pages that no sitemap lists."""
    for part in ("/sitemap/0.xml", "/sitemap/1.xml"):
        for page in re.findall(r"<loc>http://lakes.example([^<]+)", ask(portal, part).text):
            yield from (page, f"{page.rstrip('/')}.json", f"{page.rstrip('/')}.atom")
    yield from (f"/en/releases/{number}" for number in range(101, 110))
    yield from ("/en/search?q=boats", "/en/releases/103/changes", "/tarn/node/101?lang=en")


def _said(portal: Portal, address: str) -> tuple[int, str]:
    answered: Answered = ask(portal, address)
    # A JSON twin carries the signed checkpoint, which another key signed.
    return answered.status, re.sub(r'"checkpoint":"(?:[^"\\]|\\.)*"', "", answered.text)


def test_an_export_for_the_public_has_no_word_of_what_was_withdrawn_or_erased(
    rich: Config, tmp_path: Path
) -> None:
    path = exported(rich, tmp_path / "public.jsonl")
    text = path.read_text("utf-8")
    assert "ylophone" not in text
    assert FIRST not in text
    lines = _lines(path)
    assert len(lines) == len(entries(rich))
    absent = {line["absent"] for line in lines if "absent" in line}
    assert absent == {"erased", "withdrawn"}
    titles = {
        one["title"]
        for line in lines
        if isinstance(record := line["record"], dict)
        for one in record.get("texts", {}).values()
        if record.get("kind")
    }
    assert "Les anguilles reviennent" in titles


def test_a_whole_export_has_what_was_withdrawn_and_never_what_was_erased(whole: Path) -> None:
    text = whole.read_text("utf-8")
    assert "Xylophone withdrawn" in text
    assert "Xylophone erased" not in text
    assert FIRST not in text


def test_the_export_of_the_copy_is_the_same_but_for_the_name_of_its_log(
    whole: Path, copy: Config, tmp_path: Path
) -> None:
    again = exported(copy, tmp_path / "again.jsonl", WHOLE)
    assert _lines(again)[1:] == _lines(whole)[1:]


def test_a_second_import_of_the_same_export_enters_nothing(
    whole: Path, copy: Config, capsys: pytest.CaptureFixture[str]
) -> None:
    before = leaves(copy)
    assert bring_in(copy, whole) == 0
    assert f"{len(before)} unchanged" in capsys.readouterr().out
    assert leaves(copy) == before


def test_an_import_that_was_cut_short_goes_on_where_it_stopped(
    rich: Config, whole: Path, tmp_path: Path
) -> None:
    config = empty_site(tmp_path / "site")
    lines = whole.read_bytes().splitlines(keepends=True)
    cut = tmp_path / "cut.jsonl"
    cut.write_bytes(b"".join(lines[:-4]) + lines[-4][:50])
    assert bring_in(config, cut) == 1
    assert 0 < len(leaves(config)) < len(leaves(rich))
    assert bring_in(config, whole) == 0
    assert leaves(config) == leaves(rich)
    assert list(audit(config)) == []


def test_a_site_that_has_the_same_profile_takes_every_digest_in(
    rich: Config, whole: Path, tmp_path: Path
) -> None:
    config = small_site(tmp_path / "site")
    assert bring_in(config, whole) == 0
    assert {one.digest for one in entries(rich)} <= {one.digest for one in entries(config)}
    assert list(audit(config)) == []
    before = leaves(config)
    assert bring_in(config, whole) == 0
    assert leaves(config) == before
    assert _said(portal_of(config), "/en/countries") == _said(portal_of(rich), "/en/countries")


def test_an_export_without_the_withdrawn_names_what_it_cannot_bring_and_brings_the_rest(
    rich: Config, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = empty_site(tmp_path / "site")
    assert bring_in(config, exported(rich, tmp_path / "public.jsonl")) == 1
    said = capsys.readouterr().out
    assert "104 was withdrawn and left out" in said
    assert "107" not in {entry.symbol for entry in entries(config)}
    assert f"it names the file {sha256(MAP).hexdigest()}" in said
    assert "108" in {entry.symbol for entry in entries(config)}
    assert list(audit(config)) == []


def test_a_changed_word_keeps_its_release_out_and_no_other(
    whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = empty_site(tmp_path / "site")
    forged = _edited(tmp_path / "forged.jsonl", whole, anguilles="truites")
    assert bring_in(config, forged) == 1
    assert "does not have the digest that its entry names" in capsys.readouterr().out
    symbols = {entry.symbol for entry in entries(config)}
    assert "102" not in symbols
    assert {"101", "103", "106"} <= symbols
    assert list(audit(config)) == []


def test_lines_set_otherwise_by_another_program_are_the_same_record(
    rich: Config, whole: Path, tmp_path: Path
) -> None:
    config = empty_site(tmp_path / "site")
    spaced = tmp_path / "spaced.jsonl"
    spaced.write_text("".join(f"{json.dumps(line)}\n" for line in _lines(whole)), "utf-8")
    assert bring_in(config, spaced) == 0
    assert leaves(config) == leaves(rich)


def test_a_release_that_stands_otherwise_on_the_record_is_left_as_it_is(
    whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = small_site(tmp_path / "site")
    enter(config, issue(release("103", kind="statement")))
    before = [entry for entry in entries(config) if entry.symbol == "103"]
    assert bring_in(config, whole) == 1
    assert "103 is on the record here" in capsys.readouterr().out
    assert [entry for entry in entries(config) if entry.symbol == "103"] == before
    assert list(audit(config)) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("no JSON at all", "is no line of an export"),
        ("[]", "is no line of an export"),
        ('{"entry":{},"index":0,"record":null}', "is no line of an export"),
        ('{"bytes":"%%","file":"' + "0" * 64 + '","part":0}', "no base64"),
        ('{"bytes":"","file":"../key","part":0}', "names no file"),
        ('{"bytes":"","file":"' + "0" * 64 + '","part":7}', "is missing before part 7"),
    ],
)
def test_a_line_that_no_export_has_is_named_and_the_rest_goes_in(
    line: str, expected: str, whole: Path, rich: Config, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    config = empty_site(tmp_path / "site")
    first, _, rest = whole.read_text("utf-8").partition("\n")
    bad = tmp_path / "bad.jsonl"
    bad.write_text(f"{first}\n{line}\n{rest}", "utf-8")
    assert bring_in(config, bad) == 1
    assert expected in capsys.readouterr().out
    assert leaves(config) == leaves(rich)


def test_a_dry_run_reads_every_line_and_enters_nothing(
    whole: Path, rich: Config, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = empty_site(tmp_path / "site")
    capsys.readouterr()
    assert bring_in(config, whole, "--dry-run") == 0
    assert f"{len(leaves(rich))} readable" in capsys.readouterr().out
    assert leaves(config) == []


def test_an_export_comes_in_from_standard_input(
    whole: Path, rich: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = empty_site(tmp_path / "site")
    given = io.BufferedReader(io.BytesIO(whole.read_bytes()))
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=given))
    assert main(["import", str(config.site), "-"]) == 0
    assert leaves(config) == leaves(rich)


def test_an_export_is_not_mixed_with_pages(
    whole: Path, rich: Config, capsys: pytest.CaptureFixture[str]
) -> None:
    for more in (["page.txt"], ["--address", "https://old.example/1"]):
        assert main(["import", str(rich.site), str(whole), *more]) == 1
        assert "import.misplaced" in capsys.readouterr().err


def test_the_lines_go_to_standard_output_unless_a_file_is_said(
    rich: Config, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["export", str(rich.site)]) == 0
    lines = capfdbinary.readouterr().out.splitlines()
    assert [json.loads(line)["index"] for line in lines] == list(range(len(entries(rich))))


def test_an_output_that_cannot_be_written_is_refused_and_what_was_there_stays(
    rich: Config, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for bad in (tmp_path, tmp_path / "nowhere" / "record.jsonl", Path("/dev/full")):
        assert main(["export", str(rich.site), "--output", str(bad)]) == 1
        assert "output.cannot-write" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
