"""Erased words are gone from the disk, not only from the answers."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from communique.core.edition import Question
from communique.core.record import Ref
from communique.store import query
from communique.store.db import open_store
from communique.store.dump import dump_digest
from communique.store.integrity import integrity
from communique.store.projection import Projection
from communique.store.search.ask import ask
from communique.store.search.closest import closest
from tests.store.stores import corrected, erased, filled, issued, release, text, withdrawn
from tests.strategies import History

SECRETS = ("Zanzibarquux", "plonkwizzle", "xyzzyfrob", "grubblenard")
SECRET = replace(
    release("1", en=text(f"On {SECRETS[0]}", f"It was {SECRETS[1]} who said so.")),
    people=(Ref(name="Somebody", code=SECRETS[2]),),
    addresses=(f"http://lakes.example/{SECRETS[3]}",),
)
OTHERS = tuple(release(str(n), en=text(f"Harbour {n}", "Lights. " * n)) for n in range(2, 40))


def _held(folder: Path) -> set[str]:
    """Return which of the secrets some file below the folder still holds, in any case."""
    content = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file()).lower()
    return {secret for secret in SECRETS if secret.lower().encode() in content}


@pytest.mark.parametrize("then", ["", "corrected", "withdrawn"])
def test_erased_words_are_in_no_file_of_the_store(tmp_path: Path, then: str) -> None:
    lines: History = issued(*OTHERS[:20], SECRET, *OTHERS[20:])
    if then == "corrected":
        lines = corrected(lines, release("1"))
    if then == "withdrawn":
        lines = withdrawn(lines, "1")
    filled(tmp_path, lines, commits=(10, 25))
    # The test can see them: or it could not see that they are gone.
    assert _held(tmp_path) == set(SECRETS)
    with open_store(tmp_path) as reader:
        assert ask(reader, Question(lang="en", words="harbour")).total == len(OTHERS)
        filled(tmp_path, erased(lines, 20))
        # With the writer gone and a reader still there, its journal stays: it is empty of them.
        assert _held(tmp_path) == set()
        assert ask(reader, Question(lang="en", words="harbour")).total == len(OTHERS)
    assert integrity(tmp_path) == []


def test_words_erased_in_the_batch_that_issued_them_are_in_no_file(tmp_path: Path) -> None:
    filled(tmp_path, erased(issued(*OTHERS[:20], SECRET, *OTHERS[20:]), 20))
    assert _held(tmp_path) == set()
    with open_store(tmp_path) as store:
        assert ask(store, Question(lang="en")).total == len(OTHERS)


def test_what_was_erased_is_found_no_more(tmp_path: Path) -> None:
    lines = issued(SECRET, *OTHERS)
    with open_store(filled(tmp_path, erased(lines, 0))) as store:
        for words in SECRETS:
            assert ask(store, Question(lang="en", words=words)).total == 0
        assert closest(store, [SECRETS[0].lower()]) == []
        assert query.counts(store, "person") == ()
        assert query.redirect(store, SECRET.addresses[0]) is None
        assert query.about(store, "person", SECRETS[2], lang="en", tree_size=1) == ((), 0)


def test_a_reader_that_holds_the_files_delays_the_scrubbing_and_audit_says_so(
    tmp_path: Path,
) -> None:
    lines = erased(issued(SECRET, *OTHERS), 0)
    filled(tmp_path, lines[:-1])
    reader = sqlite3.connect(tmp_path / "g000001" / "record.db", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM meta").fetchall()
    filled(tmp_path, lines)
    assert [problem for _, problem in integrity(tmp_path)] == [
        "erased words may still lie in the file, for a reader held it: run `communique rebuild`"
    ]
    reader.close()
    with Projection.open(tmp_path):
        assert _held(tmp_path) == set()
    assert integrity(tmp_path) == []
    assert dump_digest(tmp_path) == dump_digest(filled(tmp_path / "other", lines))
