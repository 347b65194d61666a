"""The working copies of a release and of its translations."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any, ClassVar

from django.db import models
from wagtail.fields import RichTextField

from communique.core.beside import with_contacts, with_links
from communique.core.dates import PartialDate
from communique.core.record import Release
from communique.core.ref import Ref
from communique.core.text import Text
from communique.newsroom.desk import filed
from communique.newsroom.desk.models.working import Purpose, WorkingCopy, codes
from communique.newsroom.site import config
from communique.render.messages import autonym

# What a body may hold; `core.text.Mark` says the same of the record.
FEATURES = ["h2", "h3", "h4", "bold", "italic", "ul", "ol", "blockquote", "link"]


class ReleaseCopy(WorkingCopy):
    """A release being written, in its original language.

    kind, sources, fields_of_work, countries, events, activities: codes, sources lead first.
    places, people: core.ref.Ref as JSON, {name, code, country}, code null where the registry has
    none.  day: as core.dates.PartialDate.  notes, contacts: one a line.
    links: one a line, where it leads, a blank, what it is called.
    pictures, attachments: core.media.Picture and Attachment as JSON, whole.
    facts: what was confirmed of what its text reports, [{key, record}], core.fact.FactRecord
    as JSON; those whose words the text still has go out with it.
    refused: what the desk proposed and the writer would not have, as `field:code` or `fact:key`.
    languages: those a translation is wanted in.
    """

    kind = models.CharField(max_length=80, default="press-release")
    lang = models.CharField("language", max_length=12, default="en")
    title = models.TextField()
    summary = models.TextField(blank=True)
    body = RichTextField(features=FEATURES, blank=True)
    notes = models.TextField(blank=True)
    contacts = models.TextField(blank=True)
    links = models.TextField(blank=True)
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
    facts: models.JSONField[Any, Any] = models.JSONField(default=list, blank=True)
    refused = codes()
    languages = codes()
    # Its structures and languages once more, each between blanks: a list kept as JSON cannot be
    # looked into by SQLite, and a desk asks at every page for what somebody may see.
    owned_by = models.TextField(editable=False, default=" ")
    wanted_in = models.TextField(editable=False, default=" ")

    class Meta:
        """The last changed first, as a desk works."""

        verbose_name = "release"
        ordering: ClassVar[list[str]] = ["-changed_at"]

    def save(self, *arguments: Any, **options: Any) -> None:
        """Save it, and with it what it is found by."""
        self.find_by()
        if options.get("update_fields") is not None:
            options["update_fields"] = {*options["update_fields"], "owned_by", "wanted_in"}
        super().save(*arguments, **options)

    def __str__(self) -> str:
        """Return what lists call it."""
        return self.title or "Untitled"

    def find_by(self) -> None:
        """Take down the structures and languages that it is found by; a save does so."""
        self.owned_by, self.wanted_in = spaced(self.owners()), spaced(self.wanted_languages())

    def as_text(self) -> Text:
        """Return what it says, as the record has it."""
        return filed.text_from(
            title=self.title, summary=self.summary, body=self.body, notes=self.notes
        )

    def as_record(self) -> Release:
        """Return the release it makes, with the texts of translations that are ready."""
        return self._record(self.ready_translations())

    def as_preview(self) -> Release:
        """Return the release it would make were every translation ready that was begun."""
        if self._state.adding:
            return self._record([])
        begun = self.translations.order_by("lang")
        return self._record([one for one in begun if one.title and one.as_text().body])

    def _record(self, translations: Iterable[TranslationCopy]) -> Release:
        before = filed.standing(self.symbol) if self.purpose != Purpose.ISSUE else None
        # What a demonstration issues is no publication of the organisation, and says so.
        is_sample = config().sample
        release = before or Release(symbol=self.symbol, kind=self.kind, texts={}, sample=is_sample)
        texts = {**release.texts}
        # To add a translation opens no other text: those that stand are not touched.
        if before is None or self.purpose == Purpose.CORRECT:
            release = self._filed(release)
            text = filed.as_it_stood(self.as_text(), texts.get(self.lang))
            follows = texts[self.lang].follows if self.lang in texts else ""
            texts[self.lang] = replace(text, follows=follows)
        original = release.original or self.lang
        for translation in translations:
            if translation.lang != original:
                texts[translation.lang] = translation.as_text()
        quotes = filed.anchored(release.quotes, self.lang, texts[self.lang].body)
        note = self.note if self.purpose == Purpose.CORRECT else ""
        return replace(release, texts=texts, original=original, quotes=quotes, note=note)

    def record_kind(self) -> str:
        """Return the kind of release it is."""
        return self.kind

    def ready_translations(self) -> list[TranslationCopy]:
        """Return the translations that go out with it, by language."""
        if self._state.adding:
            return []
        return list(self.translations.filter(progress=Progress.READY).order_by("lang"))

    def named_places(self) -> tuple[Ref, ...]:
        """Return where it happened."""
        return filed.refs_of(self.places)

    def named_people(self) -> tuple[Ref, ...]:
        """Return who is named in it."""
        return filed.refs_of(self.people)

    def contact_lines(self) -> tuple[str, ...]:
        """Return whom to ask."""
        return filed.lines_of(self.contacts)

    def _filed(self, release: Release) -> Release:
        """Return a release filed as the desk has it, in the language of its text."""
        links = filed.links_from(filed.lines_of(self.links), release, self.lang)
        beside = with_contacts(release, self.lang, self.contact_lines())
        return replace(
            with_links(beside, self.lang, links),
            kind=self.kind,
            date=PartialDate(self.day) if self.day else None,
            places=self.named_places(),
            sources=tuple(self.sources),
            fields_of_work=tuple(self.fields_of_work),
            countries=tuple(self.countries),
            people=self.named_people(),
            events=tuple(self.events),
            activities=tuple(self.activities),
            pictures=filed.pictures_of(self.pictures),
            attachments=filed.attachments_of(self.attachments),
        )

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """Return the languages it can be looked at in, its own first."""
        langs = dict.fromkeys((self.lang, *self.languages))
        return [(lang, autonym(lang)) for lang in langs]

    def owners(self) -> Collection[str]:
        """Return the structures it speaks for."""
        return self.sources

    def wanted_languages(self) -> Collection[str]:
        """Return the languages it is to have a translation in."""
        return self.languages


def spaced(codes: Collection[str]) -> str:
    """Return codes in one line, each between blanks.

    >>> spaced(["secretariat", "lake-office"])
    ' secretariat lake-office '
    """
    return f" {' '.join(codes)} "


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
    title = models.TextField(blank=True)
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

    def as_text(self) -> Text:
        """Return what it says, as the record has it."""
        return filed.text_from(
            title=self.title,
            summary=self.summary,
            body=self.body,
            notes=self.notes,
            follows=self.follows,
        )

    def as_record(self) -> Release:
        """Return the release it belongs to."""
        return self.release.as_record()

    def record_kind(self) -> str:
        """Return the kind of release it belongs to."""
        return self.release.kind

    def owners(self) -> Collection[str]:
        """Return the structures its release speaks for."""
        return self.release.sources

    def wanted_languages(self) -> Collection[str]:
        """Return its language."""
        return (self.lang,)
