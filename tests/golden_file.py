"""Bytes that stay as they are until someone says otherwise."""

import difflib
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldenFile:
    """A folder of expected bytes.

    update: write what came out in place of what was expected.
    """

    folder: Path
    update: bool = False

    def check(self, name: str, actual: bytes) -> None:
        """Fail with a difference unless the file `name` holds `actual`."""
        path = self.folder / name
        if self.update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(actual)
        if not path.is_file():
            pytest.fail(f"{path} is missing: run with --update-golden", pytrace=False)
        if (expected := path.read_bytes()) != actual:
            pytest.fail(_difference(name, expected, actual), pytrace=False)

    def check_for_ever(self, name: str, actual: bytes) -> None:
        """Check bytes that no version may ever write otherwise: --update-golden leaves them."""
        GoldenFile(folder=self.folder).check(name, actual)


def _difference(name: str, expected: bytes, actual: bytes) -> str:
    lines = difflib.unified_diff(
        expected.decode("utf-8", "backslashreplace").splitlines(),
        actual.decode("utf-8", "backslashreplace").splitlines(),
        fromfile=f"{name}, expected",
        tofile=f"{name}, now",
        lineterm="",
    )
    return "\n".join(lines) or f"{name} differs in its line ends"
