"""What the words around a gift say of it: to whom it went, by whose hand, with whose money."""

from __future__ import annotations

from dataclasses import dataclass, replace

from communique.core.ref import Ref
from communique.ingest.facts.clause import Clause
from communique.ingest.facts.goods import GoodsAt
from communique.ingest.facts.mentions import Kind, Mention
from communique.ingest.facts.recipients import first_ref, is_body, recipient_at, ref_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Gift:
    """A handover as far as it is told: words [first, end) of a sentence."""

    goods: GoodsAt
    first: int
    end: int
    recipient: Ref | None = None
    giver: Ref | None = None
    giver_is_body: bool = False
    donor: Ref | None = None
    funders: tuple[Ref, ...] = ()


def with_slots(clause: Clause, gift: Gift) -> Gift:
    """Return a gift with what the rest of its clause says: to whom, by whom, whose money."""
    lows = clause.lows
    place = max(gift.goods.end, gift.end, clause.end)
    while place < len(lows):
        for frame, length in clause.line.frames(place):
            if frame.form in ("donated", "funded", "behalf"):
                gift = filled(clause, gift, frame.form, place + length)
                place = max(gift.end, place + length)
                break
            if frame.form == "by":
                gift = _put(clause, gift, "by", place + length)
                place = max(gift.end, place + length)
                break
            if frame.kind == "handover" and frame.form != "passive":
                return gift
        else:
            slot = _slot(clause, place)
            if slot is None and _begins_clause(clause, place):
                return gift
            if slot is None:
                place = place + 1
                continue
            made = _put(clause, gift, *slot)
            place = max(made.end, place + 1) if made is not gift else place + 1
            gift = made
    return gift


def with_money_before(clause: Clause, gift: Gift) -> Gift:
    """Return a gift with whose money or on whose behalf, as a phrase before the verb says."""
    for place in range(clause.first):
        for frame, length in clause.line.frames(place):
            if frame.form not in ("funded", "behalf"):
                continue
            # Behind a comma follows who gave it, and not who paid for it.
            named = _funders(clause, place + length, before=gift.first)
            if frame.form == "funded":
                return replace(gift, funders=gift.funders or named)
            return replace(gift, donor=gift.donor or next(iter(named), None))
    return gift


def _funders(clause: Clause, place: int, *, before: int) -> tuple[Ref, ...]:
    parties = [one for one in clause.parties(place).parties if one.end <= before]
    return tuple(ref for party in parties if (ref := ref_of(clause, party)) is not None)


def hands(clause: Clause) -> Gift:
    """Return by whom and to whom something was given that an earlier sentence tells of."""
    nothing = GoodsAt(goods=(), first=clause.first, end=clause.end)
    return with_slots(clause, Gift(goods=nothing, first=clause.first, end=clause.end))


def _begins_clause(clause: Clause, place: int) -> bool:
    """Tell whether a verb that has nothing to do with the gift follows an `and` or a comma."""
    grammar, before = clause.scene.grammar, clause.lows[place - 1]
    joined = before == "," or grammar.has("and", before)
    return joined and grammar.is_verb(clause.lows[place]) and place not in clause.line.within


def _slot(clause: Clause, place: int) -> tuple[str, int] | None:
    """Return what a word says of who is named behind it or at it, and where that one is named."""
    grammar, low = clause.scene.grammar, clause.lows[place]
    mention = clause.line.at.get(place)
    if mention is not None and grammar.instrumental:
        return _case(clause, mention), place
    if place in clause.line.within:
        return None
    use = next((use for use in ("to", "by", "giver_from") if grammar.has(use, low)), None)
    if use == "giver_from" and grammar.heads_first and not clause.frame.form.endswith("received"):
        # `en présence du Ministre`: whose it is, and not from whom it came.
        return None
    if use is not None:
        return use, place + 1
    # A dative right behind the verb or its adverbs; behind a noun it is a genitive.
    dative = grammar.has("dative", low) and clause.behind_adverbs(clause.end) == place
    return ("to", place + 1) if dative else None


def _case(clause: Clause, mention: Mention) -> str:
    """Return what a case says of somebody named without a preposition: by whom, or to whom."""
    grammar = clause.scene.grammar
    lows = clause.lows[mention.first : mention.end]
    return "by" if any(low in grammar.instrumental for low in lows) else "to"


def _put(clause: Clause, gift: Gift, slot: str, place: int) -> Gift:
    if slot == "to" and gift.recipient is None:
        named = recipient_at(clause, place)
        return replace(gift, recipient=named[0], end=named[1]) if named else gift
    if slot in ("by", "giver_from") and gift.giver is None:
        parties = clause.parties(place)
        found = first_ref(clause, parties.parties)
        if found is None or found[0].main.kind is Kind.PLACE:
            return gift
        party, ref = found
        return replace(gift, giver=ref, giver_is_body=is_body(clause, party), end=party.end)
    return gift


def filled(clause: Clause, gift: Gift, form: str, place: int) -> Gift:
    """Return a gift with the donor or the funders named at a place."""
    listed = clause.parties(place)
    refs = tuple(ref for party in listed.parties if (ref := ref_of(clause, party)) is not None)
    if not refs:
        return gift
    if form in ("donated", "behalf"):
        return replace(gift, donor=gift.donor or refs[0], end=listed.parties[0].end)
    return replace(gift, funders=gift.funders or refs, end=listed.end)
