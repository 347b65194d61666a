"""Handovers: what was given, by whom, with whose money, and to whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from communique.core.evidence import Found
from communique.core.fact import Handover
from communique.core.ref import Ref
from communique.ingest.facts.clause import Clause
from communique.ingest.facts.gifts import Gift, filled, hands, with_money_before, with_slots
from communique.ingest.facts.goods import GoodsAt, goods_at
from communique.ingest.facts.happened import happens, is_told
from communique.ingest.facts.mentions import Kind, bare
from communique.ingest.facts.parties import Party
from communique.ingest.facts.recipients import first_ref, is_body, recipient_at

_FARTHEST_BEFORE = 24
_SIGNS = (",", ";", ":", ".")
_SURE, _WITHOUT_RECIPIENT = 0.9, 0.7


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
    return with_slots(clause, made)


def _told(clause: Clause, gift: Gift) -> Iterator[Found[Handover]]:
    donor, hand = gift.donor, gift.giver
    if "hand" not in clause.frame.flags or clause.frame.form.endswith("received"):
        donor, hand = donor or gift.giver, None
    elif gift.giver_is_body:
        donor = donor or gift.giver
    # Much is given, delivered and received that is no thing; with giver and recipient it mostly is.
    single = len(gift.goods.goods) == 1 and gift.goods.goods[0].quantity == 1
    if "shows" in clause.frame.flags and (single or gift.recipient is None):
        # `presented a handbook to judges`, `a donné un aperçu`: shown, and not given.
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
    gift = Gift(goods=goods, first=clause.first, end=goods.end, donor=_owner(clause))
    return with_slots(clause, gift)


def _owner(clause: Clause) -> Ref | None:
    """Return whose gift it is, as a possessive before it says (`Northland’s donation of …`)."""
    owner = clause.line.within.get(clause.first - 1)
    if owner is None or bare(clause.lows[owner.end - 1]) == clause.lows[owner.end - 1]:
        return None
    name = bare(owner.name)
    code = owner.code or owner.country
    return Ref(name=name, code=code)


def _active(clause: Clause) -> Gift | None:
    """Return what somebody gave, in either order: goods to somebody, somebody goods."""
    grammar = clause.scene.grammar
    subject = clause.subject().parties
    giver = first_ref(clause, subject)
    if giver is None:
        return None
    place = clause.behind_adverbs(clause.after())
    goods = goods_at(clause.line, grammar, place)
    recipient: Ref | None = None
    end = goods.end if goods else place
    given = _given_with(clause, goods) if goods else None
    if goods is not None and given is not None:
        name = clause.line.sentence.text(goods.first, goods.end)
        goods, recipient, end = given, Ref(name=name), given.end
    if goods is None:
        place += place < len(clause.lows) and grammar.has("to", clause.lows[place])
        named = recipient_at(clause, place)
        if named is None:
            return None
        recipient, end = named
        # Behind an apposition a comma closes it (`to the Director, Paul Modell, four beds`).
        closed = "," in clause.lows[place:end] and clause.lows[end : end + 1] == (",",)
        after = clause.behind_adverbs(end + closed)
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
        giver_is_body=is_body(clause, party),
    )
    return with_slots(clause, with_money_before(clause, gift))


def _given_with(clause: Clause, named: GoodsAt) -> GoodsAt | None:
    """Return what those got who look like goods (`provided five schools with 120 computers`)."""
    grammar, place = clause.scene.grammar, named.end
    if grammar.heads_first or place >= len(clause.lows):
        return None
    is_with = grammar.has("goods_with", clause.lows[place])
    return goods_at(clause.line, grammar, place + 1) if is_with else None


def _passive(clause: Clause) -> Gift | None:
    """Return what was given: goods before the verb, or the recipient (`was provided with`)."""
    joined = None if clause.is_passive() else _joined_passive(clause)
    before = clause.before() if joined is None else joined
    goods, paid = _goods_before(clause, before)
    if joined is None and not clause.is_passive() and not clause.line.sentence.is_title:
        return None
    if goods is None:
        return (_endowed(clause) or _bracketed(clause)) if joined is None else None
    gift = replace(paid, goods=goods, first=goods.first, end=clause.end)
    for place in range(before, clause.first if joined is not None else before):
        for frame, length in clause.line.frames(place):
            if frame.form in ("donated", "funded"):
                gift = replace(filled(clause, gift, frame.form, place + length), end=clause.end)
    return with_slots(clause, gift)


def _joined_passive(clause: Clause) -> int | None:
    """Return where the passive begins that a verb shares (`were bought by … and delivered`)."""
    grammar, lows = clause.scene.grammar, clause.lows
    if not clause.first or not grammar.has("and", lows[clause.first - 1]):
        return None
    for place in range(clause.first - 2, 0, -1):
        if lows[place] in (",", ";", ":"):
            return None
        if grammar.has("passive", lows[place]) and place not in clause.line.within:
            told = replace(clause, first=place + 1, end=place + 2)
            return told.before() if is_told(told) else None
    return None


def _bracketed(clause: Clause) -> Gift | None:
    """Return what was given where it stands behind its verb, or behind the first word of it.

    `Der Wache wurden vier Boote übergeben`, `Fueron entregadas cuatro lanchas a …`
    """
    grammar = clause.scene.grammar
    signs = (at for at in range(clause.end, len(clause.lows)) if clause.lows[at] in _SIGNS)
    limit = clause.closing if clause.frame.closing else next(signs, len(clause.lows))
    free = clause.frame.closing or grammar.drops_subject or not grammar.has_articles
    places = range(clause.end, limit if free else clause.end)
    goods = next((one for at in places if (one := _goods_whole(clause, at)) is not None), None)
    if goods is None:
        return None
    gift = replace(hands(clause), goods=goods)
    for place in range(clause.first):
        if gift.recipient is None and grammar.has("dative", clause.lows[place]):
            named = recipient_at(clause, place + 1)
            if named is not None and named[1] == clause.first:
                return replace(gift, recipient=named[0], first=place + 1)
    return replace(gift, end=max(gift.end, goods.end))


def _goods_whole(clause: Clause, place: int) -> GoodsAt | None:
    """Return the goods at a place where no word of theirs stands before it."""
    grammar, before = clause.scene.grammar, clause.lows[place - 1]
    amid = before[:1].isdecimal() or grammar.number(before) is not None
    amid = amid or grammar.has("prepositions", before)
    known = clause.line.within.get(place)
    if amid or (known is not None and known.kind is not Kind.NAME):
        return None
    return goods_at(clause.line, grammar, place)


def _endowed(clause: Clause) -> Gift | None:
    """Return what somebody was equipped with, by somebody or with somebody's money.

    With neither it is told of how they are, and of no gift (`The House is equipped with …`).
    """
    grammar, named = clause.scene.grammar, first_ref(clause, clause.subject().parties)
    place = clause.behind_adverbs(clause.after())
    giver: tuple[Party, Ref] | None = None
    if place < len(clause.lows) and grammar.has("by", clause.lows[place]):
        listed = clause.parties(place + 1)
        giver, place = first_ref(clause, listed.parties), clause.behind_adverbs(listed.end)
    if place < len(clause.lows) and grammar.has("goods_with", clause.lows[place]):
        place += 1
    elif grammar.words.get("goods_with"):
        return None
    goods = goods_at(clause.line, grammar, place)
    if named is None or goods is None or not is_body(clause, named[0]):
        return None
    gift = Gift(
        goods=goods, first=min(named[0].first, clause.first), end=goods.end, recipient=named[1]
    )
    if giver is not None:
        gift = replace(gift, giver=giver[1], giver_is_body=is_body(clause, giver[0]))
    gift = with_slots(clause, with_money_before(clause, gift))
    return gift if gift.giver or gift.donor or gift.funders else None


def _received(clause: Clause) -> Gift | None:
    named = first_ref(clause, clause.subject().parties)
    place = clause.behind_adverbs(clause.after())
    giver: tuple[Party, Ref] | None = None
    if place < len(clause.lows) and clause.scene.grammar.has("giver_from", clause.lows[place]):
        # `hat vom Büro vier Fahrzeuge erhalten`: who gave it may stand before what was given.
        listed = clause.parties(place + 1)
        giver, place = first_ref(clause, listed.parties), clause.behind_adverbs(listed.end)
    goods = goods_at(clause.line, clause.scene.grammar, place)
    if named is None or goods is None:
        return None
    party, ref = named
    gift = Gift(goods=goods, first=min(party.first, clause.first), end=goods.end, recipient=ref)
    if giver is not None:
        gift = replace(gift, giver=giver[1], giver_is_body=is_body(clause, giver[0]))
    return with_slots(clause, gift)


def _goods_before(clause: Clause, verb: int) -> tuple[GoodsAt | None, Gift]:
    """Return the goods that end before a verb, and whose money or gift a phrase there says."""
    nothing = GoodsAt(goods=(), first=verb, end=verb)
    none = Gift(goods=nothing, first=verb, end=verb)
    for place in range(max(0, verb - _FARTHEST_BEFORE), verb):
        before = clause.lows[place - 1] if place else ","
        listed = clause.scene.grammar.has("listing", before)
        if before.isalnum() and not listed:
            continue
        goods = goods_at(clause.line, clause.scene.grammar, place)
        if goods is None:
            continue
        # `The donation, which consists of ten laptops, was handed over …`
        if clause.lows[goods.end : verb] == ((",",) if listed else ()):
            return goods, none
        if listed:
            continue
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
    grammar = clause.scene.grammar
    if not grammar.heads_first and grammar.has("giver_from", clause.lows[place]):
        # `400 blankets from Northland were delivered`
        made = filled(clause, gift, "donated", place + 1)
        return made if made.end == verb else None
    return None
