"""Enter a batch of three releases: the work of a registrar that a test stops at any step.

Run as `python -m tests.registrar.steps SITE`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from communique.config import load
from communique.registrar.enter import opened
from tests.sites import correct, erase, issue, release, withdraw

SYMBOLS = ("2001", "2002", "2003")


def main() -> None:
    """Enter the batch, then correct one of it, withdraw one, erase one."""
    with opened(load(Path(sys.argv[1]))) as registrar:
        registrar.enter([issue(release(symbol)) for symbol in SYMBOLS])
        registrar.enter([correct(release("2001", fields_of_work=("fisheries",)))])
        registrar.enter([withdraw("2002")])
        standing = registrar.standing("2003")
        assert standing is not None
        registrar.enter([erase("2003", digest) for digest in standing.digests])


if __name__ == "__main__":
    main()
