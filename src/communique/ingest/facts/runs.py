"""Runs of words with capitals in a sentence, and what a name goes on with behind a preposition."""

from __future__ import annotations

from collections.abc import Mapping

from communique.ingest.facts.grammar import Grammar
from communique.ingest.facts.mentions import bare
from communique.ingest.facts.sighted import DAY, PERSON, PLACE, STATE, STRUCTURE, Sighted
from communique.ingest.facts.told import Sentence
from communique.ingest.lexicon import Lexicon

_LONGEST_RUN = 9
_SMALL_COMPLEMENT = 3
_WORDS_OF_A_NAME = 2
_ADJECTIVES = ("ic", "al", "ive", "ary")


class Runs:
    """Where names begin and end in one sentence."""

    __slots__ = ("_grammar", "_lexicon", "_lows", "_plain", "_sighted", "_told", "_words")

    def __init__(
        self,
        sentence: Sentence,
        seen: Mapping[int, Sighted],
        grammar: Grammar,
        lexicon: Lexicon,
    ) -> None:
        """Look through one sentence.  seen: what of the registry stands where."""
        self._sighted, self._grammar, self._lexicon = seen, grammar, lexicon
        self._words, self._lows = sentence.words, sentence.lows
        self._told = sentence.told
        self._plain = [self._is_plain(place) for place in range(len(self._words))]

    def begins_name(self, place: int) -> bool:
        """Tell whether a word may begin a name: a capital that is not the sentence's alone."""
        if not self._words[place].is_capital or self.is_day(place):
            return False
        low = self._lows[place]
        if self._grammar.is_function(low) and (place == 0 or len(low) < 4):
            return False
        return self._grammar.number(low) is None or self._is_first_name(place)

    def _is_first_name(self, place: int) -> bool:
        """Tell whether a number with a capital is a name (the Italian `otto` in `Otto Muster`)."""
        after = place + 1
        return place > 0 and after < len(self._words) and self._words[after].is_capital

    def is_day(self, place: int) -> bool:
        """Tell whether a word begins a day or is a weekday."""
        seen = self._sighted.get(place)
        is_weekday = self._lows[place] in self._lexicon.days.weekdays
        return is_weekday or (seen is not None and seen.kind == DAY)

    def run_end(self, first: int) -> int:
        """Return where the words with capitals end that begin at `first`, particles among them."""
        end, place = first + 1, first + 1
        seen = self._sighted.get(first)
        is_state = seen is not None and seen.kind == STATE and not seen.is_adjective
        if self._grammar.inverts and seen is not None and is_state:
            return seen.end
        while place < min(len(self._words), first + _LONGEST_RUN):
            before = self._words[end - 1]
            # An elision and a short form end where the next word begins.
            if before.end == self._words[place].start and before.text[-1] not in ".’'":
                break
            seen = self._sighted.get(place)
            parted = self._grammar.inverts and seen is not None and seen.kind in (PLACE, STATE)
            if (
                seen is not None
                and seen.kind == PLACE
                and self._grammar.is_body(self._lows[place - 1])
            ):
                # `Feuerwehr Tarn`; behind somebody a place is what he visits.
                parted = False
            if self._words[place].is_capital and not self.is_day(place) and not parted:
                end = place + 1
            elif seen is not None and seen.kind == STRUCTURE:
                end = place = seen.end
                continue
            elif not self.is_particle(place):
                break
            place += 1
        seen = self._sighted.get(first)
        end = max(end, seen.end) if seen else end
        small = self._grammar.small_names and end < len(self._lows)
        # A noun that ends the name in small letters (`Озёрной полиции`).
        return end + 1 if small and self._grammar.is_body(self._lows[end]) else end

    def is_particle(self, place: int) -> bool:
        """Tell whether a small word goes on with a person's name (`de`), and with no office."""
        particles = self._lexicon.profile.reading.particles
        before = self._lows[place - 1]
        if self._lows[place] not in particles or self._grammar.is_office(before):
            return False
        while place < len(self._lows) and self._lows[place] in particles:
            place += 1
        return place not in self._sighted and not self._grammar.is_body(before)

    def behind_articles(self, place: int) -> int:
        """Return the place behind a preposition and the articles after it."""
        place += 1
        while place < len(self._lows) and self._grammar.has("articles", self._lows[place]):
            place += 1
        return place

    def complement_end(self, place: int, *, small: bool) -> int | None:
        """Return where what stands behind a preposition of a name ends, None where none stands."""
        if place >= len(self._lows):
            return None
        if (apposed := self._apposed_end(place, small=small)) is not None:
            return apposed
        if not self._grammar.has("complement", self._lows[place]):
            return None
        begin = self.behind_articles(place)
        if begin >= len(self._lows):
            return None
        seen = self._sighted.get(begin)
        if seen is not None and seen.kind == PERSON:
            return None
        if self._words[begin].is_capital and not self.is_day(begin):
            if self._acts(place, begin):
                return None
            if seen is not None and seen.kind == STRUCTURE:
                return seen.end
            if self._grammar.has("complement_registered", self._lows[place]):
                known = seen is not None and seen.kind in (STATE, STRUCTURE)
                # `Verein der Fischer`: of people in the plural, who would get it, `den` is said.
                plural = self._grammar.has("genitive_plural", self._lows[place])
                known = known or (plural and self._grammar.is_people(self._lows[begin]))
                of_body = (
                    small
                    and self._grammar.has("of", self._lows[place])
                    and any(
                        self._grammar.is_body(low)
                        for low in self._lows[begin : self.run_end(begin)]
                    )
                )
                if not known and not of_body:
                    return None
            return self.coordinated(begin, self.without_name(begin, self.run_end(begin)))
        if not small or not self._grammar.has("of_small", self._lows[place]):
            return None
        head = self._lows[place - 1] if place else ""
        # A body's name goes on with one word; a ministry's or an office's with several.
        body = self._grammar.is_body(head) and not self._grammar.has("coordinated", head)
        longest = 1 if body else _SMALL_COMPLEMENT
        end = begin
        while end < min(len(self._lows), begin + longest) and self.is_plain(end):
            end += 1
        return end if end > begin else None

    def _acts(self, place: int, begin: int) -> bool:
        """Tell whether who acts stands behind a word for `by` (`der Wache von Herrn …`)."""
        if not self._grammar.has("by", self._lows[place]):
            return False
        seen = self._sighted.get(begin)
        run = self._lows[begin : self.run_end(begin)]
        named = any(self._grammar.is_noun(low) for low in run)
        return seen.kind == STRUCTURE if seen is not None else len(run) > 1 or named

    def _apposed_end(self, place: int, *, small: bool) -> int | None:
        """Return where what belongs to a name without a preposition ends, None where none does.

        An adjective behind its noun (`Institut météorologique`), a genitive (`Nordlands`,
        `Министерство рыболовства`), the sort of a place (`the Lough region`).
        """
        grammar, low = self._grammar, self._lows[place]
        if grammar.has("areas", low) and place and self._words[place - 1].is_capital:
            return place + 1
        seen = self._sighted.get(place)
        if grammar.genitive and seen is not None and seen.kind == STATE and not seen.is_adjective:
            return seen.end
        if not small:
            return None
        if grammar.genitive_endings and self._words[place].is_capital:
            return self._body_end(place)
        # Behind the body itself, or behind what it is of (`Servizio di soccorso lacustre`).
        behind_noun = place and (grammar.is_body(self._lows[place - 1]) or self.is_plain(place - 1))
        if (
            behind_noun
            and self.is_plain(place)
            and low.endswith(grammar.adjective_endings or ("\0",))
        ):
            return place + 1
        end = place
        while end < min(len(self._lows), place + _SMALL_COMPLEMENT) and self._is_genitive(end):
            end += 1
        return end if end > place else None

    def is_of(self, place: int) -> bool:
        """Tell whether a State or body stands right behind its office (`главой Миссии`)."""
        return self._grammar.genitive and self._apposed_end(place, small=True) is not None

    def _body_end(self, place: int) -> int | None:
        """Return where a body's name ends that stands at a place, None where none does."""
        seen = self._sighted.get(place)
        end = self.run_end(place)
        if any(low in self._grammar.instrumental for low in self._lows[place:end]):
            # Who acts, and not whose it is (`переданы полиции Миссией`).
            return None
        if seen is not None and seen.kind == STRUCTURE:
            return seen.end
        is_body = any(self._grammar.is_body(low) for low in self._lows[place:end])
        return end if is_body else None

    def _is_genitive(self, place: int) -> bool:
        grammar, low = self._grammar, self._lows[place]
        if not grammar.genitive_endings or not self.is_plain(place) or grammar.is_verb(low):
            return False
        # A plural may have no ending (`Совет озёр`); right behind a body little else can stand.
        behind_body = grammar.is_body(self._lows[place - 1])
        other = low.endswith(("о", "ь", "е"))
        return low.endswith(grammar.genitive_endings) or (behind_body and not other)

    def without_name(self, first: int, end: int) -> int:
        """Return where a complement ends before a person's name (`of Parliament Lena Vorlage`)."""
        for place in range(end - 3, first - 1, -1):
            rest = self._lows[place + 1 : end]
            if any(
                self._grammar.is_body(bare(low)) or self._grammar.is_office(low) for low in rest
            ):
                return end
            word = self._words[place].text
            short = place == first and word.isupper() and len(word) > 2
            known = self._grammar.has("portfolios", self._lows[place])
            if short or known or self._grammar.is_body(bare(self._lows[place])):
                return place + 1
        return end

    def coordinated(self, first: int, end: int) -> int:
        """Return where a complement ends that an `and` may join (`Labour and Social Policy`)."""
        if end + 1 >= len(self._lows) or not self._grammar.has("and", self._lows[end]):
            return end
        heads = self._lows[max(0, first - 4) : first]
        other = self._sighted.get(self.behind_articles(end))
        of_many = other is not None and other.kind == STATE
        if of_many and any(self._grammar.has("governments", low) for low in heads):
            # `the Governments of Northland and Eastmark` are one name.
            return other.end if other else end
        adjective = self._lows[end - 1].endswith(_ADJECTIVES)
        if not adjective and not any(self._grammar.has("coordinated", low) for low in heads):
            return end
        after = self.run_end(end + 1)
        if after - end > _WORDS_OF_A_NAME + 1:
            # `Economic Affairs and Infrastructure N. N.`: a name follows.
            after -= _WORDS_OF_A_NAME
        new = self._lows[end + 1 : after]
        if not self._words[end + 1].is_capital or end + 1 in self._sighted:
            return end
        if any(self._grammar.is_office(low) or self._grammar.is_body(bare(low)) for low in new):
            return end
        return after

    def is_plain(self, place: int) -> bool:
        """Tell whether a word is small, of letters, and none of the grammar's own."""
        return self._plain[place]

    def _is_plain(self, place: int) -> bool:
        word, low = self._words[place], self._lows[place]
        return (
            word.text[0].islower()
            and not self._grammar.is_function(low)
            and low not in self._grammar.frames
            and low not in self._grammar.closings
            and self._grammar.number(low) is None
            and place not in self._sighted
            # A participle is none of the people behind it (`ha incontrato rappresentanti`).
            and place not in self._told
        )
