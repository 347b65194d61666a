"""The choice of a reader for what was found."""

from __future__ import annotations

from communique.core.evidence import Capture
from communique.core.profile import Profile
from communique.ingest.html import Saved, read_saved
from communique.ingest.lexicon import lexicon_of
from communique.ingest.own_lines import without_template
from communique.ingest.plain import Page, read_plain
from communique.ingest.template import NOTHING, Template


def read_page(found: Capture | Saved, profile: Profile, template: Template = NOTHING) -> Page:
    """Return the page of what was found; whatever its text is, it has lines.

    template: what was learned of its site.
    """
    lexicon = lexicon_of(profile)
    if isinstance(found, Saved):
        return read_saved(found, lexicon, template)
    return without_template(read_plain(found), template, lexicon)
