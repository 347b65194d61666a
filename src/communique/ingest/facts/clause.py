"""One verb of a sentence with all that belongs to it: who does it, when, and whether at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from communique.core.dates import PartialDate
from communique.ingest.facts.days import DayTold
from communique.ingest.facts.grammar import Frame
from communique.ingest.facts.mentions import Kind
from communique.ingest.facts.parties import Parties, Party
from communique.ingest.facts.scene import Line, Scene

# Forms of frames that are verbs with a subject of their own.
VERBS = frozenset(
    {"active", "headline", "passive", "together", "joined", "received", "headline_received"}
    | {"appoint", "begins", "bare", "sitting"}
)
_MOST_VERBS = 6
NOBODY = Parties(parties=(), end=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A frame in a sentence: words [first, end) of it are the frame's own."""

    scene: Scene
    line: Line
    frame: Frame
    first: int
    end: int

    @property
    def lows(self) -> tuple[str, ...]:
        """Return the words of its sentence in small letters."""
        return self.line.lows

    def parties(self, place: int) -> Parties:
        """Return the list of parties that begins at a place."""
        return self.line.lister.read(place)

    def behind_adverbs(self, place: int) -> int:
        """Return the place behind adverbs, days, and where it happened (`today in Vienna`)."""
        while place < len(self.lows):
            after = self._behind_one(place)
            if after == place:
                return place
            place = after
        return place

    def _behind_one(self, place: int) -> int:
        grammar, lows = self.scene.grammar, self.lows
        if grammar.has("adverbs", lows[place]):
            return place + 1
        for day in self.line.days:
            if day.first <= place < day.end:
                return day.end
        after = place + 1
        if grammar.has("where", lows[place]) and after < len(lows):
            day_first = {day.first: day.end for day in self.line.days}
            if after in day_first:
                return day_first[after]
            mention = self.line.at.get(after)
            if mention is not None and mention.kind is Kind.PLACE:
                return mention.end
            if mention is not None and mention.kind is Kind.DAY:
                return mention.end
        return place

    def next_frame(self) -> int:
        """Return where the next frame of the sentence begins, its end where none follows."""
        for place in range(self.end, len(self.lows)):
            if place in self.line.within:
                continue
            if any(frame.form in VERBS for frame, _ in self.scene.grammar.at(self.lows, place)):
                return place
        return len(self.lows)

    def day(self, *, until: int | None = None) -> DayTold | None:
        """Return the day told of it in its sentence."""
        limit = self.next_frame() if until is None else until
        behind = [one for one in self.line.days if self.end <= one.first < limit]
        before = [one for one in self.line.days if one.first < self.first]
        return behind[0] if behind else before[-1] if before else None

    def when(self) -> PartialDate | None:
        """Return when it happened: as its sentence or the one before says, else the text's day."""
        told_day = self.day()
        if told_day is not None:
            return told_day.value
        if self.is_perfect():
            return None
        for line in reversed(self.scene.lines[: self.line.number]):
            if line.sentence.paragraph != self.line.sentence.paragraph:
                break
            if line.days:
                return line.days[-1].value
        return PartialDate(self.scene.on.isoformat()) if self.scene.on else None

    def is_perfect(self) -> bool:
        """Tell whether the tense says that it has happened, and not when."""
        before = self.before()
        return any(self.scene.grammar.has("perfect", low) for low in self.lows[before : self.first])

    def before(self) -> int:
        """Return where the auxiliaries and adverbs begin that stand right before the verb."""
        place = self.first
        grammar = self.scene.grammar
        while place > 0:
            low = self.lows[place - 1]
            is_day = any(day.first < place <= day.end for day in self.line.days)
            if (place - 1) in self.line.within and not is_day:
                mention = self.line.within[place - 1]
                if mention.kind is not Kind.DAY:
                    break
            small = any(
                grammar.has(use, low) for use in ("auxiliaries", "adverbs", "supposing", "denying")
            )
            if not small and not is_day:
                break
            place -= 1
        return place

    def is_passive(self) -> bool:
        """Tell whether an auxiliary of the passive stands before the verb."""
        passive = self.lows[self.before() : self.first]
        return any(self.scene.grammar.has("passive", low) for low in passive)

    def is_told(self) -> bool:
        """Tell whether it is said to have happened: not denied, planned, supposed or hearsay."""
        grammar, before = self.scene.grammar, self.before()
        near = self.lows[before : self.first]
        if any(grammar.has("denying", low) or grammar.has("supposing", low) for low in near):
            return False
        earlier = self.lows[:before]
        if any(grammar.has("if", low) for low in earlier):
            return False
        if earlier and grammar.has("auxiliaries", earlier[0]):
            return False
        if self.frame.form == "nominal":
            planned = any(grammar.has("planned", low) for low in earlier)
            return not planned and not any(grammar.has("denying", low) for low in earlier[-4:])
        subject = self.subject()
        begin = subject.parties[0].first if subject.parties else before
        if begin and any(
            grammar.has("denying", low) for low in self.lows[max(0, begin - 2) : begin]
        ):
            return False
        return not self._is_reported(begin)

    def _is_reported(self, begin: int) -> bool:
        """Tell whether somebody is said to have said it (`he said that she had met …`)."""
        grammar = self.scene.grammar
        for place in range(begin - 1, -1, -1):
            low = self.lows[place]
            if low in (",", ";", ":"):
                return False
            if grammar.has("reporting", low) and place not in self.line.within:
                return True
        return False

    def after(self) -> int:
        """Return where what the verb is about begins: behind it, and behind a subject there."""
        inverted = self._inverted()
        return inverted.end if inverted is not None else self.end

    def _inverted(self) -> Parties | None:
        """Return the subject behind the verb, in languages that put it there, or None."""
        end = self._subject_end()
        if not self.scene.grammar.inverts or self._is_joined(end):
            return None
        if self._directly_before(end).parties:
            return None
        mention = self.line.at.get(self.end)
        if mention is not None and mention.kind is Kind.PRONOUN:
            party = Party(first=mention.first, end=mention.end, main=mention)
            return Parties(parties=(party,), end=mention.end)
        found = self.parties(self.end)
        return found if found.parties else None

    def subject(self) -> Parties:
        """Return who does it: the list before the verb, or behind it where it may stand there."""
        found = self._inverted() or self._before_verb()
        # `A president has paid a visit` tells of nobody.
        somebody = tuple(one for one in found.parties if not self._is_indefinite(one))
        return Parties(parties=somebody, end=found.end, has_and=found.has_and)

    def _is_indefinite(self, party: Party) -> bool:
        before = self.lows[party.first - 1] if party.first else ""
        return party.main.kind is Kind.OFFICE and self.scene.grammar.number(before) == 1

    def _before_verb(self) -> Parties:
        """Return the list before the verb, or the subject of the verb it is joined to."""
        end = self._subject_end()
        return self._joined_to(end) if self._is_joined(end) else self._directly_before(end)

    def _subject_end(self) -> int:
        """Return where a subject before the verb would end."""
        verb = self.before()
        relative = verb > 0 and self.scene.grammar.has("relatives", self.lows[verb - 1])
        end = verb - 1 if relative else verb
        return end - 1 if end > 1 and relative and self.lows[end - 1] == "," else end

    def _is_joined(self, end: int) -> bool:
        last = self.lows[end - 1] if end else ""
        return last == "," or self.scene.grammar.has("and", last)

    def _directly_before(self, end: int) -> Parties:
        for begin, found in self._lists(end):
            # `During her visit to Suthland, Muster …`: of the two Muster is the subject.
            if found.end != end:
                continue
            if self._is_governed(begin):
                last = found.parties[-1:] if len(found.parties) > 1 else ()
                return Parties(parties=last, end=end)
            return _subject_of(found)
        return NOBODY

    def _joined_to(self, verb: int) -> Parties:
        """Return the subject of an earlier verb, else who is named first in the sentence.

        Before the verb stands an `and`, or the comma behind words put in (`Muster, accompanied
        by her deputy, met …`): what is nearest is then seldom the subject.
        """
        # More verbs than these share no subject; and a line of hundreds must not take long.
        for earlier in islice(self._earlier(verb), _MOST_VERBS):
            end = earlier._subject_end()
            found = NOBODY if earlier._is_joined(end) else earlier._directly_before(end)
            if found.parties:
                return found
        for begin, found in self._lists(verb):
            if not self._is_governed(begin):
                return _subject_of(found)
        return NOBODY

    def _earlier(self, verb: int) -> Iterator[Clause]:
        """Yield the verbs before a place, the nearest first."""
        for place in range(verb - 1, -1, -1):
            if place in self.line.within:
                continue
            for frame, length in self.scene.grammar.at(self.lows, place):
                if frame.form in VERBS:
                    yield Clause(
                        scene=self.scene,
                        line=self.line,
                        frame=frame,
                        first=place,
                        end=place + length,
                    )
                    break

    def _is_governed(self, place: int) -> bool:
        """Tell whether a list depends on a word before it (`by her deputy`, `was Chairman`)."""
        grammar = self.scene.grammar
        mention = self.line.at.get(place)
        if mention is not None and mention.kind is Kind.PRONOUN:
            return False
        while place and grammar.has("articles", self.lows[place - 1]):
            place -= 1
        before = self.lows[place - 1] if place else ""
        return grammar.has("prepositions", before) or grammar.has("passive", before)

    def visitor(self) -> tuple[Party, ...]:
        """Return whom a phrase without a verb of its own is said of (`during her visit, …`).

        The first person named behind it where it begins its sentence, else the last before it.
        """
        wanted = (Kind.PERSON, Kind.OFFICE, Kind.NAME, Kind.PRONOUN, Kind.BODY)
        before: tuple[Party, ...] = ()
        for begin, found in self._lists(self.first):
            if not self._is_governed(begin):
                before = _subject_of(found).parties
        if before and before[-1].main.kind in wanted:
            return before
        return self._visitor_behind(wanted) if self.first <= 2 else ()

    def _visitor_behind(self, wanted: tuple[Kind, ...]) -> tuple[Party, ...]:
        """Return whom a phrase at the beginning of its sentence is said of, behind it."""
        comma = next((at for at in range(self.end, len(self.lows)) if self.lows[at] == ","), None)
        directly = self.behind_adverbs(self.parties(self.end).end)
        for place in (directly, *((self.behind_adverbs(comma + 1),) if comma is not None else ())):
            mention = self.line.at.get(self.line.lister.behind_articles(place))
            if mention is None or mention.kind not in wanted:
                continue
            if mention.kind is Kind.PRONOUN:
                return (Party(first=mention.first, end=mention.end, main=mention),)
            return _subject_of(self.parties(place)).parties
        return ()

    def _lists(self, verb: int) -> Iterator[tuple[int, Parties]]:
        place = 0
        while place < verb:
            mention = self.line.at.get(place)
            if mention is None or mention.kind is Kind.DAY:
                place += 1
                continue
            if mention.kind is Kind.PRONOUN:
                party = Party(first=place, end=place + 1, main=mention)
                yield place, Parties(parties=(party,), end=place + 1)
                place += 1
                continue
            found = self.line.lister.read(place)
            if found.parties and found.end <= verb:
                yield place, found
            place = max(found.end if found.parties else mention.end, place + 1)


def _subject_of(found: Parties) -> Parties:
    """Return the parties of a list that are the subject.

    Names with commas alone between them are one person and his offices.
    """
    parties = found.parties
    if len(parties) > 1 and not found.has_and:
        persons = [one for one in parties if one.main.kind in (Kind.PERSON, Kind.NAME)]
        parties = tuple((persons or list(parties))[-1:])
    return Parties(parties=parties, end=found.end, has_and=found.has_and)
