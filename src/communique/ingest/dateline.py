"""Datelines: the place and day with which a text begins, in every shape they have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from communique.core.text import loose, squeeze, unaccented
from communique.ingest.dates import DayAt
from communique.ingest.lexicon import Lexicon

_HEAD_CHARACTERS = 170
_DAY_CHARACTERS = 60
_PLACE_WORDS = 6
_ALIKE = 0.75
# From the day to the words: `(OSCE)`, full stop, the Russian short form of “year”, any dash.
_TAIL = re.compile(
    r"[\s,)]*(?:г(?:ода|\.)?)?[\s,]*(?:\([^()\n]{1,20}\)\s*)?(?P<sep>[-–—−]+|[:.])?\s*"
)
# Without a day: the place, then a dash that is no hyphen, because a blank stands beside it
# or because it is longer than one.
_UNDATED = re.compile(
    r"(?P<place>[^–—−:;.!?()“”\"]{2,70}?)\s*(?:\([^()\n]{1,20}\)\s*)?"
    r"(?:(?<=\s)[-–—−]+\s*|[-–—−]+(?=\s)\s*|[–—−]+(?=\w)|-{2,}\s*)(?=\S)"
)
# `Kamensk-Shakhtinskiy, Russian Federation. The …`: a place with its State, as a sentence.
_SENTENCE = re.compile(r"(?P<place>[^\d–—:;.!?()“”\"]{3,70})\.\s+(?=\w)")
_RANGE = re.compile(r"\d{1,2}\s*(?:[-–—/]|[^\W\d]{1,3})\s*$")
# `STEPANAKERT (Nagorno-Karabakh)`: where the place lies, or who says so.
_BRACKET = re.compile(r"\s*\((?P<where>[^()\n]{2,40})\)\s*\Z")
_EDGE = re.compile(r"[\s,;:(–—−-]+$")
_BETWEEN = re.compile(r"\s*/\s*|\s+[-–—]\s+|\s*;\s*")
_AND = re.compile(r"(?<=[^\W\d_a-z])\s+(?:and|et|und|e|y|и|&)\s+(?=[^\W\d_a-z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceAt:
    """A place as a page names it: characters [start, end), and the State given with it."""

    name: str
    start: int
    end: int
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Where and when a text says it was issued: characters [start, end) of the capture.

    day: None where it gives none.  alone: it is the whole line, and no text follows in it.
    """

    places: tuple[PlaceAt, ...]
    day: DayAt | None
    start: int
    end: int
    confidence: float
    alone: bool = False


def read_dateline(text: str, start: int, end: int, lexicon: Lexicon) -> Dateline | None:
    """Return the dateline with which text[start:end] begins, or None."""
    # Most lines fail here: a dateline begins with a capital, or with the day.
    if end - start < 5 or not (text[start].isupper() or text[start].isdigit()):
        return None
    head = min(end, start + _HEAD_CHARACTERS)
    return (
        _dated(text, start, end, lexicon)
        or _undated(text, start, head, lexicon)
        or _sentence(text, start, head, lexicon)
    )


def split_places(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[PlaceAt, ...]:
    """Return the places of a phrase: `WARSAW/SKOPJE` two, `OSH, Kyrgyzstan` one with its State.

    Two names of one place (`PRISHTINË/PRISTINA`) make one place.
    """
    found: list[PlaceAt] = []
    for piece_start, piece_end in _pieces(text, start, end, _BETWEEN):
        for one_start, one_end in _pieces(text, piece_start, piece_end, _AND):
            found += _with_bracket(text, one_start, one_end, lexicon)
    return tuple(_once(found, lexicon))


def _dated(text: str, start: int, end: int, lexicon: Lexicon) -> Dateline | None:
    head = min(end, start + _HEAD_CHARACTERS)
    # The day may run past the head's last character: what begins in it counts.
    day = next(lexicon.days.find(text, start, min(end, head + 30)), None)
    if day is None or day.start > head:
        return None
    if end - start <= _DAY_CHARACTERS and lexicon.days.alone(text[start:end]):
        return Dateline(places=(), day=day, start=start, end=end, confidence=0.95, alone=True)
    stop = _before_day(text, start, day.start, lexicon)
    tail = _TAIL.match(text, day.end, end)
    after = tail.end() if tail else day.end
    alone, separated = after >= end, bool(tail and tail["sep"])
    if stop <= start:
        return _day_first(text, start, end, day, lexicon) if day.start == start else None
    places = split_places(text, start, stop, lexicon)
    if not places or not _may_be_places(text[start:stop], places, lexicon):
        return None
    in_capitals = text[start:stop].isupper()
    if not (alone or separated or in_capitals):
        return None
    known = all(_is_known(place, lexicon) for place in places)
    if not in_capitals and not known and not (separated or alone):
        return None
    confidence = 0.97 if known and (separated or alone) else 0.85
    return Dateline(
        places=places, day=day, start=start, end=after, confidence=confidence, alone=alone
    )


def _day_first(text: str, start: int, end: int, day: DayAt, lexicon: Lexicon) -> Dateline | None:
    """Return the dateline of a line that begins with its day and goes on with a place."""
    behind = day.end + len(text[day.end : end]) - len(text[day.end : end].lstrip(" ,.–—-"))
    if day.value is None:
        return None
    place = _undated(text, behind, min(end, behind + _HEAD_CHARACTERS), lexicon)
    if place is None or not all(_is_known(one, lexicon) for one in place.places):
        return None
    return replace(place, day=day, start=start, confidence=0.85)


def _before_day(text: str, start: int, stop: int, lexicon: Lexicon) -> int:
    """Return where the place ends that stands before a day."""
    articles = lexicon.profile.reading.date_articles
    for _ in range(3):
        phrase = text[start:stop]
        phrase = _EDGE.sub("", _RANGE.sub("", phrase))
        last = phrase.rpartition(" ")[2]
        if last and last.islower() and last in articles:
            phrase = phrase[: -len(last)]
        if start + len(phrase) == stop:
            break
        stop = start + len(phrase)
    return stop


def _undated(text: str, start: int, head: int, lexicon: Lexicon) -> Dateline | None:
    found = _UNDATED.match(text, start, head)
    if found is None:
        return None
    stop = start + len(found["place"].rstrip(" ,"))
    phrase = text[start:stop]
    places = split_places(text, start, stop, lexicon)
    if not places or not _may_be_places(phrase, places, lexicon):
        return None
    known = all(_is_known(place, lexicon) for place in places)
    # A word in capitals before a dash may be an abbreviation; a short unknown one is none.
    if not phrase.isupper() and not known:
        return None
    if not known and (len(phrase) < 4 or lexicon.find("structure", phrase)):
        return None
    confidence = 0.8 if known else 0.5
    return Dateline(places=places, day=None, start=start, end=found.end(), confidence=confidence)


def _sentence(text: str, start: int, head: int, lexicon: Lexicon) -> Dateline | None:
    found = _SENTENCE.match(text, start, head)
    if found is None:
        return None
    places = split_places(text, start, found.end("place"), lexicon)
    if not places or not _may_be_places(found["place"], places, lexicon):
        return None
    if not all(place.country or _is_known(place, lexicon) for place in places):
        return None
    return Dateline(places=places, day=None, start=start, end=found.end(), confidence=0.7)


def _may_be_places(phrase: str, places: tuple[PlaceAt, ...], lexicon: Lexicon) -> bool:
    if loose(phrase) in lexicon.not_places:
        return False
    return all(_may_be_place(place.name, lexicon) for place in places)


def _may_be_place(name: str, lexicon: Lexicon) -> bool:
    words = name.split()
    if not words or len(words) > _PLACE_WORDS or any(letter.isdigit() for letter in name):
        return False
    if lexicon.find("place", name) or lexicon.country(name):
        return True
    particles = lexicon.profile.reading.particles
    if not all(word[0].isupper() or word in particles for word in words):
        return False
    first = loose(words[0])
    if first in lexicon.days.weekdays or loose(name) in lexicon.titles:
        return False
    # `On`, `In`, `By` begin sentences; in capitals they begin names (`THE HAGUE`).
    if not name.isupper() and any(first in some for some in _stop_words(lexicon)):
        return False
    abbreviations = {one.text for one in lexicon.profile.organisation.names}
    return name not in abbreviations and lexicon.kind(name) is None


def _stop_words(lexicon: Lexicon) -> Iterator[tuple[str, ...]]:
    yield from lexicon.profile.reading.stop_words.values()


def _pieces(text: str, start: int, end: int, between: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    for found in between.finditer(text, start, end):
        yield start, found.start()
        start = found.end()
    yield start, end


def _with_bracket(text: str, start: int, end: int, lexicon: Lexicon) -> list[PlaceAt]:
    """Return the places of a phrase, the last of them with the State in a bracket behind it."""
    bracket = _BRACKET.search(text, start, end)
    if bracket is None:
        return _with_states(text, start, end, lexicon)
    found = _with_states(text, start, bracket.start(), lexicon)
    state = lexicon.country(squeeze(bracket["where"]))
    return [*found[:-1], replace(found[-1], country=state.code)] if found and state else found


def _with_states(text: str, start: int, end: int, lexicon: Lexicon) -> list[PlaceAt]:
    """Return the places of a phrase between commas, each with the State named behind it."""
    whole = squeeze(text[start:end])
    if "," not in whole or lexicon.find("place", whole):
        return _place(text, start, end)
    found: list[PlaceAt] = []
    for piece_start, piece_end in _pieces(text, start, end, re.compile(",")):
        name = squeeze(text[piece_start:piece_end])
        state = lexicon.country(name)
        if found and state is not None:
            found[-1] = replace(found[-1], country=state.code)
        elif found and not (lexicon.find("place", name) or _stands_alone(name)):
            # `WASHINGTON, D.C.`, `OSH, southern Kyrgyzstan`: the part says more of the place;
            # what says more than that is the beginning of a sentence, and no dateline.
            if not _says_where(name, lexicon):
                return []
        else:
            found += _place(text, piece_start, piece_end)
    return found


def _stands_alone(name: str) -> bool:
    """Tell whether a part between commas is a place of its own: `VIENNA, ERGNETI, 5 May …`."""
    return name.isupper() and len(name) > 3 and "." not in name


def _says_where(name: str, lexicon: Lexicon) -> bool:
    words = name.split()
    stop_words = {word for some in _stop_words(lexicon) for word in some}
    return 0 < len(words) <= 3 and not any(loose(word) in stop_words for word in words)


def _place(text: str, start: int, end: int) -> list[PlaceAt]:
    raw = text[start:end]
    start += len(raw) - len(raw.lstrip())
    end = start + len(raw.strip())
    name = squeeze(text[start:end])
    return [PlaceAt(name=name, start=start, end=end)] if name else []


def _once(places: list[PlaceAt], lexicon: Lexicon) -> Iterator[PlaceAt]:
    known: set[str] = set()
    unknown: list[str] = []
    for place in places:
        if term := lexicon.find("place", place.name):
            if term.code not in known:
                yield place
            known.add(term.code)
        else:
            plain = unaccented(place.name).casefold()
            # Two names of one place in two languages are spelt nearly alike.
            if all(SequenceMatcher(None, plain, one).ratio() < _ALIKE for one in unknown):
                yield place
            unknown.append(plain)


def _is_known(place: PlaceAt, lexicon: Lexicon) -> bool:
    return lexicon.find("place", place.name) is not None
