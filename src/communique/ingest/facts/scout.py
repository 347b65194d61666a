"""Finds who and what a sentence names, from left to right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from communique.ingest.facts.grammar import Grammar
from communique.ingest.facts.mentions import POSSESSIVE, Kind, Mention, bare
from communique.ingest.facts.runs import Runs
from communique.ingest.facts.sighted import DAY, PERSON, PLACE, STATE, STRUCTURE, Sighted
from communique.ingest.facts.told import Sentence
from communique.ingest.lexicon import Lexicon

_LONGEST_NAME = 5
_WIDEST_PEOPLE = 4


class Scout:
    """Finds the mentions of a sentence."""

    __slots__ = (
        "_grammar",
        "_lexicon",
        "_lows",
        "_near",
        "_runs",
        "_sentence",
        "_sighted",
        "_words",
    )

    def __init__(
        self,
        sentence: Sentence,
        seen: Mapping[int, Sighted],
        grammar: Grammar,
        lexicon: Lexicon,
    ) -> None:
        """Look through one sentence.  seen: what of the registry stands where."""
        self._sentence, self._sighted = sentence, seen
        self._grammar, self._lexicon = grammar, lexicon
        self._words, self._lows = sentence.words, sentence.lows
        self._runs = Runs(sentence, seen, grammar, lexicon)
        # Most small words mean nobody, and none of the next few does: those are passed over.
        self._near = {
            place - back
            for place, low in enumerate(self._lows)
            if grammar.is_people(low) or grammar.has("small_offices", low)
            for back in range(_WIDEST_PEOPLE)
        }

    def mentions(self) -> tuple[Mention, ...]:
        """Return the mentions, from left to right, none inside another."""
        found: list[Mention] = []
        place = 0
        while place < len(self._words):
            # Most words can begin no mention: a look is cheaper than to try each.
            mention = self._at(place) if self._may_begin(place) else None
            if mention is not None:
                found.append(mention)
            place = max(mention.end if mention else 0, place + 1)
        return tuple(found)

    def _may_begin(self, place: int) -> bool:
        return (
            self._words[place].text[0].isupper()
            or place in self._near
            or place in self._sighted
            or self._lows[place] in self._grammar.pronouns
        )

    def _at(self, place: int) -> Mention | None:
        seen = self._sighted.get(place)
        if seen is not None and seen.kind == DAY:
            return self._mention(Kind.DAY, place, seen.end)
        if self._grammar.is_pronoun(self._lows[place]):
            is_short = self._words[place].text.isupper() and len(self._lows[place]) > 1
            if not is_short:
                return self._mention(Kind.PRONOUN, place, place + 1)
        if self._is_post(place):
            return None
        if self._runs.begins_name(place):
            named = self._people(place) or self._named(place)
            # A State before it is part of the mention, if not of the name.
            return replace(named, first=place) if named else None
        if place not in self._near:
            return None
        return self._people(place) or self._small_office(place)

    def _is_post(self, place: int) -> bool:
        """Tell whether a word means a post as such, the office behind it (`das Amt des …`)."""
        if not self._grammar.has("posts", self._lows[place]) or place + 1 >= len(self._lows):
            return False
        after = self._runs.behind_articles(place)
        return after < len(self._lows) and self._grammar.is_office(self._lows[after])

    def _mention(self, kind: Kind, first: int, end: int) -> Mention:
        return Mention(kind=kind, first=first, end=end, name=self._sentence.text(first, end))

    # Words with capitals

    def _named(self, first: int) -> Mention | None:
        """Return what a run of capitals names: somebody with an office, a body, a place."""
        end = self._runs.run_end(first)
        begin, country = first, None
        seen = self._sighted.get(first)
        if seen is not None and seen.term is not None:
            if seen.kind == STATE and seen.end >= end:
                return self._state(first, end, seen, seen.term.code)
            if seen.kind == STATE:
                country, begin = seen.term.code, seen.end
            elif seen.kind in (PERSON, PLACE) and seen.end >= end:
                return self._registered(first, seen, seen.term.code)
        if seen is not None and seen.kind == STRUCTURE and seen.term and seen.end >= end:
            made = self._mention(Kind.BODY, first, seen.end)
            if self._lexicon.find("office", made.name):
                return self._with_complement(replace(made, kind=Kind.OFFICE))
            if not self._office_end(begin, seen.end):
                return self._completed(replace(made, code=seen.term.code))
            if any(self._grammar.is_function(low) for low in self._lows[first : seen.end]):
                return self._completed(replace(made, code=seen.term.code))
        office_end = self._office_end(begin, end)
        if office_end:
            return self._with_office(begin, office_end, end, country)
        start = begin
        if country and not self._words[begin - 1].text.endswith(POSSESSIVE):
            # An adjective belongs to the name of a body, a possessor does not.
            start = first
        return self._body_or_person(start, begin, end, country)

    def _state(self, first: int, end: int, seen: Sighted, code: str) -> Mention:
        made = replace(self._mention(Kind.STATE, first, end), code=code)
        possessive = self._words[end - 1].text.endswith(POSSESSIVE)
        if seen.is_adjective or (possessive and end < len(self._words)):
            return replace(made, kind=Kind.NATION, country=code)
        return made

    def _registered(self, first: int, seen: Sighted, code: str) -> Mention:
        kind = Kind.PERSON if seen.kind == PERSON else Kind.PLACE
        made = self._mention(kind, first, seen.end)
        name = " ".join([*made.name.split()[:-1], bare(made.name.split()[-1])])
        return self._of_state(replace(made, name=name, code=code))

    def _office_end(self, first: int, end: int) -> int:
        """Return where the words of an office end within a run, 0 where it holds none."""
        for place in range(end - 1, first - 1, -1):
            low = self._lows[place]
            # `Bundesrat` is a body, `Bundesrat N. N.` a member of it.
            member = self._grammar.has("members", low) and place + 1 < end
            titled = member or self._grammar.has("titles", low.rstrip("."))
            if titled or self._grammar.is_office(low):
                tail = place + 1
                while tail < len(self._lows) and self._grammar.has(
                    "office_tails", self._lows[tail]
                ):
                    tail += 1
                return tail
            seen = self._sighted.get(place)
            if seen is not None and seen.kind == STRUCTURE and seen.end == place + 1:
                return 0
        return 0

    def _with_office(
        self, first: int, office_end: int, end: int, country: str | None
    ) -> Mention | None:
        """Return a person with an office, or the office with what it is of."""
        begin = max(office_end, first)
        end = max(end, self._runs.run_end(begin - 1)) if begin > end else end
        role = self._role(first, office_end)
        if begin < end:
            rest = self._lows[begin:end]
            if self._runs.is_of(begin):
                return self._with_complement(self._mention(Kind.OFFICE, first, begin))
            if any(self._grammar.is_body(bare(low)) for low in rest):
                return self._body_or_person(first, first, end, country)
            person = self._mention(Kind.PERSON if end - begin > 1 else Kind.NAME, begin, end)
            name = " ".join([*person.name.split()[:-1], bare(person.name.split()[-1])])
            code = self._code_of_person(begin, end)
            made = replace(person, first=first, name=name, role=role, country=country, code=code)
            return self._of_state(made)
        if not role and not self._grammar.is_office(self._lows[office_end - 1]):
            return None
        office = replace(self._mention(Kind.OFFICE, first, office_end), country=country)
        return self._with_complement(office)

    def _role(self, first: int, end: int) -> str:
        """Return the words of an office, without mere titles before or behind it."""
        places = [
            place
            for place in range(first, end)
            if not self._grammar.has("titles", self._lows[place].rstrip("."))
        ]
        return self._sentence.text(places[0], places[-1] + 1) if places else ""

    def _code_of_person(self, first: int, end: int) -> str | None:
        for place in range(first, end):
            seen = self._sighted.get(place)
            if seen is not None and seen.kind == PERSON and seen.term is not None:
                return seen.term.code
        return None

    def _with_complement(self, office: Mention) -> Mention:
        """Return an office with what it is of (`Minister for Foreign Affairs of Northland`)."""
        end, state = self._behind_adjective(office)
        role_end = office.end
        for _ in range(3):
            after = self._runs.complement_end(end, small=True)
            if after is None:
                break
            bare_state = self._sighted.get(end)
            seen = bare_state or self._sighted.get(self._runs.behind_articles(end))
            if seen is not None and seen.kind == STATE and seen.term and seen.end == after:
                state = state or seen.term.code
                # `of Northland` says whose minister; `to Northland` belongs to the office.
                if not (bare_state or self._grammar.has("of", self._lows[end])):
                    role_end = after
                end = after
                break
            end = role_end = after
        if state is None and end > office.end:
            end, state = self._behind_adjective(replace(office, end=end))
        made = replace(office, end=end, country=state)
        return replace(made, name=self._sentence.text(office.first, role_end))

    def _behind_adjective(self, office: Mention) -> tuple[int, str | None]:
        """Return where an office ends with a State's adjective behind it (`ministre italien`)."""
        seen = self._sighted.get(office.end)
        if not self._grammar.heads_first or seen is None or not (seen.is_adjective and seen.term):
            return office.end, office.country
        return seen.end, office.country or seen.term.code

    def _body_or_person(
        self, start: int, begin: int, end: int, country: str | None
    ) -> Mention | None:
        lows = self._lows[begin:end]
        last = bare(lows[-1])
        made = self._mention(Kind.BODY, start, end)
        made = replace(made, name=made.name if end - start > 1 else bare(made.name))
        if start < begin:
            made = replace(made, country=country)
        body = any(self._grammar.is_body(bare(low)) for low in lows)
        if body or (end - begin == 1 and self._words[begin].text.isupper() and len(last) > 2):
            return self._completed(made)
        article = start > 0 and self._grammar.has("articles", self._lows[start - 1])
        if article and self._grammar.noun_capitals:
            # Every noun has a capital there: only what it means says that it is a body.
            return None
        single = article and end - begin == 1
        if single and end < len(self._lows) and self._runs.is_plain(end):
            # `the Iranian minister`: said of what follows, whatever it is.
            return None
        if article or country:
            return self._completed(made) if end - begin > 1 or article else None
        if 2 <= end - begin <= _LONGEST_NAME and not self._is_upper(begin, end):
            name = " ".join([*made.name.split()[:-1], bare(made.name.split()[-1])])
            return self._of_state(replace(made, kind=Kind.PERSON, name=name))
        if end - begin == 1:
            return replace(made, kind=Kind.NAME, name=bare(made.name))
        return None

    def _is_upper(self, first: int, end: int) -> bool:
        return all(word.text.isupper() for word in self._words[first:end])

    def _completed(self, body: Mention) -> Mention:
        """Return a body with what its name goes on with (`Lake Police of Eastmark`)."""
        end = body.end
        for _ in range(3):
            after = self._runs.complement_end(end, small=self._grammar.small_names)
            if after is None:
                break
            end = after
        if end == body.end:
            return body
        return replace(body, end=end, name=self._sentence.text(body.first, end))

    def _of_state(self, person: Mention) -> Mention:
        """Return a person with the State said behind the name (`Ann Linde of Sweden`)."""
        end = person.end
        if end >= len(self._lows) or not self._grammar.has("of", self._lows[end]):
            return person
        seen = self._sighted.get(self._runs.behind_articles(end))
        if person.kind is not Kind.PERSON or seen is None or seen.kind != STATE or not seen.term:
            return person
        return replace(person, end=seen.end, country=person.country or seen.term.code)

    # Small words

    def _people(self, first: int) -> Mention | None:
        """Return people by what they are (`police officers`), the longest phrase at a place."""
        if self._grammar.noun_capitals:
            return self._noun_of_people(first)
        opens = first == 0 and self._words[0].is_capital
        if not (
            self._runs.is_plain(first) or (opens and not self._grammar.is_function(self._lows[0]))
        ):
            return None
        last = 0
        for place in range(first, min(len(self._lows), first + _WIDEST_PEOPLE)):
            if place > first and not self._runs.is_plain(place):
                break
            if self._grammar.is_people(self._lows[place]):
                last = place + 1
        if not last:
            return None
        made = self._mention(Kind.PEOPLE, first, last)
        # A capital at the beginning of a sentence is not the word's own.
        return made if first else replace(made, name=made.name[0].lower() + made.name[1:])

    def _noun_of_people(self, first: int) -> Mention | None:
        """Return people where every noun has a capital; one who is named behind it is no people."""
        if not self._words[first].is_capital or not self._grammar.is_people(self._lows[first]):
            return None
        # `der Vertreter` is one, `Vertreter` are several.
        one = first and self._grammar.has("articles", self._lows[first - 1])
        if self._grammar.is_office(self._lows[first]) and one:
            return None
        named = first + 1 < len(self._words) and self._runs.begins_name(first + 1)
        return None if named else self._mention(Kind.PEOPLE, first, first + 1)

    def _small_office(self, first: int) -> Mention | None:
        """Return an office written small (`the mayor of Lough`)."""
        if not self._runs.is_plain(first):
            return None
        for place in range(first, min(len(self._lows), first + 3)):
            if not self._runs.is_plain(place):
                break
            if self._grammar.has("small_offices", self._lows[place]):
                office_end = place + 1
                named = office_end < len(self._words) and self._runs.begins_name(office_end)
                if named and not self._runs.is_of(office_end):
                    end = self._runs.run_end(office_end)
                    return self._with_office(first, office_end, end, None)
                return self._with_complement(self._mention(Kind.OFFICE, first, office_end))
        return None
