"""The SQL files: one question each, asked by somebody."""

from __future__ import annotations

import re

import pytest

from communique.store.statements import statement
from tests.tools import ROOT

SQL = ROOT / "src" / "communique" / "store" / "sql"
NAMES = sorted(path.stem for path in SQL.glob("*.sql"))


@pytest.mark.parametrize("name", NAMES)
def test_a_file_says_first_what_it_answers(name: str) -> None:
    assert re.match(rf"-- {name}\.sql: [a-z].*\.\n", statement(name))


@pytest.mark.parametrize("name", [name for name in NAMES if name != "schema"])
def test_a_file_asks_one_question(name: str) -> None:
    assert statement(name).count(";") == 1


def test_every_file_is_asked_for() -> None:
    code = "\n".join(path.read_text("utf-8") for path in SQL.parent.rglob("*.py"))
    assert [name for name in NAMES if f'"{name}"' not in code] == []


def test_no_sql_stands_in_the_code() -> None:
    code = {path.name: path.read_text("utf-8") for path in SQL.parent.rglob("*.py")}
    asking = [name for name, text in code.items() if re.search(r'"(INSERT|UPDATE|DELETE) ', text)]
    assert asking == []
