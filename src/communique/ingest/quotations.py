"""What a text says that people said: quotations with their speakers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from communique.core.evidence import Found
from communique.core.record import Quote, Ref
from communique.core.text import loose, squeeze
from communique.ingest.body import Paragraph
from communique.ingest.lexicon import Lexicon
from communique.ingest.people import NameAt, People
from communique.ingest.plain import Page
from communique.ingest.quotes import Quoted, masked, quoted
from communique.ingest.sentences import sentences

_FEWEST_WORDS = 3
_FEWEST_IN_A_CLAUSE = 4
_AFTER_CHARACTERS = 260
_VERB_NEAR = 60
_ENDS = (".", "!", "?", "…", ",", "—", "–", ":", ";")
_NEVER = re.compile(r"(?!)")
_THAT = re.compile(r"\b(?:that|que|qu|dass|che|что)\W*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who said it, how that was read, and how sure it is."""

    ref: Ref
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Telling:
    """A paragraph around its quotations: everything a rule of attribution looks at."""

    text: str
    start: int
    bounds: tuple[tuple[int, int], ...]
    lang: str
    people: People
    lexicon: Lexicon

    def sentence(self, place: int) -> tuple[int, int]:
        """Return the sentence in which a character of the capture stands."""
        inside = [one for one in self.bounds if one[0] <= place - self.start < one[1]]
        start, end = inside[0] if inside else (0, len(self.text))
        return start + self.start, end + self.start

    def said(self, start: int, end: int) -> str:
        """Return what the paragraph says at [start, end) of the capture, quoted words blanked."""
        return self.text[max(0, start - self.start) : max(0, end - self.start)]


def quotations(
    page: Page,
    paragraphs: Sequence[Paragraph],
    lexicon: Lexicon,
    *,
    lang: str,
    on: date | None,
) -> tuple[Found[Quote], ...]:
    """Return the quotations of a text with their speakers, in order.

    Words in marks that are part of a clause and that nobody is said to have said, names of
    works and single expressions, are none.
    """
    text = page.capture.text
    spans = [(paragraph.start, paragraph.end) for paragraph in paragraphs]
    marks = quoted(text, spans)
    if not marks:
        return ()
    people = People(text, spans, lexicon, on)
    tellings = _tellings(text, spans, marks, people=people, lexicon=lexicon, lang=lang)
    found: list[tuple[Quoted, Speaker]] = []
    for one in marks:
        speaker = _speaker(one, tellings, found, text)
        if speaker is not None:
            found.append((one, speaker))
    return tuple(_quote(page, one, speaker, lang) for one, speaker in found)


def _tellings(
    text: str,
    spans: list[tuple[int, int]],
    marks: Sequence[Quoted],
    *,
    people: People,
    lexicon: Lexicon,
    lang: str,
) -> list[_Telling]:
    within: dict[int, list[Quoted]] = {}
    for one in marks:
        for number in range(one.paragraph, one.paragraph + len(one.pieces)):
            within.setdefault(number, []).append(one)
    made = []
    for number, span in enumerate(spans):
        plain = masked(text, span, within.get(number, ()))
        bounds = tuple(sentences(plain, 0, len(plain), lexicon.abbreviations))
        made.append(
            _Telling(
                text=plain, start=span[0], bounds=bounds, lang=lang, people=people, lexicon=lexicon
            )
        )
    return made


def _quote(page: Page, one: Quoted, speaker: Speaker, lang: str) -> Found[Quote]:
    text = page.capture.text
    words = "\n".join(squeeze(text[start:end]) for start, end in one.pieces)
    quote = Quote(
        words=words.removesuffix(",").rstrip(),
        speaker=speaker.ref,
        paragraph=one.paragraph + 1,
        lang=lang,
    )
    start, end = one.pieces[0][0], one.pieces[-1][1]
    span = page.span(start, end, rule=speaker.rule, confidence=speaker.confidence)
    return Found(value=quote, span=span)


def _speaker(
    one: Quoted,
    tellings: Sequence[_Telling],
    found: Sequence[tuple[Quoted, Speaker]],
    text: str,
) -> Speaker | None:
    """Return who said the words, or None where they are no quotation."""
    first = tellings[one.paragraph]
    last = tellings[one.paragraph + len(one.pieces) - 1]
    inner = text[one.pieces[0][0] : one.pieces[-1][1]]
    count = len(inner.split())
    before = found[-1] if found else None
    speaker = None
    if inner.endswith(_ENDS) or last.said(one.close, one.close + 2).lstrip()[:1] == ",":
        speaker = _after(one, last, before)
    whole = _is_whole(one, first, last, inner)
    if speaker is None and (whole or count >= _FEWEST_IN_A_CLAUSE):
        speaker = _before(one, first, before)
    if speaker is not None and (
        count >= _FEWEST_WORDS or inner.endswith(_ENDS) or _begins(one, first, inner)
    ):
        return speaker
    if _goes_on(one, first, before):
        return before[1] if before else None
    closed = one.close <= last.start + len(last.text)
    if count >= _FEWEST_WORDS and whole and closed:
        return _around(one, tellings, before)
    return None


def _goes_on(one: Quoted, telling: _Telling, before: tuple[Quoted, Speaker] | None) -> bool:
    """Tell whether words go on after `…,” said Kurz, “…`: one sentence, one speaker."""
    if before is None or before[0].paragraph != one.paragraph:
        return False
    return telling.sentence(before[0].open)[0] == telling.sentence(one.open)[0] and (
        telling.said(before[0].close, one.open).rstrip()[-1:] == ","
    )


def _is_whole(one: Quoted, first: _Telling, last: _Telling, inner: str) -> bool:
    """Tell whether the words are sentences of their own, and no part of another one."""
    if not _begins(one, first, inner):
        return False
    return inner.endswith(_ENDS) or last.said(one.close, one.close + 1) in (".", "!", "?", "")


def _begins(one: Quoted, telling: _Telling, inner: str) -> bool:
    """Tell whether the words begin a sentence, or follow a colon."""
    lead = telling.said(telling.sentence(one.open)[0], one.open).strip()
    return (not lead or lead.endswith(":")) and (inner[:1].isupper() or inner[:1] in "…[¿¡")


def _after(one: Quoted, telling: _Telling, before: tuple[Quoted, Speaker] | None) -> Speaker | None:
    """Return the speaker named behind the words, as in `…,” said Kurz`."""
    end = min(telling.sentence(one.close - 1)[1], one.close + _AFTER_CHARACTERS)
    if telling.sentence(one.close)[0] > one.close:
        return None
    said = telling.said(one.close, end)
    region = re.split(r"[“„«]|(?<=\s)\"", said, maxsplit=1)[0]
    verb = _verb(region, telling)
    if verb is None:
        by = _by(region, telling)
        return (
            _named(one.close + by, one.close + len(region), telling, "quote-by", before)
            if (by)
            else None
        )
    if region[: verb.start()].strip(" ,–—-\xa0\n") == "":
        begin, stop = one.close + verb.end(), one.close + len(region)
        return _named(begin, _subject_end(telling, begin, stop), telling, "quote-after", before)
    if verb.start() > 140:
        return None
    return _named(one.close, one.close + verb.start(), telling, "quote-after", before)


def _subject_end(telling: _Telling, begin: int, stop: int) -> int:
    """Return where the subject ends that stands behind its verb.

    Behind a comma it goes on with a name or title (`said the Head of the Mission, Ambassador
    …`), and ends where a clause begins (`said the Head, thanking …`).
    """
    text = telling.said(begin, stop)
    for comma in re.finditer(r",\s*", text):
        if not text[comma.end() : comma.end() + 1].isupper():
            return begin + comma.start()
    return stop


def _before(
    one: Quoted, telling: _Telling, before: tuple[Quoted, Speaker] | None
) -> Speaker | None:
    """Return the speaker named in front of the words: `Kurz said: “…”`."""
    start, pick = telling.sentence(one.open)[0], "subject"
    if before is not None and start < before[0].close <= one.open:
        # Behind other quoted words the new speaker stands last: `…, while Kurz added: “…”`.
        start, pick = before[0].close, "last"
    region = telling.said(start, one.open)
    lead = region.rstrip()
    if not lead:
        return None
    verbs = list(_verbs(telling).finditer(region))
    verb = verbs[-1] if verbs else None
    if verb is None and (by := _by(region, telling)) and lead.endswith((",", ":")):
        return _named(start + by, one.open, telling, "quote-by", before)
    introduced = lead.endswith((":", ",")) or _THAT.search(lead) is not None
    if verb is None:
        if not lead.endswith(":"):
            return None
        return _named(start, one.open, telling, "quote-before", before)
    near = len(region) - verb.end() <= _VERB_NEAR
    if not near or not (introduced or not region[verb.end() :].strip()):
        return None
    return _named(start, start + verb.start(), telling, "quote-before", before, pick=pick)


def _around(
    one: Quoted, tellings: Sequence[_Telling], before: tuple[Quoted, Speaker] | None
) -> Speaker | None:
    """Return the speaker of words that stand alone: who was spoken of just before them."""
    telling = tellings[one.paragraph]
    begin = telling.start
    if before is not None and before[0].paragraph == one.paragraph:
        begin = before[0].close
    for bound in reversed(telling.bounds):
        start, end = bound[0] + telling.start, bound[1] + telling.start
        if end > one.open or end <= begin:
            continue
        if named := telling.people.within(max(start, begin), end):
            ref = telling.people.ref(named[0])
            return Speaker(ref=ref, rule="quote-sentence-before", confidence=0.8)
    if before is not None and one.paragraph - before[0].paragraph <= 1:
        return Speaker(ref=before[1].ref, rule="quote-same-speaker", confidence=0.7)
    if one.paragraph == 0:
        return None
    above = tellings[one.paragraph - 1]
    named = above.people.within(above.start, above.start + len(above.text))
    if not named:
        return None
    return Speaker(ref=above.people.ref(named[0]), rule="quote-paragraph-before", confidence=0.5)


def _named(
    start: int,
    end: int,
    telling: _Telling,
    rule: str,
    before: tuple[Quoted, Speaker] | None,
    *,
    pick: str = "first",
) -> Speaker | None:
    """Return whoever is named at [start, end): a person, a pronoun's person, a body, an office.

    pick: which of several names, `first`, `last` or the `subject` of the sentence.
    """
    people = telling.people
    names = people.within(start, end)
    if names:
        name = names[-1] if pick == "last" else names[0]
        if pick == "subject":
            name = _subject(names, start, telling)
        return Speaker(ref=people.ref(name), rule=rule, confidence=0.9)
    # The full stop of the sentence is no part of who speaks in it.
    phrase = squeeze(telling.said(start, end)).strip(" ,:–—-.")
    words = {loose(word) for word in re.findall(r"[\w’'-]+", phrase)}
    pronouns = telling.lexicon.profile.reading.pronouns.get(telling.lang, ())
    if words & set(pronouns):
        return _meant_by_pronoun(start, telling, rule, before)
    bearer = people.with_title(phrase, start)
    if bearer is not None:
        return Speaker(ref=people.ref(bearer), rule=rule, confidence=0.7)
    return _body_or_office(phrase, rule, telling)


def _meant_by_pronoun(
    start: int, telling: _Telling, rule: str, before: tuple[Quoted, Speaker] | None
) -> Speaker | None:
    """Return who `she` is: named last in the paragraph, or who spoke last, or named last."""
    people = telling.people
    begin = telling.start
    if before is not None:
        begin = max(begin, min(before[0].close, start))
    if named := people.within(begin, start):
        return Speaker(ref=people.ref(named[-1]), rule=rule, confidence=0.75)
    if before is not None:
        return Speaker(ref=before[1].ref, rule=rule, confidence=0.75)
    last = people.last_before(start)
    return Speaker(ref=people.ref(last), rule=rule, confidence=0.7) if last else None


def _subject(names: list[NameAt], start: int, telling: _Telling) -> NameAt:
    """Return the subject among names: the first where it begins the sentence, else the last."""
    lead = telling.said(start, names[0].start).split()
    opens = not any(word[:1].islower() and word.endswith("ing") for word in lead[:1]) and (
        all(
            loose(word.strip(",")) in telling.lexicon.titles | telling.lexicon.not_names
            or not word[:1].isalpha()
            or word[:1].islower()
            for word in lead
        )
    )
    return names[0] if opens else names[-1]


def _body_or_office(phrase: str, rule: str, telling: _Telling) -> Speaker | None:
    words = phrase.split()
    if not words or len(words) > 14:
        return None
    bare = " ".join(words[1:]) if words[0].islower() or words[0] in ("The", "Le", "La") else phrase
    body = telling.lexicon.find("structure", bare) or telling.lexicon.find("structure", phrase)
    if body is not None:
        return Speaker(ref=Ref(name=bare, code=body.code), rule=rule, confidence=0.7)
    if not any(word[:1].isupper() for word in words):
        return Speaker(ref=Ref(name=phrase), rule=rule, confidence=0.4)
    return Speaker(ref=Ref(name=bare), rule=rule, confidence=0.5)


def _verbs(telling: _Telling) -> re.Pattern[str]:
    return telling.lexicon.saying.get(telling.lang, _NEVER)


def _verb(region: str, telling: _Telling) -> re.Match[str] | None:
    return _verbs(telling).search(region)


def _by(region: str, telling: _Telling) -> int:
    """Return where the name begins behind words such as `according to`, or 0."""
    words = telling.lexicon.said_by.get(telling.lang)
    found = words.search(region) if words else None
    return found.end() if found and found.start() < 4 else 0
