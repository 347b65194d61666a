"""Files of a release: into the deposit with it, out of it with its erasure, and in every copy."""

from __future__ import annotations

import os
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from communique.cli.main import main
from communique.config import Config
from communique.core.media import Attachment
from communique.core.record import Release
from communique.log.deposit import Deposit
from communique.log.errors import FileRefused
from communique.registrar.archive import back_up
from communique.registrar.audit import audit
from communique.registrar.enter import UPLOADS, opened
from communique.registrar.rebuild import rebuild
from tests.sites import correct, erase, issue, release, small_site, withdraw

MAP, PLAN = b"%PDF-1.7 a map of the lakes", b"%PDF-1.7 a plan of the harbour" * 100_000


@pytest.fixture
def site(tmp_path: Path) -> Config:
    """Return a small site whose newsroom holds two files."""
    made = small_site(tmp_path / "site")
    (made.newsroom / UPLOADS).mkdir(parents=True)
    for content in (MAP, PLAN):
        _upload(made, content).write_bytes(content)
    return made


def _upload(site: Config, content: bytes) -> Path:
    return site.newsroom / UPLOADS / sha256(content).hexdigest()


def _attached(content: bytes) -> Attachment:
    return Attachment(
        digest=sha256(content).hexdigest(),
        media_type="application/pdf",
        name="map.pdf",
        size_bytes=len(content),
        title={"en": "A map"},
        lang="en",
    )


def _with(symbol: str, *contents: bytes) -> Release:
    return release(symbol, attachments=tuple(_attached(content) for content in contents))


def _held(site: Config) -> set[bytes]:
    deposit = Deposit(site.deposit)
    digests = {sha256(content).hexdigest(): content for content in (MAP, PLAN)}
    return {content for digest, content in digests.items() if deposit.has(digest)}


def _faults(site: Config) -> list[str]:
    return [f"{fault.path}: {fault.problem}" for fault in audit(site)]


def _erase(site: Config, symbol: str) -> None:
    with opened(site) as registrar:
        standing = registrar.standing(symbol)
        assert standing is not None
        registrar.enter([erase(symbol, digest) for digest in standing.digests])


def test_a_file_goes_into_the_deposit_with_its_release(site: Config) -> None:
    with opened(site) as registrar:
        registrar.enter([issue(_with("1", MAP, PLAN))])
    assert _held(site) == {MAP, PLAN}
    assert Deposit(site.deposit).get(_attached(PLAN).digest) == PLAN
    assert _faults(site) == []


def test_a_file_that_is_in_the_deposit_need_not_be_uploaded_again(site: Config) -> None:
    with opened(site) as registrar:
        registrar.enter([issue(_with("1", MAP))])
        _upload(site, MAP).unlink()
        registrar.enter([correct(_with("1", MAP))])
        registrar.enter([issue(_with("2", MAP))])
    assert _faults(site) == []


def _missing(path: Path) -> None:
    path.unlink()


def _other(path: Path) -> None:
    path.write_bytes(PLAN[:-1] + b"!")


def _longer(path: Path) -> None:
    path.write_bytes(PLAN + b"!")


def _link(path: Path) -> None:
    path.rename(path.with_suffix(".pdf"))
    path.symlink_to(path.with_suffix(".pdf"))


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize("spoil", [_missing, _other, _longer, _link, _pipe])
def test_a_missing_or_wrong_file_keeps_its_bundle_out_and_no_other(
    site: Config, spoil: object
) -> None:
    assert callable(spoil)
    spoil(_upload(site, PLAN))
    bundles = [
        [issue(_with("1", MAP))],
        [issue(release("2")), issue(_with("3", PLAN))],
        [issue(release("4"))],
        [issue(_with("5", PLAN, MAP))],
    ]
    with opened(site) as registrar:
        entered = registrar.enter_bundles(bundles)
        standing = [registrar.standing(str(number)) for number in range(1, 6)]
    assert [one is not None for one in standing] == [True, False, False, True, False]
    assert set(entered.receipts) == {bundles[0][0].id, bundles[2][0].id}
    assert set(entered.refused) == {1, 3}
    assert _attached(PLAN).digest in str(entered.refused[1])
    assert _held(site) == {MAP}
    assert _faults(site) == []


def test_a_batch_with_a_missing_file_leaves_nothing(site: Config) -> None:
    _upload(site, PLAN).unlink()
    before = sorted(site.deposit.rglob("*"))
    with opened(site) as registrar, pytest.raises(FileRefused, match="is missing"):
        registrar.enter([issue(_with("1", MAP)), issue(_with("2", PLAN))])
    assert [path for path in sorted(site.deposit.rglob("*")) if path.is_file()] == [
        path for path in before if path.is_file()
    ]
    assert _faults(site) == []


def test_an_erasure_takes_the_files_that_no_other_release_names(site: Config) -> None:
    with opened(site) as registrar:
        registrar.enter([issue(_with("1", MAP, PLAN)), issue(_with("2", MAP))])
    _erase(site, "1")
    assert _held(site) == {MAP}
    assert _faults(site) == []
    _erase(site, "2")
    assert _held(site) == set()
    assert _faults(site) == []


def test_a_version_that_stands_keeps_the_files_of_one_erased(site: Config) -> None:
    with opened(site) as registrar:
        registrar.enter([issue(_with("1", MAP, PLAN))])
        registrar.enter([correct(_with("1", MAP))])
        standing = registrar.standing("1")
        assert standing is not None
        registrar.enter([erase("1", standing.digests[0])])
    assert _held(site) == {MAP}
    assert _faults(site) == []


def test_a_withdrawn_release_keeps_its_files_until_it_is_erased(site: Config) -> None:
    with opened(site) as registrar:
        registrar.enter([issue(_with("1", MAP))])
        registrar.enter([withdraw("1")])
    assert _held(site) == {MAP}
    _erase(site, "1")
    assert _held(site) == set()
    assert _faults(site) == []


def test_a_file_erased_and_issued_again_in_one_batch_stays(site: Config) -> None:
    with opened(site) as registrar:
        registrar.enter([issue(_with("1", MAP))])
        standing = registrar.standing("1")
        assert standing is not None
        registrar.enter([erase("1", standing.digests[0]), issue(_with("2", MAP))])
    assert _held(site) == {MAP}
    assert _faults(site) == []


def test_a_store_made_anew_erases_no_file(site: Config) -> None:
    with opened(site) as registrar:
        registrar.enter([issue(_with("1", MAP)), issue(_with("2", PLAN))])
    _erase(site, "2")
    rebuild(site)
    with opened(site) as registrar:
        registrar.enter([issue(release("3"))])
    assert _held(site) == {MAP}
    assert _faults(site) == []


def test_an_audit_names_a_file_that_is_missing_damaged_or_strange(site: Config) -> None:
    with opened(site) as registrar:
        registrar.enter([issue(_with("1", MAP, PLAN))])
    deposit = Deposit(site.deposit)
    deposit.path_of(_attached(MAP).digest).unlink()
    deposit.path_of(_attached(PLAN).digest).write_bytes(b"other")
    strange = deposit.path_of("0" * 64)
    strange.parent.mkdir(exist_ok=True)
    strange.write_bytes(b"")
    faults = "\n".join(_faults(site))
    assert faults.count("\n") == 2
    assert f"holds no {_attached(MAP).digest}" in faults
    assert "does not hold the bytes of its digest" in faults
    assert "neither an entry nor a release names this object" in faults


def test_a_backup_carries_the_files(site: Config, tmp_path: Path) -> None:
    with opened(site) as registrar:
        registrar.enter([issue(_with("1", MAP, PLAN)), issue(_with("2", PLAN))])
    back_up(site, tmp_path / "backup.tar.gz")
    assert main(["restore", str(tmp_path / "backup.tar.gz"), str(tmp_path / "again")]) == 0
    restored = replace(site, site=tmp_path / "again")
    assert _held(restored) == {MAP, PLAN}
    assert _faults(restored) == []
