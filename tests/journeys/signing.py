"""Takes a release with an attachment to its sign-off: `python -m tests.journeys.signing SITE`.

A process of its own, which the newsroom's user runs. Says, as JSON, its symbol and the attachment's
digest.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from communique.config import load
from communique.newsroom.prepare import begin
from communique.newsroom.roles import Role

WORDS = b"A list of all lights that burn.\n"
NAME = "lights.txt"


def main(site: Path) -> None:
    """Have one member of each role draft, clear and sign a release off."""
    config = load(site)
    begin(config)
    # Here, not above: models can be had only once Django knows the newsroom.
    from communique.newsroom.steps.sign_off import publish
    from communique.newsroom.uploads.keep import keep
    from communique.newsroom.uploads.kinds import kind_of
    from communique.newsroom.uploads.receiving import Received
    from tests.newsroom.desks import Desk
    from tests.newsroom.steps.drafts import cleared

    desk = Desk(config=config)
    if not type(desk.who("administrator")).objects.filter(username="author").exists():
        for role in (Role.AUTHOR, Role.CLEARANCE_OFFICER, Role.PRESS_SECRETARY):
            desk.member(role.value, role, structures=("secretariat",))
    received = Received(NAME, kind_of(NAME))
    received.write(WORDS)
    upload = keep(received, desk.who("author"))
    attachment = {
        "digest": upload.digest,
        "media_type": upload.media_type,
        "name": upload.name,
        "size_bytes": upload.size_bytes,
        "title": {"en": "Lights"},
        "lang": "en",
    }
    (copy,) = publish([cleared(desk, attachments=[attachment])], desk.who("press-secretary"))
    sys.stdout.write(json.dumps({"symbol": copy.symbol, "digest": upload.digest}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
