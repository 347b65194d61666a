"""Whatever is wrong in a profile's files, `profile check` says it in a sentence, and where."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from communique.cli.main import main
from tests.sites import SMALL_PROFILE

TOPICS, KINDS = "vocab/field-of-work.toml", "vocab/kind.toml"


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (KINDS, "[[term]]", "[term]", "term must be [[term]] over each table"),
        (TOPICS, 'code = "fisheries"', 'code = "Fish & Co"', "term Fish & Co: a code is letters"),
        (TOPICS, 'names = [{ text = "Fields of work", lang = "en" }]', 'names = "Topics"',
         "names must be a list ([ … ], or [[ … ]] over each table), and is a text"),
        ("profile.toml", 'languages = ["en", ', 'languages = ["english", ',
         "profile.toml: 'english' is no code of a language"),
        ("reading.toml", 'kind_in_newsroom = "statement"', 'kind_in_newsroom = "nothing"',
         "reading.toml: kind_in_newsroom 'nothing' does not exist in vocab/kind.toml"),
        ("menu.toml", 'expands = "', 'expands = "x', "is no vocabulary (known: kind, "),
    ],
)  # fmt: skip
def test_a_fault_is_one_sentence_that_names_its_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], file: str, old: str, new: str, said: str
) -> None:
    folder = tmp_path / "lakes"
    shutil.copytree(SMALL_PROFILE, folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    # TOML allows a table without a list once, so the others go.
    before, _, after = text.partition(old)
    (folder / file).write_text(before + new + after.partition("[[term]]")[0], "utf-8")
    assert main(["profile", "check", str(folder)]) == 1
    told = capsys.readouterr().err
    assert said in told
    assert file in told
