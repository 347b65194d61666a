"""The form of an editorial page: a title, a summary and a body in each language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from django import forms
from wagtail.admin.rich_text import get_rich_text_editor_widget

from communique.core.comparison import whole
from communique.core.record import About, RegistryRecord
from communique.core.text import Text
from communique.newsroom.desk.body import html_of
from communique.newsroom.desk.filed import as_it_stood, text_from
from communique.newsroom.desk.models.release import FEATURES
from communique.newsroom.registry.forms.record import Block, RecordForm
from communique.newsroom.registry.forms.rows import LANG, Values
from communique.newsroom.registry.forms.values import WordsField
from communique.render.messages import language_name

_SLUG = re.compile(r"[a-z0-9]+(?:[-/][a-z0-9]+)*", re.ASCII)


class AboutForm(RecordForm):
    """A page: what is left empty in a language is not there in it."""

    record_type = About
    for_good = ("code", "slug")
    note = doubt = sources = None  # type: ignore[assignment]  # so a form leaves a field out

    code = forms.CharField(max_length=80, help_text="For life. Part of its symbol.")
    slug = forms.CharField(
        max_length=120, label="Address", help_text="For life: about, or about/further-page."
    )

    def lay_out(self) -> None:
        """Add a title, a summary and a body in every official language."""
        self.fields.update(_texts(self.profile.languages))

    def shown(self, record: RegistryRecord) -> Values:
        """Return what the fields show of a page."""
        shown = super().shown(record)
        for lang, text in shown.pop("texts", {}).items():
            shown |= {
                f"title_{lang}": text.title,
                f"summary_{lang}": text.summary,
                f"body_{lang}": html_of(text.body, text.marks),
            }
        return shown

    def clean_slug(self) -> str:
        """Return the address, where it is one."""
        said = str(self.cleaned_data["slug"]).strip("/")
        if not _SLUG.fullmatch(said):
            raise forms.ValidationError("An address has small letters, digits, hyphens, slashes.")
        if said in {one.slug for one in self.profile.abouts}:
            raise forms.ValidationError("Another page has this address.")
        return said

    def clean(self) -> Values:
        """Refuse a page without a text, and a text without a title or a body."""
        said = self.cleaned_data
        found = self.texts()
        for lang, text in found.items():
            for part, words in (("title", text.title), ("body", text.body)):
                if not words:
                    self.add_error(f"{part}_{lang}", "Say it, or leave out the whole text.")
        if not found and not self.errors:
            self.add_error(f"title_{self.profile.languages[0]}", "It says nothing yet.")
        said["texts"] = found
        return super().clean()

    def texts(self) -> dict[str, Text]:
        """Return the texts it has, by language."""
        before = self.held.texts if isinstance(self.held, About) else {}
        made = {lang: self._text(lang, before.get(lang)) for lang in self.profile.languages}
        others = {lang: text for lang, text in before.items() if lang not in made}
        found = {lang: text for lang, text in made.items() if whole(text)}
        return {**others, **found}

    def blocks(self) -> Iterator[Block]:
        """Yield what is for life, then a block for each language."""
        own = tuple(self[name] for name in self.for_good if name in self.fields)
        if own:
            yield Block(fields=own)
        for lang in self.profile.languages:
            parts = tuple(self[f"{part}_{lang}"] for part in ("title", "summary", "body"))
            yield Block(title=language_name(lang, LANG), fields=parts)

    def _text(self, lang: str, before: Text | None) -> Text:
        said = self.cleaned_data
        title, summary, body = (
            said.get(f"{part}_{lang}") or "" for part in ("title", "summary", "body")
        )
        made = text_from(title=title, summary=summary, body=body, notes="")
        if before is not None:
            made = replace(made, notes=before.notes, follows=before.follows)
        return as_it_stood(made, before)


def _texts(languages: tuple[str, ...]) -> dict[str, forms.Field]:
    made: dict[str, forms.Field] = {}
    for lang in languages:
        words = {"lang": lang, "dir": "auto"}
        made[f"title_{lang}"] = WordsField(
            required=False, max_length=300, label="Title", widget=forms.TextInput(words)
        )
        made[f"summary_{lang}"] = WordsField(
            required=False, label="Summary", widget=forms.Textarea({"rows": 3, **words})
        )
        editor = get_rich_text_editor_widget(features=FEATURES)
        # The editor takes the place of the field that a label would name.
        editor.options["ariaLabel"] = f"Text, {language_name(lang, LANG)}"
        made[f"body_{lang}"] = forms.CharField(required=False, label="Text", widget=editor)
    return made
