"""Handovers: what was given, by whom, with whose money, and to whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from communique.core.evidence import Found
from communique.core.fact import Handover
from communique.core.ref import Ref
from communique.ingest.facts.clause import Clause
from communique.ingest.facts.goods import GoodsAt, goods_at
from communique.ingest.facts.happened import happens, is_told
from communique.ingest.facts.mentions import Kind, Mention
from communique.ingest.facts.parties import Party

_WIDEST_NAME = 5
_FARTHEST_BEFORE = 24
_SURE, _WITHOUT_RECIPIENT = 0.9, 0.7


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


def handovers(clause: Clause) -> Iterator[Found[Handover]]:
    """Yield the handover that a clause tells."""
    gift = _gift(clause)
    while gift is not None:
        yield from _told(clause, gift)
        gift = _further(clause, gift)


def _further(clause: Clause, gift: Gift) -> Gift | None:
    """Return what the same giver gave to somebody else (`… beds to A and ten boats to B`)."""
    if clause.frame.form not in ("active", "headline") or gift.recipient is None:
        return None
    place = gift.end
    while place < len(clause.lows) and clause.is_joint(place):
        place += 1
    goods = goods_at(clause.line, clause.scene.grammar, place) if place > gift.end else None
    if goods is None:
        return None
    made = replace(gift, goods=goods, end=goods.end, recipient=None)
    return _with_slots(clause, made)


def _told(clause: Clause, gift: Gift) -> Iterator[Found[Handover]]:
    donor, hand = gift.donor, gift.giver
    if "hand" not in clause.frame.flags or clause.frame.form.endswith("received"):
        donor, hand = donor or gift.giver, None
    elif gift.giver_is_body:
        donor = donor or gift.giver
    # Much is given, delivered and received that is no thing; with giver and recipient it mostly is.
    single = len(gift.goods.goods) == 1 and gift.goods.goods[0].quantity == 1
    if single and "shows" in clause.frame.flags:
        # `presented a handbook to judges`: shown, and not given.
        return
    needed = donor if clause.frame.form.endswith("received") else gift.recipient
    if needed is None and (clause.frame.form.endswith("received") or hand is not None):
        return
    if gift.recipient is None and donor is None:
        return
    value = Handover(
        items=gift.goods.goods,
        donor=donor,
        funders=gift.funders,
        recipient=gift.recipient,
        handed_over_by=hand,
    )
    sure = _SURE if gift.recipient else _WITHOUT_RECIPIENT
    span = clause.scene.span(
        clause.line, gift.first, gift.end, rule=clause.frame.rule, confidence=sure
    )
    yield Found(value=value, span=span)


def _gift(clause: Clause) -> Gift | None:
    form = clause.frame.form
    if not is_told(clause):
        return None
    if form == "passive":
        return _passive(clause)
    if form in ("active", "headline") and not clause.is_passive():
        return _active(clause)
    if form in ("received", "headline_received"):
        return _received(clause)
    if form == "event":
        return _event(clause) if happens(clause) else None
    return _apposed(clause) if form == "donated" else None


def _apposed(clause: Clause) -> Gift | None:
    """Return goods of which a comma says whose gift they are (`microscopes, a gift of …`)."""
    if not clause.first or clause.lows[clause.first - 1] != ",":
        return None
    goods, _ = _goods_before(clause, clause.first - 1)
    if goods is None:
        return None
    gift = filled(
        clause, Gift(goods=goods, first=goods.first, end=clause.end), "donated", clause.end
    )
    return gift if gift.donor else None


def _event(clause: Clause) -> Gift | None:
    """Return what was given in an act told by a noun (`the handover of … to … took place`)."""
    goods = goods_at(clause.line, clause.scene.grammar, clause.end)
    if goods is None:
        return None
    return _with_slots(clause, Gift(goods=goods, first=clause.first, end=goods.end))


def _active(clause: Clause) -> Gift | None:
    """Return what somebody gave, in either order: goods to somebody, somebody goods."""
    grammar = clause.scene.grammar
    subject = clause.subject().parties
    giver = _first_ref(clause, subject)
    if giver is None:
        return None
    place = clause.behind_adverbs(clause.after())
    goods = goods_at(clause.line, grammar, place)
    recipient: Ref | None = None
    end = goods.end if goods else place
    if goods is None:
        place += place < len(clause.lows) and grammar.has("to", clause.lows[place])
        named = recipient_at(clause, place)
        if named is None:
            return None
        recipient, end = named
        after = clause.behind_adverbs(end)
        if after < len(clause.lows) and grammar.has("with", clause.lows[after]):
            after += 1
        goods = goods_at(clause.line, grammar, after)
        end = goods.end if goods else end
    if goods is None:
        return None
    party, ref = giver
    gift = Gift(
        goods=goods,
        first=min(party.first, clause.first),
        end=end,
        recipient=recipient,
        giver=ref,
        giver_is_body=_is_body(clause, party),
    )
    return _with_slots(clause, _with_money_before(clause, gift))


def _with_money_before(clause: Clause, gift: Gift) -> Gift:
    """Return a gift with whose money a phrase before the verb says (`With funds from …`)."""
    for place in range(clause.first):
        for frame, length in clause.line.frames(place):
            if frame.form == "funded":
                # Behind a comma follows who gave it, and not who paid for it.
                paid = _funders(clause, place + length, before=gift.first)
                return replace(gift, funders=gift.funders or paid)
    return gift


def _passive(clause: Clause) -> Gift | None:
    """Return what was given: goods before the verb, or the recipient (`was provided with`)."""
    before = clause.before()
    goods, paid = _goods_before(clause, before)
    if not clause.is_passive() and not clause.line.sentence.is_title:
        return None
    if goods is None:
        return None
    gift = replace(paid, goods=goods, first=goods.first, end=clause.end)
    return _with_slots(clause, gift)


def _received(clause: Clause) -> Gift | None:
    named = _first_ref(clause, clause.subject().parties)
    place = clause.behind_adverbs(clause.after())
    giver: tuple[Party, Ref] | None = None
    if place < len(clause.lows) and clause.scene.grammar.has("giver_from", clause.lows[place]):
        # `hat vom Büro vier Fahrzeuge erhalten`: who gave it may stand before what was given.
        listed = clause.parties(place + 1)
        giver, place = _first_ref(clause, listed.parties), clause.behind_adverbs(listed.end)
    goods = goods_at(clause.line, clause.scene.grammar, place)
    if named is None or goods is None:
        return None
    party, ref = named
    gift = Gift(goods=goods, first=min(party.first, clause.first), end=goods.end, recipient=ref)
    if giver is not None:
        gift = replace(gift, giver=giver[1], giver_is_body=_is_body(clause, giver[0]))
    return _with_slots(clause, gift)


def _goods_before(clause: Clause, verb: int) -> tuple[GoodsAt | None, Gift]:
    """Return the goods that end before a verb, and whose money or gift a phrase there says."""
    nothing = GoodsAt(goods=(), first=verb, end=verb)
    none = Gift(goods=nothing, first=verb, end=verb)
    for place in range(max(0, verb - _FARTHEST_BEFORE), verb):
        if place and clause.line.lows[place - 1].isalnum():
            continue
        goods = goods_at(clause.line, clause.scene.grammar, place)
        if goods is None:
            continue
        if goods.end == verb:
            return goods, none
        paid = _phrase_between(clause, goods.end, verb, none)
        if paid is not None:
            return goods, paid
    return None, none


def _phrase_between(clause: Clause, place: int, verb: int, gift: Gift) -> Gift | None:
    """Return who is named between goods and their verb (`cars funded by Norway were …`)."""
    place += clause.lows[place] == ","
    for frame, length in clause.line.frames(place):
        if frame.form in ("donated", "funded"):
            made = filled(clause, gift, frame.form, place + length)
            between = clause.lows[made.end : verb]
            return made if made is not gift and between in ((), (",",)) else None
    return None


def _with_slots(clause: Clause, gift: Gift) -> Gift:
    """Return a gift with what the rest of its clause says: to whom, by whom, whose money."""
    lows = clause.lows
    place = max(gift.goods.end, gift.end, clause.end)
    while place < len(lows):
        for frame, length in clause.line.frames(place):
            if frame.form in ("donated", "funded"):
                gift = filled(clause, gift, frame.form, place + length)
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


def _funders(clause: Clause, place: int, *, before: int) -> tuple[Ref, ...]:
    parties = [one for one in clause.parties(place).parties if one.end <= before]
    return tuple(ref for party in parties if (ref := _ref(clause, party)) is not None)


def hands(clause: Clause) -> Gift:
    """Return by whom and to whom something was given that an earlier sentence tells of."""
    nothing = GoodsAt(goods=(), first=clause.first, end=clause.end)
    return _with_slots(clause, Gift(goods=nothing, first=clause.first, end=clause.end))


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
        found = _first_ref(clause, parties.parties)
        if found is None:
            return gift
        party, ref = found
        return replace(gift, giver=ref, giver_is_body=_is_body(clause, party), end=party.end)
    return gift


def filled(clause: Clause, gift: Gift, form: str, place: int) -> Gift:
    """Return a gift with the donor or the funders named at a place."""
    listed = clause.parties(place)
    refs = tuple(ref for party in listed.parties if (ref := _ref(clause, party)) is not None)
    if not refs:
        return gift
    if form == "donated":
        return replace(gift, donor=gift.donor or refs[0], end=listed.parties[0].end)
    return replace(gift, funders=gift.funders or refs, end=listed.end)


def recipient_at(clause: Clause, place: int) -> tuple[Ref, int] | None:
    """Return who is named at a place to get something, and where the name ends."""
    listed = clause.parties(place)
    if listed.parties and listed.parties[0].main.kind is not Kind.DAY:
        refs = [_ref(clause, party) for party in listed.parties]
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
    if not named or grammar.number(named[0]) is not None:
        return None
    if not (named[-1].endswith("s") or any(grammar.is_body(low) for low in named)):
        return None
    if any(grammar.has("not_goods", low) or grammar.has("mass_goods", low) for low in named):
        return None
    return Ref(name=clause.line.sentence.text(begin, end)), end


def _first_ref(clause: Clause, parties: tuple[Party, ...]) -> tuple[Party, Ref] | None:
    for party in parties:
        ref = _ref(clause, party)
        if ref is not None:
            return party, ref
    return None


def _ref(clause: Clause, party: Party) -> Ref | None:
    if party.main.kind is Kind.PEOPLE:
        return Ref(name=clause.line.sentence.text(party.first, party.end))
    if party.main.kind in (Kind.DAY, Kind.NATION):
        return None
    return clause.scene.ref(clause.line, party)


def _is_body(clause: Clause, party: Party) -> bool:
    if party.main.kind is Kind.PRONOUN:
        return clause.scene.grammar.has("it", party.main.name.casefold())
    if party.main.kind is Kind.NAME:
        ref = clause.scene.ref(clause.line, party)
        return ref is not None and not ref.name.endswith(party.main.name)
    return party.main.kind in (Kind.BODY, Kind.STATE, Kind.PEOPLE)
