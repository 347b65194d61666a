"""Who a handover names: the parties it is of, and to whom something went."""

from __future__ import annotations

from communique.core.ref import Ref
from communique.ingest.facts.clause import Clause
from communique.ingest.facts.mentions import Kind
from communique.ingest.facts.parties import Party

_WIDEST_NAME = 5


def recipient_at(clause: Clause, place: int) -> tuple[Ref, int] | None:
    """Return who is named at a place to get something, and where the name ends.

    Several are one name, as said (`to the Police and to the Coast Guard`).
    """
    first = _first_recipient(clause, place)
    if first is None:
        return None
    further = clause.parties_through(first[1], "to")
    if not further.parties:
        return first
    begin = clause.line.lister.behind_articles(place)
    return Ref(name=clause.line.sentence.text(begin, further.end)), further.end


def _first_recipient(clause: Clause, place: int) -> tuple[Ref, int] | None:
    listed = clause.parties(place)
    if listed.parties and listed.parties[0].main.kind is not Kind.DAY:
        refs = [ref_of(clause, party) for party in listed.parties]
        party = listed.parties[0]
        ref = refs[0]
        unknown = party.main.kind is Kind.NAME and (ref is None or not ref.code)
        if len(refs) == 1 and (party.main.kind is Kind.PEOPLE or unknown):
            # `den Fischern von Lough`, `ai Vigili del fuoco`
            end = _behind_of(clause, party.end)
            return Ref(name=clause.line.sentence.text(party.first, end)), end
        if len(refs) == 1 and refs[0] is not None:
            return refs[0], listed.end
        begin = clause.line.lister.behind_articles(place)
        return Ref(name=clause.line.sentence.text(begin, listed.end)), listed.end
    return _small_name(clause, place)


def _small_name(clause: Clause, place: int) -> tuple[Ref, int] | None:
    """Return a body written small (`to local schools`)."""
    grammar = clause.scene.grammar
    begin = end = clause.line.lister.behind_articles(place)
    while end < min(len(clause.lows), begin + _WIDEST_NAME):
        low = clause.lows[end]
        known = end in clause.line.within and clause.line.within[end].kind is not Kind.PLACE
        if not low[:1].isalpha() or grammar.is_function(low) or known:
            break
        end += 1
    named = clause.lows[begin:end]
    bodies = any(grammar.is_body(low) or grammar.is_body(low.removesuffix("s")) for low in named)
    if not named or (grammar.number(named[0]) is not None and not bodies):
        return None
    if not (named[-1].endswith(grammar.name_endings) or bodies):
        return None
    if any(grammar.has("not_goods", low) or grammar.has("mass_goods", low) for low in named):
        return None
    end = _behind_of(clause, end)
    return Ref(name=clause.line.sentence.text(begin, end)), end


def _behind_of(clause: Clause, end: int) -> int:
    """Return where a name written small ends behind what it is of (`scuole di Lough`)."""
    grammar = clause.scene.grammar
    kinds = (Kind.STATE, Kind.PLACE, Kind.BODY, Kind.NAME, Kind.PEOPLE)
    apposed = end < len(clause.lows) and clause.lows[end].endswith(
        grammar.adjective_endings or ("\0",)
    )
    end += apposed and grammar.heads_first and not grammar.is_function(clause.lows[end])
    while end < len(clause.lows) and grammar.has("of_small", clause.lows[end]):
        begin = clause.line.lister.behind_articles(end + 1)
        mention = clause.line.at.get(begin)
        small = mention is None and "".join(clause.lows[begin : begin + 1]).isalpha()
        if mention is None and small and not grammar.is_function(clause.lows[begin]):
            end = begin + 1
        elif mention is not None and mention.kind in kinds:
            end = mention.end
        else:
            return end
    return end


def first_ref(clause: Clause, parties: tuple[Party, ...]) -> tuple[Party, Ref] | None:
    """Return the first of several parties that can be told who it is, and who it is."""
    for party in parties:
        ref = ref_of(clause, party)
        if ref is not None:
            return party, ref
    return None


def ref_of(clause: Clause, party: Party) -> Ref | None:
    """Return who a party of a handover is; people are called as said."""
    if party.main.kind is Kind.PEOPLE:
        return Ref(name=clause.line.sentence.text(party.first, party.end))
    if party.main.kind in (Kind.DAY, Kind.NATION):
        return None
    return clause.scene.ref(clause.line, party)


def is_body(clause: Clause, party: Party) -> bool:
    """Tell whether a party is a body, a State or people, and so gives what it hands over."""
    if party.main.kind is Kind.PRONOUN:
        return clause.scene.grammar.has("it", party.main.name.casefold())
    if party.main.kind is Kind.NAME:
        ref = clause.scene.ref(clause.line, party)
        return ref is not None and not ref.name.endswith(party.main.name)
    return party.main.kind in (Kind.BODY, Kind.STATE, Kind.PEOPLE)
