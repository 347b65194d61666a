"""Fill a store in four commits, going on where it stands: the work that a test stops at any step.

Run as `python -m tests.store.steps FOLDER`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from communique.store.projection import Projection
from tests.store.stores import apply, corrected, erased, issued, release, withdrawn


def main() -> None:
    """Issue three releases, correct one, withdraw one, erase one."""
    three = issued(release("1"), release("2"), release("3"))
    lines = erased(withdrawn(corrected(three, release("2", "2000")), "3"), 0)
    with Projection.open(Path(sys.argv[1])) as projection:
        for size in range(3, len(lines) + 1):
            apply(projection, lines[:size])
            projection.commit()


if __name__ == "__main__":
    main()
