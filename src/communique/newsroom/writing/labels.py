"""What the fields of a release are called at the desk, and what is said of them."""

from __future__ import annotations

from communique.newsroom.shelf import called

LABELS = {
    "note": (
        "What readers are told has changed",
        "One or two sentences. They stand above the corrected text, for everybody to read.",
    ),
    "title": ("Title", ""),
    "summary": ("Summary", "One or two sentences for lists and feeds. It may be left empty."),
    "body": (
        "Text",
        "From the dateline on. What is pasted keeps headings, lists, links and bold words.",
    ),
    "kind": ("Kind", "What it is."),
    "lang": ("Language", "It is written in it."),
    "day": ("Day", "2026-11-24, or in words."),
    "places": ("Place", "Where it is dated from."),
    "sources": ("Sources", "Whose release it is. The first one leads."),
    "fields_of_work": ("Fields of work", "What it is about."),
    "countries": ("Countries", "That of the place, and those it names."),
    "people": ("People", "Those it names."),
    "events": ("Meetings", "The meeting it belongs to, if any."),
    "activities": ("Activities", "The project or handover it tells of, if any."),
    "notes": ("Notes to editors", "One paragraph a line. They stand below the text."),
    "contacts": ("Press contacts", "One contact a line: name, telephone, address."),
    "links": (
        "Further links",
        "One a line: the address, a blank, what it is called. They stand below the text.",
    ),
    "pictures": ("Pictures", ""),
    "attachments": ("Attachments", ""),
    "languages": ("Translations", ""),
    "facts": ("What it reports", ""),
}


# What the organisation has a name of its own for.
_CALLED = {"fields_of_work": "field-of-work", "countries": "country"}


def label(field: str) -> str:
    """Return what a field is called."""
    plain = LABELS[field][0]
    return called(_CALLED[field], plain) if field in _CALLED else plain


def told(field: str) -> str:
    """Return what is said below a field."""
    return LABELS[field][1]
