"""A text made ready for its facts: sentences with their mentions and days, and who is meant."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from communique.core.evidence import Span
from communique.core.ref import Ref
from communique.ingest.facts.days import DayTold, covers, days_in
from communique.ingest.facts.grammar import Frame, Grammar
from communique.ingest.facts.mentions import Kind, Mention
from communique.ingest.facts.naming import Naming
from communique.ingest.facts.parties import Lister, Party
from communique.ingest.facts.scout import Scout
from communique.ingest.facts.sighted import sighted
from communique.ingest.facts.told import Sentence, Telling, told
from communique.ingest.lexicon import Lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence with everything known of it.

    at: mentions by their first word.  within: the mention each word belongs to.
    """

    number: int
    sentence: Sentence
    mentions: tuple[Mention, ...]
    at: Mapping[int, Mention]
    within: Mapping[int, Mention]
    days: tuple[DayTold, ...]
    lister: Lister

    @property
    def lows(self) -> tuple[str, ...]:
        """Return the words in small letters."""
        return self.sentence.lows

    def frames(self, place: int) -> Sequence[tuple[Frame, int]]:
        """Return the frames at a place, each with how many words it takes."""
        return self.sentence.frames.get(place, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A text with its sentences, and who is meant in it."""

    telling: Telling
    grammar: Grammar
    lexicon: Lexicon
    lines: tuple[Line, ...]
    naming: Naming

    @property
    def on(self) -> date | None:
        """Return the day of the text."""
        return self.telling.on

    def span(self, line: Line, first: int, end: int, *, rule: str, confidence: float) -> Span:
        """Return the evidence that words [first, end) of a sentence are."""
        words = line.sentence.words
        end = max(end, first + 1)
        return self.telling.page.span(
            words[first].start, words[end - 1].end, rule=rule, confidence=confidence
        )

    def ref(self, line: Line, party: Party) -> Ref | None:
        """Return whom a party is."""
        said = line.sentence.text(party.first, party.end)
        return self.naming.of(party, line.number, said)


def scene_of(telling: Telling, grammar: Grammar, lexicon: Lexicon) -> Scene | None:
    """Return a text made ready, or None where no verb of a fact stands in it."""
    sentences = told(telling, grammar, lexicon)
    # What only adds to a fact (`on`, `funded by`) tells none. Names are looked for in a text that
    # may tell something: that takes most of the time.
    if not any(one.tells for one in sentences):
        return None
    lines = tuple(
        _line(number, one, telling, grammar, lexicon) for number, one in enumerate(sentences)
    )
    naming = Naming(
        [[(one, _is_free(line, one, grammar)) for one in line.mentions] for line in lines],
        grammar,
        lexicon,
        on=telling.on,
    )
    for line in lines:
        for mention in line.mentions:
            if mention.kind in (Kind.OFFICE, Kind.PERSON, Kind.PEOPLE):
                naming.learn(line.lister.read(mention.first).parties, line.sentence)
    return Scene(telling=telling, grammar=grammar, lexicon=lexicon, lines=lines, naming=naming)


def _is_free(line: Line, mention: Mention, grammar: Grammar) -> bool:
    """Tell whether no preposition governs a mention, so that it may be what a pronoun means."""
    place = mention.first
    while place and grammar.has("articles", line.lows[place - 1]):
        place -= 1
    return not (place and grammar.has("prepositions", line.lows[place - 1]))


def _line(
    number: int, sentence: Sentence, telling: Telling, grammar: Grammar, lexicon: Lexicon
) -> Line:
    seen = sighted(sentence, telling.page.capture.text, lexicon, lang=telling.lang, on=telling.on)
    mentions = Scout(sentence, seen, grammar, lexicon).mentions()
    days = days_in(sentence, grammar, telling.on)
    at = {mention.first: mention for mention in mentions}
    return Line(
        number=number,
        sentence=sentence,
        mentions=mentions,
        at=at,
        within={
            place: mention for mention in mentions for place in range(mention.first, mention.end)
        },
        days=days,
        lister=Lister(sentence, at, frozenset(covers(days)), grammar),
    )
