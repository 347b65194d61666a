"""The working copies of a release and of its translations."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from django.db import models
from wagtail.fields import RichTextField

from communique.newsroom.desk.models.working import WorkingCopy, codes

# What a body may hold; `core.text.Mark` says the same of the record.
FEATURES = ["h2", "h3", "h4", "bold", "italic", "ul", "ol", "blockquote", "link"]


class ReleaseCopy(WorkingCopy):
    """A release being written, in its original language.

    kind, sources, fields_of_work, countries, places, people, events, activities: codes; people
    and places as {code, name} where the registry has none.  day: as core.dates.PartialDate.
    notes, contacts: one a line.  pictures: [{digest, alt: {lang: …}, caption: {lang: …}, credit}].
    attachments: [{digest, title: {lang: …}, lang}].  refused: what the desk proposed and the
    writer would not have, as `field:code`.  languages: those a translation is wanted in.
    """

    kind = models.CharField(max_length=40, default="press-release")
    lang = models.CharField(max_length=12, default="en")
    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    body = RichTextField(features=FEATURES)
    notes = models.TextField(blank=True)
    contacts = models.TextField(blank=True)
    day = models.CharField(max_length=10, blank=True)
    sources = codes()
    fields_of_work = codes()
    countries = codes()
    places: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    people: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    events = codes()
    activities = codes()
    pictures: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    attachments: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    addresses: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    captures: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    refused = codes()
    languages = codes()

    class Meta:
        """Newest first, as a desk works."""

        verbose_name = "release"
        ordering: ClassVar[list[str]] = ["-changed_at"]

    def __str__(self) -> str:
        """Return what lists call it."""
        return self.title or "Untitled"

    def owners(self) -> Collection[str]:
        """Return the structures it speaks for."""
        return self.sources

    def wanted_languages(self) -> Collection[str]:
        """Return the languages it is to have a translation in."""
        return self.languages


class Progress(models.TextChoices):
    """How far a translation is."""

    WANTED = "wanted", "Wanted"
    BEGUN = "begun", "Begun"
    READY = "ready", "Ready"


class TranslationCopy(WorkingCopy):
    """The text of a release in one more language, being written.

    follows: the digest of the original's words it was made from (core.text.words_digest).
    passages: [{part, of, text}], each beside the words of the original that it was made from;
    title, summary, body and notes are made of them.
    Its facts are the release's; it goes out with the release's order.
    """

    release = models.ForeignKey(ReleaseCopy, on_delete=models.CASCADE, related_name="translations")
    lang = models.CharField(max_length=12)
    title = models.CharField(max_length=300, blank=True)
    summary = models.TextField(blank=True)
    body = RichTextField(features=FEATURES, blank=True)
    notes = models.TextField(blank=True)
    progress = models.CharField(max_length=8, choices=Progress.choices, default=Progress.WANTED)
    follows = models.CharField(max_length=64, blank=True)
    passages: models.JSONField[list[dict[str, str]], list[dict[str, str]]] = models.JSONField(
        default=list, blank=True
    )

    class Meta:
        """One text in a language."""

        verbose_name = "translation"
        ordering: ClassVar[list[str]] = ["-changed_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["release", "lang"], name="one_text_in_a_language")
        ]

    def __str__(self) -> str:
        """Return what lists call it."""
        return f"{self.title or self.release.title} ({self.lang})"

    def owners(self) -> Collection[str]:
        """Return the structures its release speaks for."""
        return self.release.sources

    def wanted_languages(self) -> Collection[str]:
        """Return its language."""
        return (self.lang,)
