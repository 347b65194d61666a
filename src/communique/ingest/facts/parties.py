"""Who takes part: lists of people, offices, bodies and States, put together from mentions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from communique.ingest.facts.grammar import Grammar
from communique.ingest.facts.mentions import Kind, Mention
from communique.ingest.facts.told import Sentence

_MOST_ADJECTIVES = 3
_WIDEST_BODY = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One party of a list: words [first, end) of a sentence.

    main: the mention that says who it is; a person rather than the office beside it.
    role: the office of a person, or what people are.  roles: each sort of people by itself.
    countries: codes, of whom people are.  bodies: mentions of whom they are.
    """

    first: int
    end: int
    main: Mention
    role: str = ""
    roles: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    bodies: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """A list of parties, up to the word `end`; with an `and` in it, or of commas alone."""

    parties: tuple[Party, ...]
    end: int
    has_and: bool = False

    def subject(self) -> Parties:
        """Return the parties that are the subject of a verb.

        Names with commas alone between them are one person and his offices.
        """
        parties = self.parties
        if len(parties) > 1 and not self.has_and:
            persons = [one for one in parties if one.main.kind in (Kind.PERSON, Kind.NAME)]
            parties = tuple((persons or list(parties))[-1:])
        return replace(self, parties=parties)


class Lister:
    """Reads lists of parties in one sentence."""

    __slots__ = ("_at", "_days", "_grammar", "_lows", "_sentence")

    def __init__(
        self,
        sentence: Sentence,
        mentions: Mapping[int, Mention],
        days: frozenset[int],
        grammar: Grammar,
    ) -> None:
        """Read in a sentence.  mentions: by their first word.  days: places of words of days."""
        self._sentence, self._at, self._days = sentence, mentions, days
        self._grammar, self._lows = grammar, sentence.lows

    def read(self, place: int) -> Parties:
        """Return the list that begins at a place; none where nobody is named there."""
        found: list[Party] = []
        end, has_and = place, False
        while place < len(self._lows):
            comma = joined = False
            while found and place < len(self._lows) and self._is_joint(place):
                comma = comma or self._lows[place] == ","
                joined = joined or self._grammar.has("and", self._lows[place])
                place += 1
            if found and not (comma or joined):
                apposed = self._at.get(place)
                if apposed is None or not self._appose(found, self._party(place), joined=False):
                    break
                end = place = found[-1].end
                continue
            party = self._party(self._behind_small(place))
            if party is None:
                break
            has_and = has_and or joined
            article = place < party.first
            if not self._appose(found, party, joined=joined, article=article):
                found.append(party)
            end = place = self._behind_place(party, self._behind_short_form(party.end))
        return Parties(parties=tuple(self._shared(found)), end=end, has_and=has_and)

    def _is_joint(self, place: int) -> bool:
        return self._lows[place] == "," or self._grammar.has("and", self._lows[place])

    def _behind_short_form(self, place: int) -> int:
        """Return the place behind a short form in brackets (`the Dam Authority (DA)`)."""
        is_short = self._lows[place : place + 1] == ("(",) and self._lows[
            place + 2 : place + 3
        ] == (")",)
        return place + 3 if is_short else place

    def _behind_place(self, office: Party, place: int) -> int:
        """Return the place behind where an office is, before a name (`Head … in Tarn, N. N.,`)."""
        where = place < len(self._lows) and self._grammar.has("where", self._lows[place])
        mention = self._at.get(place + 1)
        if office.main.kind is not Kind.OFFICE or not where or mention is None:
            return place
        person = self._at.get(mention.end + 1)
        named = person is not None and person.kind is Kind.PERSON
        is_place = mention.kind in (Kind.PLACE, Kind.NAME)
        return mention.end if named and is_place and self._lows[mention.end] == "," else place

    def _behind_small(self, place: int) -> int:
        """Return the place behind articles, numbers and adjectives that stand before a mention."""
        adjectives, begin = 0, place
        while place < len(self._lows) and place not in self._at:
            low = self._lows[place]
            if self._grammar.has("sets", low) and self._is_of(place + 1):
                # `a group of 12 students`
                place += 2
                continue
            if adjectives and self._grammar.heads_first and self._grammar.has("articles", low):
                # `40 requêtes de citoyens`: a noun stood before, and no adjective.
                return len(self._lows)
            if self._grammar.has("articles", low) or self._grammar.number(low) is not None:
                place += 1
                continue
            plain = low.isalpha() and not self._grammar.is_function(low)
            plain = plain and not self._grammar.is_verb(low)
            if self._grammar.has("ordinals", low) or (plain and adjectives < _MOST_ADJECTIVES):
                adjectives += not self._grammar.has("ordinals", low)
                place += 1
                continue
            break
        mention = self._at.get(place)
        counted = place > begin and self._grammar.number(self._lows[place - 1]) is not None
        if mention is None or (counted and mention.kind is Kind.NAME):
            # `vierzehn Betten` are nobody.
            return len(self._lows)
        if adjectives and mention.kind not in (Kind.PEOPLE, Kind.BODY, Kind.OFFICE):
            return len(self._lows)
        return place

    def _party(self, place: int) -> Party | None:
        mention = self._at.get(place)
        if mention is None or mention.kind in (Kind.DAY, Kind.PRONOUN):
            return None
        country = (mention.country,) if mention.country else ()
        party = Party(
            first=mention.first,
            end=mention.end,
            main=mention,
            role=mention.role,
            countries=country,
        )
        if mention.kind is Kind.NATION:
            return self._of_nation(party)
        if mention.kind is Kind.PEOPLE:
            return self._of_people(replace(party, role=mention.name, roles=(mention.name,)))
        if mention.kind is Kind.OFFICE:
            return replace(party, role=mention.name)
        return party

    def _of_nation(self, party: Party) -> Party | None:
        """Return the people an adjective is said of (`Bulgarian and Croatian officers`)."""
        countries, place = list(party.countries), party.end
        while place < len(self._lows) and self._is_joint(place):
            place += 1
        following = self._at.get(place)
        if following is None:
            place = self._behind_small(party.end)
            following = self._at.get(place)
        if following is None:
            return None
        if following.kind is Kind.NATION:
            rest = self._of_nation(replace(party, end=following.end))
            if rest is None or not following.country:
                return None
            return replace(rest, first=party.first, countries=(*countries, following.country))
        if following.kind is Kind.PEOPLE:
            name = following.name
            made = replace(party, end=following.end, main=following, role=name, roles=(name,))
            return self._of_people(made)
        if following.kind is Kind.OFFICE:
            return replace(party, end=following.end, main=following, role=following.name)
        return None

    def _of_people(self, party: Party) -> Party:
        """Return people with the States or bodies that they are of."""
        place = party.end
        if place >= len(self._lows):
            return party
        if self._grammar.has("member_of", self._lows[place]):
            place += 1
        elif not self._is_genitive(place):
            return party
        countries, bodies = list(party.countries), list(party.bodies)
        end = place
        begin = self.behind_articles(place)
        while place < len(self._lows):
            place = self.behind_articles(place)
            mention = self._at.get(place)
            if mention is None:
                break
            if mention.kind is Kind.STATE and mention.code:
                countries.append(mention.code)
            elif mention.kind is Kind.BODY:
                bodies.append(mention)
            elif mention.kind is Kind.PEOPLE and place == begin:
                # `a delegation of judges from Georgia`
                role = self._sentence.text(party.main.first, mention.end)
                return self._of_people(replace(party, end=mention.end, role=role, roles=(role,)))
            elif mention.kind is Kind.NATION and mention.country and not bodies:
                # `of Serbia’s Task Force` is read as one name; an adjective alone says whose.
                countries.append(mention.country)
            else:
                break
            end = place = mention.end
            if not self._goes_on(place):
                break
            place = self._behind_joint(place)
        if not countries and not bodies:
            return self._of_small(party)
        return replace(party, end=end, countries=tuple(countries), bodies=tuple(bodies))

    def _is_genitive(self, place: int) -> bool:
        """Tell whether a State or body right behind people is in the case that says whose."""
        mention = self._at.get(place)
        if not self._grammar.genitive or mention is None:
            return False
        lows = self._lows[mention.first : mention.end]
        acts = any(low in self._grammar.instrumental for low in lows)
        return mention.kind in (Kind.STATE, Kind.BODY) and not acts

    def _goes_on(self, place: int) -> bool:
        """Tell whether a complement goes on behind an `and` or a comma with a State or body."""
        if place >= len(self._lows) or not self._is_joint(place):
            return False
        mention = self._at.get(self.behind_articles(self._behind_joint(place)))
        return mention is not None and mention.kind in (Kind.STATE, Kind.BODY)

    def _is_of(self, place: int) -> bool:
        return place < len(self._lows) and self._grammar.has("goods_of", self._lows[place])

    def _behind_joint(self, place: int) -> int:
        """Return the place behind an `and` or comma, and behind an `of` that is said again."""
        while place < len(self._lows) and self._is_joint(place):
            place += 1
        again = place < len(self._lows) and self._grammar.has("member_of", self._lows[place])
        return place + again

    def behind_articles(self, place: int) -> int:
        """Return the place behind the articles that stand at a place."""
        while place < len(self._lows) and self._grammar.has("articles", self._lows[place]):
            place += 1
        return place

    def _of_small(self, party: Party) -> Party:
        """Return people with a body written small (`of fishing co-operatives`)."""
        begin = end = self.behind_articles(party.end + 1)
        if begin < len(self._lows) and self._grammar.has("each", self._lows[begin]):
            # `of each State`: of nobody in particular.
            return replace(party, end=min(begin + 2, len(self._lows)))
        while end < min(len(self._lows), begin + _WIDEST_BODY):
            low = self._lows[end]
            is_plain = low[:1].isalpha() and not self._grammar.is_function(low)
            is_plain = is_plain and self._grammar.number(low) is None
            if not is_plain or end in self._days or end in self._at:
                break
            end += 1
        if end == begin:
            return party
        name = self._sentence.text(begin, end)
        body = Mention(kind=Kind.BODY, first=begin, end=end, name=name)
        return replace(party, end=end, bodies=(body,))

    def _appose(
        self, found: list[Party], party: Party | None, *, joined: bool, article: bool = False
    ) -> bool:
        """Put an office to the person it is said of, where the two stand beside each other."""
        if not found or party is None:
            return False
        last = found[-1]
        kinds = (last.main.kind, party.main.kind)
        persons = (Kind.PERSON, Kind.NAME)
        if kinds[0] is Kind.OFFICE and kinds[1] in persons:
            # `Chairperson-in-Office and Foreign Minister N. N.`: two offices of one person.
            if joined and (article or not party.role):
                return False
            if not joined and party.role:
                return False
            found[-1] = replace(
                party,
                first=last.first,
                role=last.role if not joined else party.role,
                countries=last.countries or party.countries,
            )
            return True
        if kinds[0] is Kind.OFFICE and kinds[1] is Kind.OFFICE and joined and not article:
            found[-1] = replace(party, first=last.first)
            return True
        if kinds[0] in persons and kinds[1] is Kind.OFFICE and not joined and not last.role:
            countries = last.countries or party.countries
            found[-1] = replace(last, end=party.end, role=party.role, countries=countries)
            return True
        return False

    def _shared(self, parties: list[Party]) -> list[Party]:
        """Return the parties, people with no complement joined to those they share one with.

        `prosecutors and police officers from Bulgaria` are one party, and both from there.
        """
        made: list[Party] = []
        for party in parties:
            before = made[-1] if made else None
            if before is not None and self._is_of_state_too(before, party):
                codes = (*before.countries, party.main.code or "")
                made[-1] = replace(before, end=party.end, countries=codes)
                continue
            if before is not None and _shares(before, party):
                role = self._sentence.text(before.main.first, party.main.end)
                roles = before.roles + party.roles
                made[-1] = replace(party, first=before.first, role=role, roles=roles)
                continue
            made.append(party)
        return made

    def _is_of_state_too(self, before: Party, party: Party) -> bool:
        """Tell whether a State has one of several who hold an office (`Ministers of A and B`)."""
        said = self._lows[before.main.first : before.main.end]
        several = any(self._grammar.has("plural_offices", low) for low in said)
        is_office = before.main.kind is Kind.OFFICE and bool(before.countries)
        return several and is_office and party.main.kind is Kind.STATE


def _shares(before: Party, party: Party) -> bool:
    kinds = {before.main.kind, party.main.kind}
    alone = not before.countries and not before.bodies
    return kinds == {Kind.PEOPLE} and alone and bool(party.countries or party.bodies)
