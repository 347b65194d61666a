"""A record of another system becomes drafts, one for each language, as its mapping says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from communique.core.dates import PartialDate
from communique.core.evidence import Capture, Found, Span
from communique.core.mapping import FieldMap, TermPaths
from communique.core.profile import Profile
from communique.core.record import Draft, Finding, Reported
from communique.core.rules import NOTE, WARNING
from communique.core.text import is_symbol, squeeze
from communique.ingest.clock import day_of
from communique.ingest.copies import Copy, copies
from communique.ingest.draft import symbol_in
from communique.ingest.language import language_of
from communique.ingest.lexicon import lexicon_of
from communique.ingest.named_places import places_in, states_in
from communique.ingest.node import Node, find, find_all, texts_at
from communique.ingest.said import Said, said_at

_LANGUAGE = re.compile(r"[a-z]{2,3}", re.ASCII)
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


def drafts_of(mapped: Mapped, profile: Profile) -> tuple[Draft, ...] | Reported:
    """Return a draft for each language text of a record, the organisation's first one first.

    All have the same facts. Evidence is the path that a value was found at. Never raises.
    """
    said, second = _texts(mapped, profile)
    if not said:
        return _reported(mapped, "page.empty", "no path of the mapping leads to a word")
    if mapped.mapping.teaser and not any(one.text.body for one in said.values()):
        return _evidence_only(mapped, said, profile)
    found = copies({lang: one.text for lang, one in said.items()}, profile.reading.stop_words)
    kept = _kept(said, found, profile)
    shared = _shared(mapped, *next(iter(kept.items())), profile)
    # Once for the record, with its first text: its others have the same.
    told = (*shared.findings, *second, *(_told(copy) for copy in found))
    return tuple(
        _draft(lang, one, replace(shared, findings=() if number else told))
        for number, (lang, one) in enumerate(kept.items())
    )


def _evidence_only(mapped: Mapped, said: Mapping[str, Said], profile: Profile) -> Reported:
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


def _texts(mapped: Mapped, profile: Profile) -> tuple[dict[str, Said], tuple[Finding, ...]]:
    """Return what a record says by language, in the organisation's order, and what it says twice.

    Of two texts in one language the first is taken.
    """
    mapping, said, second = mapped.mapping, dict[str, Said](), list[Finding]()
    for node in find(mapped.node, mapping.texts):
        named = next((text for _, text in texts_at(node, mapping.lang)), "")
        # Where no path tells the language, the languages are told apart by names, or not at all.
        for lang in (_lang(named, profile),) if mapping.lang else profile.languages:
            one = said_at(node, mapping, lang=lang, base=_base(mapped, lang))
            if one is not None:
                spoken = lang or _by_its_words(one, profile)
                if said.setdefault(spoken, one).text != one.text:
                    second.append(_second(spoken, one))
            if not mapping.lang and not _tells_languages(mapping):
                break
    order = [*profile.languages, *said]
    return {lang: said[lang] for lang in dict.fromkeys(order) if lang in said}, tuple(second)


def _second(lang: str, said: Said) -> Finding:
    message = f"it has a further text in {lang!r}, {said.text.title[:80]!r}; the first is taken"
    return Finding(code="text.second", level=WARNING, field="lang", message=message)


def _by_its_words(said: Said, profile: Profile) -> str:
    words = "\n".join((said.text.title, said.text.summary, *said.text.body, said.teaser))
    return language_of(words, profile.reading.stop_words, profile.languages)


def _base(mapped: Mapped, lang: str) -> str:
    said = next(texts_at(mapped.node, mapped.mapping.base), ("", ""))[1]
    return said or next(iter(_stood(mapped, lang)), "")


def _lang(named: str, profile: Profile) -> str:
    """Return the language that a record names, empty where that is no code of one.

    A language as a country writes it is that language, unless the organisation has both.
    """
    code = named.strip().lower().replace("_", "-")
    if code in profile.languages:
        return code
    code = code.partition("-")[0]
    return code if _LANGUAGE.fullmatch(code) else ""


def _tells_languages(mapping: FieldMap) -> bool:
    return any("{lang}" in path for path in (*mapping.title, *mapping.body, *mapping.summary))


def _kept(said: Mapping[str, Said], found: tuple[Copy, ...], profile: Profile) -> dict[str, Said]:
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


def _shared(mapped: Mapped, lang: str, first: Said, profile: Profile) -> Draft:
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
        addresses=_stood(mapped, lang),
        revision_note=mapping.revision_note,
        withdrawal=mapping.withdrawal_note if withdrawn else "",
        findings=(
            *_unnumbered(mapped, symbol),
            *findings,
            *unknown_kinds,
            *unknown_sources,
            *unknown_fields,
        ),
    )


def _draft(lang: str, said: Said, shared: Draft) -> Draft:
    text = said.text
    return replace(
        shared,
        lang=lang,
        title=_found(text.title, said.path or "title") if text.title else None,
        summary=_found(text.summary, "summary") if text.summary else None,
        body=tuple(_found(paragraph, "body") for paragraph in text.body),
        contacts=tuple(_found(one, "contacts") for one in said.contacts),
        links=tuple(_found(replace(one, lang=lang), "links") for one in said.links),
        marks=text.marks,
        revised=said.revised,
        findings=(*shared.findings, *said.findings),
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


def _unnumbered(mapped: Mapped, symbol: Found[str] | None) -> Iterator[Finding]:
    said = next(texts_at(mapped.node, mapped.mapping.symbol), None)
    if said and not symbol:
        message = f"its number {said[1][:40]!r} can stand in no address; it gets one of its text"
        yield Finding(code="page.number-unread", level=WARNING, field="symbol", message=message)


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
