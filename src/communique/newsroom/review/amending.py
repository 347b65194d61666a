"""The form in which somebody amends a record before it goes in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from difflib import SequenceMatcher
from typing import Any

from django import forms

from communique.core.arrival import Arrival
from communique.core.dates import PartialDate
from communique.core.record import Quote, Release
from communique.core.text import squeeze
from communique.newsroom import shelf
from communique.newsroom.desk.filed import plain_of, refs_of
from communique.newsroom.writing.fields import CodesField, DayField, NamesField
from communique.newsroom.writing.labels import label, told
from communique.newsroom.writing.terms import choices
from communique.newsroom.writing.widgets import CodesSelect
from communique.render.messages import language_name

LANG = "en"
_CODES = ("sources", "fields_of_work", "countries")
_REFS = ("places", "people")


class AmendForm(forms.Form):
    """The fields of a record that waits; its texts language by language.

    arrival: as it was read; once the form is valid, as it was amended. The number under which
    it is known stays: the page is still that page.
    """

    kind = forms.ChoiceField()
    day = DayField(required=False)
    places = NamesField("place")
    sources = CodesField("structure", widget=CodesSelect(is_ordered=True))
    fields_of_work = CodesField("field-of-work")
    countries = CodesField("country")
    people = NamesField("person")

    def __init__(self, arrival: Arrival, sent: Mapping[str, Any] | None = None) -> None:
        release = arrival.release
        super().__init__(sent, initial=_initial(release), auto_id="amend-%s")
        self.arrival = arrival
        on = _day_of(sent.get("day", "") if sent else release.date or "")
        for name, field in self.fields.items():
            field.label, field.help_text = label(name), told(name)
            if isinstance(field, CodesField):
                field.open_on(on, LANG, self.initial[name])
        kind: Any = self.fields["kind"]
        kinds = {one.code: one.label for one in choices("kind", on, LANG)}
        kind.choices = [*([] if release.kind in kinds else [("", "Choose one")]), *kinds.items()]
        of_texts: dict[str, forms.Field] = {}
        for lang in release.texts:
            of_texts |= _of_text(lang, f" ({lang})" if len(release.texts) > 1 else "")
        self.fields = of_texts | self.fields

    def clean(self) -> dict[str, Any]:
        """Take over what was sent."""
        said = super().clean() or {}
        if self.errors:
            return said
        spoken = {lang: str(said[f"lang-{lang}"]) for lang in self.arrival.release.texts}
        if len(set(spoken.values())) < len(spoken):
            self.add_error(None, "Two texts are said to be in the same language.")
            return said
        self.arrival = _amended(self.arrival, said, spoken)
        return said


def _initial(release: Release) -> dict[str, Any]:
    filled: dict[str, Any] = {"kind": release.kind, "day": str(release.date or "")}
    filled |= {name: list(getattr(release, name)) for name in _CODES}
    filled |= {name: plain_of(getattr(release, name)) for name in _REFS}
    for lang, text in release.texts.items():
        filled |= {
            f"lang-{lang}": lang,
            f"title-{lang}": text.title,
            f"summary-{lang}": text.summary,
            f"body-{lang}": "\n\n".join(text.body),
        }
    return filled


def _of_text(lang: str, of: str) -> dict[str, forms.Field]:
    """Return the fields of one text, named for the language it was read as."""

    def lines(rows: int) -> forms.Textarea:
        return forms.Textarea({"rows": rows, "lang": lang, "dir": "auto"})

    spoken = dict.fromkeys((*shelf.profile().languages, lang))
    languages = [(one, language_name(one, LANG)) for one in spoken]
    return {
        f"title-{lang}": forms.CharField(label=f"Title{of}", widget=lines(2)),
        f"summary-{lang}": forms.CharField(label=f"Summary{of}", widget=lines(2), required=False),
        f"body-{lang}": forms.CharField(
            label=f"Text{of}, an empty line between paragraphs", widget=lines(12)
        ),
        f"lang-{lang}": forms.ChoiceField(label=f"Language{of}", choices=languages),
    }


def _day_of(said: str) -> date:
    """Return the day whose terms are offered: the release's, else today."""
    try:
        return PartialDate(said).first_day
    except ValueError:
        return datetime.now(UTC).date()


def _amended(arrival: Arrival, said: Mapping[str, Any], spoken: Mapping[str, str]) -> Arrival:
    """Return the arrival that a form makes of one.

    spoken: the language of each text, by that which it was read as.
    """
    changed = replace(
        arrival.release,
        kind=said["kind"],
        date=said["day"] or None,
        places=refs_of(said["places"]),
        sources=tuple(said["sources"]),
        fields_of_work=tuple(said["fields_of_work"]),
        countries=tuple(said["countries"]),
        people=refs_of(said["people"]),
    )
    for lang in spoken:
        changed = _with_text(changed, lang, said)
    changed = replace(
        changed,
        texts={spoken[lang]: text for lang, text in changed.texts.items()},
        quotes=tuple(replace(one, lang=spoken[one.lang]) for one in changed.quotes),
        original=spoken.get(changed.original, ""),
    )
    revisions = tuple(
        replace(one, langs=tuple(sorted(spoken.get(lang, lang) for lang in one.langs)))
        for one in arrival.revisions
    )
    return replace(arrival, release=changed, revisions=revisions)


def _with_text(release: Release, lang: str, said: Mapping[str, Any]) -> Release:
    before, body = release.texts[lang], _paragraphs(said[f"body-{lang}"])
    moved = _moved(before.body, body)
    text = replace(
        before,
        title=squeeze(said[f"title-{lang}"]),
        summary=squeeze(said[f"summary-{lang}"]),
        body=body,
        marks=tuple(
            replace(mark, paragraph=moved[mark.paragraph])
            for mark in before.marks
            if mark.paragraph in moved
        ),
    )
    return replace(
        release,
        texts={**release.texts, lang: text},
        quotes=tuple(_kept_quotes(release.quotes, lang, moved)),
    )


def _paragraphs(said: str) -> tuple[str, ...]:
    blocks = said.replace("\r\n", "\n").split("\n\n")
    return tuple(squeeze(block) for block in blocks if block.strip())


def _moved(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """Return where the paragraphs that stayed as they were stand now, both counted from 1.

    What was marked or quoted in one that was rewritten is not known to be there any more.
    """
    same = SequenceMatcher(a=before, b=after, autojunk=False).get_matching_blocks()
    return {
        block.a + number + 1: block.b + number + 1 for block in same for number in range(block.size)
    }


def _kept_quotes(quotes: Sequence[Quote], lang: str, moved: Mapping[int, int]) -> Iterator[Quote]:
    for quote in quotes:
        if quote.lang != lang:
            yield quote
        elif quote.paragraph in moved:
            yield replace(quote, paragraph=moved[quote.paragraph])
