"""Working copies for tests."""

from __future__ import annotations

from typing import Any

from communique.newsroom.desk.models import ReleaseCopy
from tests.newsroom.desks import Desk

BODY = (
    "<p>MERE, 2 May 1999 – The harbour lights were lit again.</p><h2>What follows</h2>"
    '<ul><li>Boats <b>may</b> pass.</li><li>See <a href="pr-1998-0001">the rules</a>.</li></ul>'
)


def written(desk: Desk, by: str = "author", **changed: Any) -> ReleaseCopy:
    """Return a saved working copy of a release, written by a member; its first version too."""
    who = desk.who(by)
    fields: dict[str, Any] = {
        "title": "Lights on the northern shore",
        "body": BODY,
        "day": "1999-05-02",
        "sources": ["secretariat"],
        "fields_of_work": ["navigation"],
        "countries": ["XA"],
        "places": [{"name": "Mere", "code": "mere"}],
        "contacts": "Press Office, +00 123\n\n press@lakes.example ",
    }
    copy = ReleaseCopy(**{**fields, "made_by": who, "written_by": [who.pk], **changed})
    copy.save()
    copy.save_revision(user=who, clean=False)
    return copy
