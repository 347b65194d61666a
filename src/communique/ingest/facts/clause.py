"""One verb of a sentence with all that belongs to it: who does it, when, and whether at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from communique.core.dates import PartialDate
from communique.ingest.facts.days import DayTold, counts_days
from communique.ingest.facts.grammar import Frame
from communique.ingest.facts.mentions import Kind, Mention
from communique.ingest.facts.parties import Parties, Party
from communique.ingest.facts.scene import Line, Scene

# Forms of frames that are verbs with a subject of their own.
VERBS = frozenset(
    {"active", "headline", "passive", "together", "joined", "received", "headline_received"}
    | {"appoint", "begins", "bare", "gathered", "paying", "sitting"}
)
_MOST_VERBS, _WIDEST_VERB = 6, 4
_SOMEBODY = (Kind.PERSON, Kind.OFFICE, Kind.NAME, Kind.PRONOUN, Kind.BODY, Kind.PEOPLE)
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

    @property
    def closing(self) -> int:
        """Return where the word stands that closes the frame, or the frame's last word."""
        closed = self.frame.closing and self.scene.grammar.closed_at(
            self.frame, self.lows, self.end
        )
        return closed or self.end - 1

    def is_relative(self, place: int) -> bool:
        """Tell whether a relative clause begins at a place; an article may look like one."""
        grammar = self.scene.grammar
        behind_comma = place > 0 and self.lows[place - 1] == ","
        article = grammar.has("articles", self.lows[place])
        return grammar.has("relatives", self.lows[place]) and (behind_comma or not article)

    def parties(self, place: int) -> Parties:
        """Return the list of parties that begins at a place."""
        return self.line.lister.read(place)

    def parties_through(self, place: int, use: str) -> Parties:
        """Return the parties behind words of a use, that may be said again before each.

        `with the Mayor, and with members of …`
        """
        found: tuple[Party, ...] = ()
        end = place
        while (place := self.behind_again(self.behind_adverbs(end), use)) != end:
            listed = self.parties(place)
            if not listed.parties:
                break
            found, end = (*found, *listed.parties), listed.end
        return Parties(parties=found, end=end)

    def behind_again(self, place: int, use: str) -> int:
        """Return the place behind a word of a use, with an `and` or a comma before it or none."""
        joint = place
        while joint < len(self.lows) and self.is_joint(joint):
            joint += 1
        return (
            joint + 1
            if joint < len(self.lows) and self.scene.grammar.has(use, self.lows[joint])
            else place
        )

    def is_joint(self, place: int) -> bool:
        """Tell whether a comma or an `and` stands at a place."""
        return self.lows[place] == "," or self.scene.grammar.has("and", self.lows[place])

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
        if grammar.has("articles", lows[place]):
            return next((day.end for day in self.line.days if day.first == after), place)
        if grammar.has("where", lows[place]) and after < len(lows):
            day_first = {day.first: day.end for day in self.line.days}
            if after in day_first:
                return day_first[after]
            mention = self.line.at.get(after)
            # A name that nobody is known by, behind `in`, is a place that is not registered.
            if mention is not None and mention.kind in (Kind.PLACE, Kind.DAY, Kind.NAME):
                return mention.end
        return place

    def next_frame(self) -> int:
        """Return where the next frame of the sentence begins, its end where none follows."""
        for place in range(self.end, len(self.lows)):
            if place in self.line.within:
                continue
            if any(frame.form in VERBS for frame, _ in self.line.frames(place)):
                return place
        return len(self.lows)

    def day(self, *, until: int | None = None) -> DayTold | None:
        """Return the day told of it in its sentence."""
        limit = self.next_frame() if until is None else until
        # A day may stand among the frame's own words (`a effectué hier une visite`).
        behind = [one for one in self.line.days if self.first <= one.first < limit]
        before = [one for one in self.line.days if one.first < self.first]
        return behind[0] if behind else before[-1] if before else None

    def when(self) -> PartialDate | None:
        """Return when it happened: as its sentence or the one before says, else the text's day."""
        told_day = self.day()
        if told_day is not None:
            return told_day.value
        if counts_days(self.lows, self.scene.grammar) or self.is_perfect():
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
        """Tell whether an auxiliary of the passive stands before the verb, or opens its frame."""
        own = 1 if self.frame.closing else 0
        passive = self.lows[self.before() : self.first + own]
        return any(self.scene.grammar.has("passive", low) for low in passive)

    def after(self) -> int:
        """Return where what the verb is about begins: behind it, and behind a subject there."""
        inverted = self._inverted()
        return inverted.end if inverted is not None else self.end

    def _inverted(self) -> Parties | None:
        """Return the subject behind the verb, in languages that put it there, or None."""
        end = self._subject_end()
        grammar, last = self.scene.grammar, self.frame.words[-1]
        # Behind `wurde … von` stands who acts.
        acts = self.frame.form == "passive" and grammar.has("by", last)
        is_verb = self.frame.form in VERBS and not acts
        if not (self.scene.grammar.inverts and is_verb) or self._is_joined(end):
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
        if not found.parties and self._drops_subject():
            return self._dropped()
        # `A president has paid a visit` tells of nobody.
        somebody = tuple(one for one in found.parties if not self._is_indefinite(one))
        return Parties(parties=somebody, end=found.end, has_and=found.has_and)

    def _drops_subject(self) -> bool:
        """Tell whether the verb has no subject since everybody knows it (`Luego visitó Tarn`)."""
        grammar = self.scene.grammar
        if not grammar.drops_subject or self.line.sentence.is_title:
            return False
        if any(one.kind in _SOMEBODY for one in self.line.mentions if one.end <= self.first):
            return False
        own = self.lows[self.first : self.end]
        return not any(low.endswith(grammar.plural_endings) for low in own)

    def _dropped(self) -> Parties:
        """Return the subject that is not said: whom a pronoun at its place would mean."""
        name = next(iter(sorted(self.scene.grammar.words["he"])))
        mention = Mention(kind=Kind.PRONOUN, first=self.first, end=self.first, name=name)
        party = Party(first=self.first, end=self.first, main=mention)
        return Parties(parties=(party,), end=self.first)

    def _is_indefinite(self, party: Party) -> bool:
        place = party.first
        if place - 1 in self.line.within and self.line.within[place - 1].kind is Kind.NATION:
            place = self.line.within[place - 1].first
        before = self.lows[place - 1] if place else ""
        return party.main.kind is Kind.OFFICE and self.scene.grammar.number(before) == 1

    def _before_verb(self) -> Parties:
        """Return the list before the verb, or the subject of the verb it is joined to."""
        end = self._subject_end()
        return self._joined_to(end) if self._is_joined(end) else self._directly_before(end)

    def _subject_end(self) -> int:
        """Return where a subject before the verb would end."""
        verb = self.before()
        relative = verb > 0 and self.is_relative(verb - 1)
        end = verb - 1 if relative else verb
        return end - 1 if end > 1 and relative and self.lows[end - 1] == "," else end

    def _is_joined(self, end: int) -> bool:
        """Tell whether the verb has the subject of another: behind `and`, a comma or `where`."""
        grammar = self.scene.grammar
        last = self.lows[end - 1] if end else ""
        verb = self.before()
        where = verb > 0 and grammar.has("where_relatives", self.lows[verb - 1])
        return last == "," or where or grammar.has("and", last)

    def _directly_before(self, end: int) -> Parties:
        before = NOBODY
        for begin, found in self._lists(end):
            governed = self._is_governed(begin)
            if found.end == end:
                return self._last_of(found, before) if governed else found.subject()
            before = before if governed else found
        return NOBODY

    def _last_of(self, found: Parties, before: Parties) -> Parties:
        """Return the subject where a preposition governs what a list begins with.

        `During her visit to Suthland, Muster …`: of the two Muster is the subject.
        `A delegation led by Muster …`: the delegation is, which stands before.
        """
        if before.end and self.scene.grammar.has("led", self.lows[before.end]):
            return before.subject()
        last = found.parties[-1:] if len(found.parties) > 1 else ()
        return Parties(parties=last, end=found.end)

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
                return found.subject()
            if found.end == verb - 1:
                return self._last_of(found, NOBODY)
        return NOBODY

    def _earlier(self, verb: int) -> Iterator[Clause]:
        """Yield the verbs before a place, the nearest first."""
        for place in range(verb - 1, -1, -1):
            if place in self.line.within:
                continue
            for frame, length in self.line.frames(place):
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
        if mention is not None and self._is_oblique(mention):
            return True
        first = place
        while place and grammar.has("articles", self.lows[place - 1]):
            place -= 1
        behind_noun = place > 1 and self.line.sentence.words[place - 1].is_capital
        is_state = mention is not None and mention.kind is Kind.STATE
        behind_noun = behind_noun and (place < first or is_state)
        if grammar.noun_capitals and behind_noun:
            # `am Rande der Konferenz`, `dank der Hilfe Nordlands`: a genitive behind its noun.
            return True
        while place > 1 and grammar.number(self.lows[place - 1]) is not None:
            place -= 1
        before = self.lows[place - 1] if place else ""
        return any(grammar.has(use, before) for use in ("prepositions", "passive", "led"))

    def _is_oblique(self, mention: Mention) -> bool:
        """Tell whether the case of an office or body says that it is no subject."""
        grammar = self.scene.grammar
        known = (low for low in self.lows[mention.first : mention.end] if grammar.is_noun(low))
        return next(known, "") in grammar.oblique

    def visitor(self) -> tuple[Party, ...]:
        """Return whom a phrase without a verb of its own is said of (`during her visit, …`).

        The first person named behind it where it begins its sentence, else the last before it.
        """
        wanted = (Kind.PERSON, Kind.OFFICE, Kind.NAME, Kind.PRONOUN, Kind.BODY)
        before: tuple[Party, ...] = ()
        for begin, found in self._lists(self.first):
            if self._is_governed(begin) or self._is_object(begin):
                continue
            if self._is_somebody(found):
                before = found.subject().parties
        if before and before[-1].main.kind in wanted:
            return before
        return self._visitor_behind(wanted) if self.first <= 2 else ()

    def _is_object(self, begin: int) -> bool:
        """Tell whether a list is what a verb is about (`Muster met Probe during her visit`)."""
        while begin and self.scene.grammar.has("articles", self.lows[begin - 1]):
            begin -= 1
        before = range(max(0, begin - _WIDEST_VERB), begin)
        told = (at + length for at in before for _, length in self.line.frames(at))
        return begin in told

    def _is_somebody(self, found: Parties) -> bool:
        """Tell whether a list is more than one word that nobody bears (`Speaking after …`)."""
        party = found.parties[0]
        is_name = len(found.parties) == 1 and party.main.kind is Kind.NAME
        return not is_name or self.scene.ref(self.line, party) is not None

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
            return self.parties(place).subject().parties
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
