"""The same page again: with other bytes, with and without its address, alone and in one folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.cli.main import main
from communique.config import Config
from communique.store.db import open_store
from communique.store.query import symbols
from tests.cli.test_bad_input import PAGE
from tests.sites import small_site

TEXT = PAGE.format(number=1)
ADDRESS = "https://old.example/node/4711"
# The same words: as another editor saved them, and under another year's menu.
AGAIN = {
    "utf-16": TEXT.encode("utf-16"),
    "line ends": TEXT.replace("\n", "\r\n").encode(),
    "menu": ("Our work\nFields of work\n- Navigation\n- Fisheries\nAbout us\n" + TEXT).encode(),
}


@pytest.fixture
def site(tmp_path: Path) -> Config:
    """Return a small site."""
    return small_site(tmp_path / "site")


def _import(site: Config, *more: object) -> int:
    return main(["import", str(site.site), *(str(one) for one in more)])


def _page(folder: Path, content: bytes, name: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    return folder / name


def _symbols(site: Config) -> list[str]:
    with open_store(site.store) as store:
        return [one.symbol for one in symbols(store)]


@pytest.mark.parametrize("content", AGAIN.values(), ids=AGAIN)
def test_the_words_of_a_numbered_page_without_its_address_are_that_release(
    site: Config, content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _import(site, _page(tmp_path, TEXT.encode(), "a.txt"), "--address", ADDRESS) == 0
    assert _import(site, _page(tmp_path, content, "b.txt")) == 0
    assert "1 unchanged" in capsys.readouterr().out
    assert _symbols(site) == ["4711"]


@pytest.mark.parametrize("content", AGAIN.values(), ids=AGAIN)
def test_the_words_of_a_page_entered_before_its_number_was_known_are_that_release(
    site: Config, content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _import(site, _page(tmp_path, TEXT.encode(), "a.txt")) == 0
    again = _page(tmp_path, content, "b.txt")
    for outcome in ("1 further-address", "1 unchanged"):
        assert _import(site, again, "--address", ADDRESS) == 0
        assert outcome in capsys.readouterr().out
    assert len(_symbols(site)) == 1


def test_the_same_words_under_another_number_are_another_page_of_the_old_site(
    site: Config, tmp_path: Path
) -> None:
    for number in ("4711", "4712"):
        page = _page(tmp_path, TEXT.replace("\n", "\n\n").encode()[: -int(number[-1])], "a.txt")
        assert _import(site, page, "--address", f"https://old.example/node/{number}") == 0
    assert _symbols(site) == ["4711", "4712"]


def test_the_same_words_in_one_folder_are_one_release(
    site: Config, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, content in enumerate([TEXT.encode(), *AGAIN.values()]):
        _page(tmp_path / "pages", content, f"{number}.txt")
    table = tmp_path / "addresses.tsv"
    table.write_text(f"0.txt\t{ADDRESS}\n", encoding="utf-8")
    assert _import(site, tmp_path / "pages", "--addresses", table) == 0
    assert "1 entered, 3 unchanged" in capsys.readouterr().out
    assert _symbols(site) == ["4711"]


def test_the_words_of_a_withdrawn_page_are_not_entered_again(
    site: Config, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _import(site, _page(tmp_path, TEXT.encode(), "a.txt"), "--address", ADDRESS) == 0
    assert main(["withdraw", str(site.site), "4711", "--note", "A mistake."]) == 0
    assert _import(site, _page(tmp_path, AGAIN["menu"], "b.txt")) == 1
    assert "4711 is withdrawn on the record" in capsys.readouterr().out
    assert _symbols(site) == []
