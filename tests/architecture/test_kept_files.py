"""What git keeps works on anybody's machine and explains its exceptions."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import own_modules
from tests.tools import ROOT, tracked

# Written in pieces, or this file would be its own first finding.
REGISTRIES = re.compile(
    r"pypi\.org" + r"/simple|files\.python" + r"hosted\.org|registry\.npm" + r"js\.org|"
    r"--(extra-)?index" + r"-url[= ]|--find" + r"-links[= ]"
)
MACHINE_PATHS = re.compile(r"(?<![\w.~-])/(work|root|home/\w+|Users/\w+|tmp/plan)" + r"/")
WAIVER = re.compile(r"#\s*(noqa|type:\s*ignore|pragma)\b(?P<rest>.*)")


def test_no_file_names_a_registry() -> None:
    assert _found(REGISTRIES) == []


def test_no_file_names_a_place_on_one_machine() -> None:
    assert _found(MACHINE_PATHS) == []


def test_every_waiver_gives_its_reason_beside_it() -> None:
    bare = [
        f"{module.path.relative_to(ROOT)}:{number} {line.strip()}"
        for module in own_modules()
        for number, line in enumerate(module.text.splitlines(), 1)
        if (waiver := WAIVER.search(line)) and not re.search(r"(#| - )\s*\w", waiver["rest"])
    ]
    assert bare == []


def _found(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number} {line.strip()[:80]}"
        for path in tracked()
        for number, line in enumerate(_lines(path), 1)
        if pattern.search(line)
    ]


def _lines(path: Path) -> Iterator[str]:
    content = path.read_bytes()
    if b"\0" in content:
        return iter(())
    return iter(content.decode("utf-8", "replace").splitlines())
