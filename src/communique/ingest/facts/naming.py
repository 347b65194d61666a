"""Whom the mentions of a text mean: registered people, holders of offices, bodies named before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from communique.core.ref import Ref
from communique.core.text import loose
from communique.core.vocab import Term
from communique.ingest.facts.grammar import Grammar
from communique.ingest.facts.mentions import Kind, Mention
from communique.ingest.facts.parties import Party
from communique.ingest.facts.told import Sentence
from communique.ingest.lexicon import Lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A mention in the sentence of a number.  is_free: no preposition governs it."""

    number: int
    mention: Mention
    is_free: bool


class Naming:
    """Knows everybody and everything a text names, and finds whom a mention means."""

    __slots__ = (
        *("_bodies", "_day", "_delegations", "_grammar", "_lexicon", "_offices", "_people"),
        "_said",
    )

    def __init__(
        self,
        mentions: Sequence[Sequence[tuple[Mention, bool]]],
        grammar: Grammar,
        lexicon: Lexicon,
        *,
        on: date | None,
    ) -> None:
        """Take the mentions of a text, by sentence, each with whether nothing governs it."""
        self._grammar, self._lexicon, self._day = grammar, lexicon, on
        self._said = [
            _Said(number=number, mention=one, is_free=free)
            for number, those in enumerate(mentions)
            for one, free in those
        ]
        self._delegations: dict[str, Ref] = {}
        self._people = [one for one in self._said if one.mention.kind is Kind.PERSON]
        self._bodies = [one for one in self._said if one.mention.kind is Kind.BODY]
        self._offices: list[tuple[str, Mention]] = [
            (loose(one.mention.role), one.mention) for one in self._people if one.mention.role
        ]

    def learn(self, parties: Sequence[Party], sentence: Sentence) -> None:
        """Remember which person a list says to hold an office, and whose a delegation is."""
        for party in parties:
            if party.main.kind is Kind.PERSON and party.role:
                self._offices.append((loose(party.role), party.main))
            head = loose(party.main.name).split()[-1]
            whose = bool(party.bodies or party.countries)
            if whose and self._grammar.has("collective", head):
                said = sentence.text(party.first, party.end)
                self._delegations.setdefault(head, Ref(name=said))

    def ref(self, mention: Mention, number: int) -> Ref | None:
        """Return whom a mention in the sentence of a number means, None where nobody knows."""
        match mention.kind:
            case Kind.PERSON:
                return self._person(mention)
            case Kind.NAME:
                return self._by_one_word(mention)
            case Kind.OFFICE:
                return self._holder(mention)
            case Kind.BODY:
                return self._body(mention, number)
            case Kind.STATE:
                return Ref(name=mention.name, code=mention.code)
            case Kind.PLACE:
                return Ref(name=mention.name, code=mention.code)
            case Kind.PRONOUN:
                return self._pronoun(mention, number)
        return None

    def of(self, party: Party, number: int, said: str) -> Ref | None:
        """Return whom a party is; people of somebody (`members of …`) are called as said."""
        if party.main.kind is Kind.PEOPLE:
            if party.bodies or party.countries:
                return Ref(name=said)
            # `The delegation` is the one of which the text says whose it is.
            return self._delegations.get(loose(party.main.name).split()[-1])
        return self.ref(party.main, number)

    def _person(self, mention: Mention) -> Ref:
        known = self._term("person", mention)
        if known is None:
            words = loose(mention.name).split()
            fuller = [
                one.mention
                for one in self._people
                if len(one.mention.name.split()) > len(words)
                and loose(one.mention.name).split()[-len(words) :] == words
            ]
            if fuller:
                return self._person(fuller[0])
            return Ref(name=mention.name)
        return self._registered(known)

    def _registered(self, term: Term) -> Ref:
        return Ref(name=term.name(self._grammar.lang, self._day or date.max), code=term.code)

    def _term(self, vocabulary: str, mention: Mention) -> Term | None:
        if mention.code is not None:
            return self._lexicon.profile[vocabulary].get(mention.code)
        return self._lexicon.find(vocabulary, mention.name, self._day)

    def _by_one_word(self, mention: Mention) -> Ref | None:
        """Return the person of a surname, the first who is named in full on the page."""
        surname = loose(mention.name)
        for one in self._people:
            if loose(one.mention.name).rpartition(" ")[2] == surname:
                return self._person(one.mention)
        bearers = self._lexicon.surnames.get(surname, ())
        if len(bearers) == 1 and len(surname) > 3:
            return self._registered(bearers[0])
        return Ref(name=mention.name) if mention.role else None

    def _holder(self, mention: Mention) -> Ref:
        """Return who holds an office: whom the text says to, else whom the profile knows."""
        office = loose(mention.name)
        for role, person in self._offices:
            if _is_same_office(role, office):
                return self._person(person)
        term = self._lexicon.find("office", mention.name, self._day)
        if term is not None and self._day is not None:
            holders = self._lexicon.profile.holders(term.code, self._day)
            person_term = (
                self._lexicon.profile["person"].get(holders[0].person) if holders else None
            )
            if person_term is not None:
                return self._registered(person_term)
        return Ref(name=mention.name)

    def _body(self, mention: Mention, number: int) -> Ref:
        fuller = mention if mention.code else self._fuller(mention, number)
        meant = fuller or mention
        if meant.code is not None:
            return Ref(name=meant.name, code=meant.code)
        term = self._lexicon.find("structure", meant.name, self._day)
        return Ref(name=meant.name, code=term.code if term else None)

    def _fuller(self, mention: Mention, number: int) -> Mention | None:
        """Return the fuller name that a short one stands for (`the Task Force`), None for none.

        Every word of the short name stands in the fuller one, in order, but for what the State
        before it says. The last that was named before is meant, else the first after.
        """
        words = _without_state(mention)
        if not words:
            return None
        fuller = [
            one
            for one in self._bodies
            if len(_parts(one.mention)) > len(words)
            and _holds(_parts(one.mention), words)
            and one.mention.name != mention.name
        ]
        before = [one.mention for one in fuller if one.number <= number]
        if before:
            return before[-1]
        return fuller[0].mention if fuller else None

    def _delegation(self, mention: Mention) -> Ref | None:
        if mention.kind is not Kind.PEOPLE:
            return None
        return self._delegations.get(loose(mention.name).split()[-1])

    def _pronoun(self, mention: Mention, number: int) -> Ref | None:
        if self._grammar.has("they", loose(mention.name)):
            return None
        wanted = (
            (Kind.PERSON, Kind.NAME, Kind.OFFICE)
            if self._grammar.has("he", loose(mention.name))
            else (Kind.BODY,)
        )
        # `Elle` may be a delegation; English has `it` for that.
        of_things = Kind.BODY in wanted or not self._grammar.words.get("it")
        # `he` is mostly whom his own sentence named before; `it` what the sentence before did.
        own = [] if wanted == (Kind.BODY,) else [number]
        for back in (*own, *range(number - 1, max(-1, number - 4), -1)):
            there = [
                one
                for one in self._said
                if one.number == back
                and (one.mention.kind in wanted or (of_things and self._delegation(one.mention)))
                and (back < number or one.mention.end <= mention.first)
            ]
            for one in sorted(there, key=lambda each: not each.is_free):
                ref = self._delegation(one.mention) or self.ref(one.mention, back)
                if ref is not None:
                    return ref
        return None


def _is_same_office(known: str, said: str) -> bool:
    """Tell whether two names mean one office: equal, or one the beginning or end of the other."""
    if known == said:
        return True
    long, short = (known, said) if len(known) >= len(said) else (said, known)
    return long.endswith(" " + short) or long.startswith((short + " of ", short + " for "))


def _without_state(mention: Mention) -> list[str]:
    words = _parts(mention)
    # `the Serbian Task Force`: the adjective is no word of the fuller name.
    return words[1:] if mention.country and len(words) > 1 else words


def _parts(mention: Mention) -> list[str]:
    """Return the words of a name, those of a compound each (`CTL-Mission`)."""
    return loose(mention.name).replace("-", " ").split()


def _holds(long: Sequence[str], short: Sequence[str]) -> bool:
    rest = iter(long)
    return all(word in rest for word in short)
