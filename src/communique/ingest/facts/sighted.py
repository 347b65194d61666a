"""The names of the registry in a sentence, and its days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from communique.core.text import loose
from communique.core.vocab import Term
from communique.ingest.facts.cases import INFLECTING, names_in_cases
from communique.ingest.facts.told import Sentence
from communique.ingest.gazetteer import Gazetteer
from communique.ingest.lexicon import Lexicon
from communique.ingest.suggested import suggestions_of

PERSON, STRUCTURE, PLACE, STATE, DAY = "person", "structure", "place", "country", "day"
# Where names of two vocabularies are equally long, the first of these is meant.
_ORDER = (DAY, PERSON, STRUCTURE, PLACE, STATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighted:
    """A registered name in a sentence, or a day: up to the word `end`.

    term: None for a day, and for the organisation itself.
    is_adjective: it is said of something (`Austrian`).
    """

    end: int
    kind: str
    term: Term | None = None
    is_adjective: bool = False


def sighted(
    sentence: Sentence, text: str, lexicon: Lexicon, *, lang: str, on: date | None
) -> Mapping[int, Sighted]:
    """Return what stands at which word of a sentence, of several names the longest."""
    starts = {word.start: number for number, word in enumerate(sentence.words)}
    ends = {word.end: number + 1 for number, word in enumerate(sentence.words)}
    found: dict[int, Sighted] = {}
    for start, end, kind, term, adjective in _registered(sentence, text, lexicon, lang, on):
        first = starts.get(start)
        # A possessive ending belongs to the word and not to the name.
        last = ends.get(end) or ends.get(end + 2) or ends.get(end + 1)
        if first is None or last is None:
            continue
        held = found.get(first)
        rank = (last, -_ORDER.index(kind))
        if held is None or rank > (held.end, -_ORDER.index(held.kind)):
            found[first] = Sighted(end=last, kind=kind, term=term, is_adjective=adjective)
    return found


def _registered(
    sentence: Sentence, text: str, lexicon: Lexicon, lang: str, on: date | None
) -> Iterator[tuple[int, int, str, Term | None, bool]]:
    start, end = sentence.start, sentence.end
    for day in lexicon.days.find(text, start, end):
        yield day.start, day.end, DAY, None, False
    for person in lexicon.people.find(text, start, end):
        yield person.start, person.end, PERSON, person.meanings[0], False
    for body in suggestions_of(lexicon).structures.find(text, start, end):
        yield body.start, body.end, STRUCTURE, _in_force(body.meanings, on), False
    further = _further_names(lexicon, lang)
    for own in further.find(text, start, end):
        kind, term = own.meanings[0]
        yield own.start, own.end, kind, term, False
    for place in lexicon.places.find(text, start, end):
        yield place.start, place.end, PLACE, place.meanings[0], False
    states = lexicon.countries.get(lang) or lexicon.countries.get("en")
    for state in states.find(text, start, end) if states else ():
        meant = [one for one in state.meanings if one is not None]
        if len(meant) == len(state.meanings):
            said = text[state.start : state.end]
            yield state.start, state.end, STATE, _in_force(meant, on), _is_adjective(meant, said)


Named = tuple[str, Term | None]
_KEPT: list[tuple[Lexicon, str, Gazetteer[Named]]] = []


def _further_names(lexicon: Lexicon, lang: str) -> Gazetteer[Named]:
    """Return the organisation's own names in full, and all names in the cases of a language.

    Made once for a lexicon and language; it takes some milliseconds.
    """
    for kept, of_lang, made in _KEPT:
        if kept is lexicon and of_lang == lang:
            return made
    own = [one.text for one in lexicon.profile.organisation.names if " " in one.text]
    names: list[tuple[str, Named]] = [(name, (STRUCTURE, None)) for name in own]
    names += _in_cases(lexicon, lang) if lang in INFLECTING else ()
    _KEPT[:] = [(lexicon, lang, Gazetteer(names)), *_KEPT[:5]]
    return _KEPT[0][2]


def _in_cases(lexicon: Lexicon, lang: str) -> Iterator[tuple[str, Named]]:
    for kind in (STATE, PLACE, STRUCTURE):
        for term in lexicon.profile[kind]:
            for name in term.names:
                if name.lang == lang and name.kind not in ("abbreviation", "adjective"):
                    yield from ((one, (kind, term)) for one in names_in_cases(name.text, lang))


def _in_force(terms: tuple[Term, ...] | list[Term], on: date | None) -> Term:
    if on is None:
        return next((term for term in terms if term.until is None), terms[0])
    return next((term for term in terms if term.days.cover(on)), terms[0])


def _is_adjective(terms: list[Term], said: str) -> bool:
    plain = loose(said)
    kinds = {name.kind for term in terms for name in term.names if loose(name.text) == plain}
    return kinds == {"adjective"}
