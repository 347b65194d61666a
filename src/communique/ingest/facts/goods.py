"""Things that are given: what, and how many."""

from __future__ import annotations

from dataclasses import dataclass

from communique.core.activity import Goods
from communique.ingest.facts.grammar import Grammar
from communique.ingest.facts.mentions import Kind
from communique.ingest.facts.numerals import counted, joins
from communique.ingest.facts.scene import Line

_LONGEST = 8
_STOPPING = (Kind.PERSON, Kind.OFFICE, Kind.STATE, Kind.PLACE, Kind.PRONOUN, Kind.DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsAt:
    """A list of things: words [first, end) of a sentence."""

    goods: tuple[Goods, ...]
    first: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Count:
    """How many, up to the word `end`; is_sure: a number stands there, and not about a number."""

    end: int
    quantity: int | None = None
    is_sure: bool = True
    is_definite: bool = False


def goods_at(line: Line, grammar: Grammar, place: int) -> GoodsAt | None:
    """Return the list of things that begins at a place, or None where none are told.

    Things are told with a number, or as a mass (`equipment`); what is given in other senses (a
    speech, an award, an office) is none.
    """
    found: list[Goods] = []
    first = end = place
    place = _behind_keys(line, grammar, place)
    while place < len(line.lows):
        one = _one(line, grammar, place, listed=bool(found))
        if one is None:
            break
        goods, end = one
        found.append(goods)
        place = end
        while place < len(line.lows) and (
            line.lows[place] == "," or grammar.has("and", line.lows[place])
        ):
            place += 1
        if place == end:
            break
        # `di tre barche e di due motori`
        of_more = place + 1 < len(line.lows) and grammar.number(line.lows[place + 1]) is not None
        place += of_more and grammar.has("goods_of", line.lows[place])
    return GoodsAt(goods=tuple(found), first=first, end=end) if found else None


def _behind_keys(line: Line, grammar: Grammar, place: int) -> int:
    """Return the place of the things themselves, where their keys stand for them."""
    after = place
    while after < len(line.lows) and grammar.has("articles", line.lows[after]):
        after += 1
    pair = line.lows[after : after + 2]
    is_keys = len(pair) == 2 and grammar.has("keys", pair[0]) and grammar.has("keys_of", pair[1])
    return after + 2 if is_keys else place


def _one(line: Line, grammar: Grammar, place: int, *, listed: bool) -> tuple[Goods, int] | None:
    """Return one thing and where its words end.

    listed: it stands in a list of things; without articles it may be one of them with no number.
    """
    count = _count(line, grammar, place)
    begin = end = count.end
    while end < min(len(line.lows), begin + _LONGEST) and not _stops(line, grammar, end, begin):
        end += 1
    while end > begin and any(
        grammar.has(use, line.lows[end - 1]) for use in ("adverbs", "goods_of")
    ):
        end -= 1
    if end == begin:
        return None
    head = _head(line, grammar, begin, end)
    if grammar.has("not_goods", head) or grammar.has("not_goods", head.removesuffix("s")):
        return None
    is_mass = grammar.has("mass_goods", line.lows[end - 1]) or grammar.has("mass_goods", head)
    if grammar.is_people(head) or line.lows[begin] in ("__", "-"):
        return None
    plain = listed and not grammar.has_articles and not grammar.is_verb(head)
    if not (is_mass or plain) and (count.quantity is None and count.is_sure):
        return None
    if count.is_definite and not is_mass and count.quantity is None:
        return None
    what = line.sentence.text(begin, end)
    quantity = count.quantity
    if is_mass and head == line.lows[end - 1] and count.quantity == 1:
        quantity = None
    return Goods(what=what, quantity=quantity if count.is_sure else None), end


def _head(line: Line, grammar: Grammar, begin: int, end: int) -> str:
    """Return the noun a phrase is about: the last word before its first `of`."""
    if grammar.heads_first:
        return line.lows[begin]
    for place in range(begin + 1, end):
        if grammar.has("goods_of", line.lows[place]):
            return line.lows[place - 1]
    return line.lows[end - 1]


def _count(line: Line, grammar: Grammar, place: int) -> _Count:
    """Return how many are said to be, behind words such as `about` and `a total of`."""
    is_sure, is_definite = True, False
    numbers: list[int] = []
    while place < len(line.lows):
        low = line.lows[place]
        if numbers and grammar.has("and", low) and _number_joins(line, grammar, place, numbers):
            pass
        elif grammar.has("approximately", low):
            is_sure = False
        elif grammar.has("many", low):
            # `dozens of boats`: nobody says how many.
            is_sure = False
            follows = line.lows[place + 1] if place + 1 < len(line.lows) else ""
            place += grammar.has("goods_of", follows)
        elif (number := grammar.number(low)) is not None:
            numbers.append(number)
        elif grammar.has("articles", low):
            is_definite = True
        elif grammar.has("loads", low) and _load_of(line, grammar, place):
            # `a shipment of 400 blankets`: the blankets are given.
            numbers, place = [], place + 1
        elif not (grammar.has("some_number", low) and _number_follows(line, grammar, place)):
            break
        place += 1
    quantity = counted(numbers) if numbers else None
    return _Count(end=place, quantity=quantity, is_sure=is_sure, is_definite=is_definite)


def _load_of(line: Line, grammar: Grammar, place: int) -> bool:
    near = line.lows[place + 1 : place + 3]
    return (
        len(near) > 1 and grammar.has("goods_of", near[0]) and grammar.number(near[1]) is not None
    )


def _number_follows(line: Line, grammar: Grammar, place: int) -> bool:
    near = line.lows[place + 1 : place + 4]
    return any(grammar.number(low) not in (None, 1) for low in near)


def _number_joins(line: Line, grammar: Grammar, place: int, numbers: list[int]) -> bool:
    after = line.lows[place + 1] if place + 1 < len(line.lows) else ""
    return joins(counted(numbers), grammar.number(after))


def _is_verb(line: Line, place: int) -> bool:
    """Tell whether a frame begins at a place; in a text `supplies` are things."""
    is_title = line.sentence.is_title
    return any(is_title or not frame.is_headline for frame, _ in line.frames(place))


def _stops(line: Line, grammar: Grammar, place: int, begin: int) -> bool:
    """Tell whether a thing's words end before a word."""
    low = line.lows[place]
    if grammar.has("goods_of", low) and place > begin:
        return False
    is_short_form = line.sentence.words[place].text.isupper() and len(low) > 1
    if not (low[:1].isalnum() or low in "-/") or (grammar.is_function(low) and not is_short_form):
        return True
    behind_noun = place > begin and line.sentence.words[place - 1].is_capital
    is_small = line.sentence.words[place].text[0].islower()
    if grammar.noun_capitals and behind_noun and is_small:
        # Behind its noun nothing belongs to a thing but another noun.
        return True
    if place > begin and (grammar.number(low) is not None or _is_verb(line, place)):
        return True
    after = line.lows[place + 1] if place + 1 < len(line.lows) else ""
    if place > begin and grammar.is_participle(low) and grammar.is_function(after):
        # `equipment purchased with …`; what stands before its noun belongs to it.
        return True
    mention = line.within.get(place)
    if mention is None:
        return any(day.first <= place < day.end for day in line.days)
    if mention.kind in _STOPPING:
        return True
    is_short = mention.end - mention.first == 1
    return mention.kind is Kind.BODY and not (is_short and mention.name.isupper())
