"""A record of another system becomes drafts, one for each language, as its mapping says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from communique.core.dates import PartialDate
from communique.core.evidence import Capture, Found, Span
from communique.core.mapping import HTML, FieldMap, Paths, TermPaths
from communique.core.profile import Profile
from communique.core.record import Draft, Finding, Reported
from communique.core.rules import ERROR, NOTE, WARNING
from communique.core.text import Mark, Text, is_symbol, squeeze
from communique.ingest.clock import day_of, instant_of
from communique.ingest.copies import Copy, copies
from communique.ingest.draft import symbol_in
from communique.ingest.language import language_of
from communique.ingest.lexicon import lexicon_of
from communique.ingest.markup import clean
from communique.ingest.named_places import places_in, states_in
from communique.ingest.node import Node, find, find_all, texts_at

MAPPED = "mapped"
UNSAID = "otherwise"
_UNKNOWN = {
    "kind": "kind.unknown",
    "structure": "source.unknown",
    "field-of-work": "field.unknown",
}
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """A record of another system: the capture it is, its values, and the mapping that knows it."""

    capture: Capture
    node: Node
    mapping: FieldMap


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What a record says in one language."""

    text: Text
    place: str
    contacts: tuple[str, ...]
    revised: tuple[str, ...]
    is_whole: bool
    path: str
    teaser: str = ""


def drafts_of(mapped: Mapped, profile: Profile) -> tuple[Draft, ...] | Reported:
    """Return a draft for each language text of a record, the organisation's first one first.

    All have the same facts. Evidence is the path that a value was found at. Never raises.
    """
    said = _texts(mapped, profile)
    if not said:
        return _reported(mapped, "page.empty", "no path of the mapping leads to a word")
    if mapped.mapping.teaser and not any(one.text.body for one in said.values()):
        return _evidence_only(mapped, said, profile)
    found = copies({lang: one.text for lang, one in said.items()}, profile.reading.stop_words)
    kept = _kept(said, found, profile)
    shared = _shared(mapped, *next(iter(kept.items())), profile)
    # Once for the record, with its first text: its others have the same.
    told = (*shared.findings, *(_told(copy) for copy in found))
    return tuple(
        _draft(lang, one, replace(shared, findings=() if number else told))
        for number, (lang, one) in enumerate(kept.items())
    )


def _evidence_only(mapped: Mapped, said: Mapping[str, _Said], profile: Profile) -> Reported:
    """Return what a record without its body tells of the page at its address."""
    shared = _shared(mapped, *next(iter(said.items())), profile)
    # What is put in where nothing is said is evidence of nothing.
    shared = replace(
        shared,
        kind=shared.kind if shared.kind and shared.kind.span.quote != UNSAID else None,
        sources=tuple(one for one in shared.sources if one.span.quote != UNSAID),
    )
    hints = (
        replace(
            _draft(lang, one, shared),
            body=(_found(one.teaser, "teaser", confidence=0.5),) if one.teaser else (),
        )
        for lang, one in said.items()
    )
    why = "only the beginning of its text is here, which is evidence for the page at its address"
    return replace(_reported(mapped, "page.teaser", why), hints=tuple(hints))


def _texts(mapped: Mapped, profile: Profile) -> dict[str, _Said]:
    """Return what a record says by language, in the organisation's order."""
    mapping, said = mapped.mapping, dict[str, _Said]()
    for node in find(mapped.node, mapping.texts):
        named = next((text for _, text in texts_at(node, mapping.lang)), "").lower()
        # Where no path tells the language, the languages are told apart by names, or not at all.
        for lang in (named,) if mapping.lang else profile.languages:
            one = _said(mapped, node, lang)
            if one is not None:
                said.setdefault(lang or _by_its_words(one, profile), one)
            if not mapping.lang and not _tells_languages(mapping):
                break
    order = [*profile.languages, *said]
    return {lang: said[lang] for lang in dict.fromkeys(order) if lang in said}


def _by_its_words(said: _Said, profile: Profile) -> str:
    words = "\n".join((said.text.title, said.text.summary, *said.text.body, said.teaser))
    return language_of(words, profile.reading.stop_words, profile.languages)


def _said(mapped: Mapped, node: Node, lang: str) -> _Said | None:
    mapping = mapped.mapping

    def paths(of: Paths) -> Paths:
        return tuple(path.replace("{lang}", lang) for path in of)

    titles = list(texts_at(node, paths(mapping.title)))
    base = next(texts_at(mapped.node, mapping.base), ("", ""))[1]
    base = base or next(iter(_stood(mapped, lang)), "")
    paragraphs, marks, is_whole = _body(node, paths(mapping.body), mapping.body_form, base)
    summary = squeeze(" ".join(text for _, text in texts_at(node, paths(mapping.summary))))
    if summary and not paragraphs:
        paragraphs, summary = (summary,), ""
    if not (titles or paragraphs):
        return None
    clock = (instant_of(text, mapping.zone) for _, text in texts_at(node, paths(mapping.revised)))
    return _Said(
        text=Text(
            title=squeeze(titles[0][1]) if titles else "",
            summary=summary,
            body=paragraphs,
            marks=marks,
        ),
        place=next((squeeze(text) for _, text in texts_at(node, paths(mapping.places))), ""),
        contacts=tuple(squeeze(text) for _, text in texts_at(node, paths(mapping.contacts))),
        revised=tuple(sorted({instant for instant in clock if instant})),
        is_whole=is_whole,
        path=titles[0][0] if titles else "",
        teaser=squeeze(" ".join(text for _, text in texts_at(node, paths(mapping.teaser)))),
    )


def _body(
    node: Node, at: Paths, form: str, base: str
) -> tuple[tuple[str, ...], tuple[Mark, ...], bool]:
    paragraphs: list[str] = []
    marks: list[Mark] = []
    is_whole = True
    for _, text in texts_at(node, at):
        if form == HTML:
            cleaned = clean(text, base)
            marks += [
                replace(mark, paragraph=mark.paragraph + len(paragraphs)) for mark in cleaned.marks
            ]
            paragraphs += cleaned.paragraphs
            is_whole = is_whole and cleaned.is_whole
        else:
            paragraphs += [squeeze(line) for line in text.splitlines() if line.strip()]
    return tuple(paragraphs), tuple(marks), is_whole


def _tells_languages(mapping: FieldMap) -> bool:
    return any("{lang}" in path for path in (*mapping.title, *mapping.body, *mapping.summary))


def _kept(said: Mapping[str, _Said], found: tuple[Copy, ...], profile: Profile) -> dict[str, _Said]:
    """Return the texts, each under the language it is in, without those that are copies."""
    wrong = {copy.said: copy for copy in found}
    kept = {lang: one for lang, one in said.items() if lang not in wrong}
    for copy in found:
        if not copy.stands and copy.lang not in kept:
            kept[copy.lang] = said[copy.said]
    order = [lang for lang in profile.languages if lang in kept]
    return {lang: kept[lang] for lang in dict.fromkeys((*order, *kept))}


def _told(copy: Copy) -> Finding:
    message = f"what stands in place of the text in {copy.said!r} is in {copy.lang!r}"
    message += "; it is shown as no translation" if copy.stands else "; it is entered as that"
    return Finding(code="text.copied", level=WARNING, field="lang", message=message)


def _shared(mapped: Mapped, lang: str, first: _Said, profile: Profile) -> Draft:
    """Return a draft with the facts that all languages share, read from the first of them."""
    mapping, node, lexicon = mapped.mapping, mapped.node, lexicon_of(profile)
    date, findings = _date(mapped, profile)
    on = date.value.first_day if date else None
    symbol = _symbol(mapped)
    kind, unknown_kinds = _terms(node, mapping.kind, "kind", profile)
    sources, unknown_sources = _terms(node, mapping.sources, "structure", profile)
    fields, unknown_fields = _terms(node, mapping.fields_of_work, "field-of-work", profile)
    places = places_in(first.place, lexicon, lang=lang, on=on) if first.place else ()
    states = [one.country for one in places if one.country]
    states += states_in(first.text, lexicon, lang=lang, on=on)
    withdrawn = any(True for _ in find_all(node, mapping.withdrawn))
    return Draft(
        capture=mapped.capture,
        lang=lang,
        symbol=symbol,
        kind=kind[0] if kind else _kind_unsaid(profile),
        date=date,
        places=tuple(_found(one, "places") for one in places),
        sources=sources,
        fields_of_work=fields,
        countries=tuple(_found(one, "named") for one in dict.fromkeys(states)),
        contacts=tuple(_found(one, "contacts") for one in first.contacts),
        addresses=_stood(mapped, lang),
        revision_note=mapping.revision_note,
        withdrawal=mapping.withdrawal_note if withdrawn else "",
        findings=(*findings, *unknown_kinds, *unknown_sources, *unknown_fields),
    )


def _draft(lang: str, said: _Said, shared: Draft) -> Draft:
    text = said.text
    lost = () if said.is_whole else (_LOST,)
    return replace(
        shared,
        lang=lang,
        title=_found(text.title, said.path or "title") if text.title else None,
        summary=_found(text.summary, "summary") if text.summary else None,
        body=tuple(_found(paragraph, "body") for paragraph in text.body),
        marks=text.marks,
        revised=said.revised,
        findings=(*shared.findings, *lost),
    )


_LOST = Finding(
    code="text.words-lost",
    level=ERROR,
    field="body",
    message="cleaning its HTML would lose or part words",
    hint="Send the page to us: this must never happen.",
)


def _stood(mapped: Mapped, lang: str) -> tuple[str, ...]:
    """Return the addresses of a record, the one of a text in the language before the others."""
    said = tuple(_squeezed(texts_at(mapped.node, mapped.mapping.address)))
    patterns, symbol = mapped.mapping.addresses, _symbol(mapped)
    if not (patterns and symbol):
        return said
    ordered = sorted(patterns, key=lambda one: one != lang)
    return (*said, *(patterns[one].replace("{symbol}", symbol.value) for one in ordered))


def _symbol(mapped: Mapped) -> Found[str] | None:
    """Return the number of a record: as it says, else the one that its address ends with."""
    for path, text in texts_at(mapped.node, mapped.mapping.symbol):
        symbol = text.lower().replace(" ", "-").replace("/", "-")
        if is_symbol(symbol):
            return _found(symbol, path)
    for path, text in texts_at(mapped.node, mapped.mapping.address):
        if symbol := symbol_in(text):
            return _found(symbol, path)
    return None


def _kind_unsaid(profile: Profile) -> Found[str] | None:
    kind = profile.reading.kind_in_newsroom
    return _found(kind, UNSAID) if kind else None


def _date(
    mapped: Mapped, profile: Profile
) -> tuple[Found[PartialDate] | None, tuple[Finding, ...]]:
    findings: list[Finding] = []
    for path, text in texts_at(mapped.node, mapped.mapping.date):
        day = day_of(text, mapped.mapping.zone) or lexicon_of(profile).days.whole(text)
        if day is not None:
            return _found(day, path), tuple(findings)
        message = f"{text[:40]!r} is no day that can be read"
        findings.append(Finding(code="date.unread", level=WARNING, field="date", message=message))
    return None, tuple(findings)


def _terms(
    node: Node, paths: TermPaths, vocabulary: str, profile: Profile
) -> tuple[tuple[Found[str], ...], tuple[Finding, ...]]:
    """Return the terms that values of a record mean, each once, and those it knows none for."""
    found: dict[str, Found[str]] = {}
    unknown: list[Finding] = []
    for value in find_all(node, paths.at):
        names = [text for _, text in texts_at(value, paths.known_by or (".",))]
        codes = (_code(name, paths, vocabulary, profile) for name in names)
        code = next((one for one in codes if one), "")
        if code:
            found.setdefault(code, _found(code, vocabulary))
        elif names:
            message = f"{names[-1]!r} is no name of the vocabulary {vocabulary!r}"
            unknown.append(
                Finding(code=_UNKNOWN[vocabulary], level=WARNING, field=vocabulary, message=message)
            )
    for _, name in texts_at(node, paths.mixed_at):
        if code := _code(name, paths, vocabulary, profile):
            found.setdefault(code, _found(code, vocabulary))
    if not found and paths.otherwise:
        found[paths.otherwise] = _found(paths.otherwise, UNSAID)
    return tuple(found.values()), tuple(dict.fromkeys(unknown))


def _code(name: str, paths: TermPaths, vocabulary: str, profile: Profile) -> str:
    if name in paths.codes:
        return paths.codes[name]
    if profile[vocabulary].get(name) is not None:
        return name
    term = profile.find(vocabulary, squeeze(name))
    return term.code if term else ""


def _squeezed(found: Iterator[tuple[str, str]]) -> Iterator[str]:
    return (squeeze(text) for _, text in found)


def _found(value: Value, path: str, *, confidence: float = 1.0) -> Found[Value]:
    # A field of another system is its own evidence; where it stands, the path tells.
    span = Span(start=0, end=0, quote=path, confidence=confidence, rule=MAPPED)
    return Found(value=value, span=span)


def _reported(mapped: Mapped, code: str, why: str) -> Reported:
    reason = Finding(code=code, level=NOTE, message=f"{why}; it is no release")
    return Reported(capture=mapped.capture, findings=(reason,))
