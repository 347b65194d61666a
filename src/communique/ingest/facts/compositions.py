"""Compositions: who a body is made up of, and since when it exists."""

from __future__ import annotations

from collections.abc import Iterator

from communique.core.dates import PartialDate
from communique.core.evidence import Found
from communique.core.fact import Composition, Member
from communique.core.ref import Ref
from communique.ingest.facts.clause import Clause
from communique.ingest.facts.meetings import is_gathering
from communique.ingest.facts.mentions import Kind, Mention
from communique.ingest.facts.parties import Parties, Party

_SURE, _BY_PLACE = 0.9, 0.75
_BODIES = (Kind.BODY, Kind.NAME)


def compositions(clause: Clause) -> Iterator[Found[Composition]]:
    """Yield the composition that a clause tells."""
    grammar = clause.scene.grammar
    near = clause.lows[clause.before() : clause.first]
    if any(grammar.has("denying", low) or grammar.has("supposing", low) for low in near):
        return
    if clause.frame.form == "sitting":
        yield from _sitting(clause)
        return
    entered = grammar.closed_at(clause.frame, clause.lows, clause.end)
    entering = clause.frame.form == "entering"
    body = _body_at(clause, clause.end) if entering else _body(clause)
    if body is None:
        return
    mention, ref = body
    first = clause.parties(clause.behind_adverbs(entered + 1 if entering else clause.after()))
    # What leads to the members may be said again: `da idrologi … e da ingegneri …`.
    again = clause.parties_through(first.end, "by")
    listed = Parties(parties=(*first.parties, *again.parties), end=again.end)
    members = tuple(one for party in listed.parties for one in _members(clause, party))
    # One body alone is no composition: `the third body of the Organization`.
    if not members or (len(members) == 1 and not members[0].role):
        return
    if is_gathering(clause, clause.behind_adverbs(listed.end)):
        return
    span = clause.scene.span(
        clause.line,
        min(mention.first, clause.first),
        listed.end,
        rule=clause.frame.rule,
        confidence=_SURE,
    )
    since = established(clause, ref)
    yield Found(value=Composition(body=ref, members=members, established=since), span=span)


def _sitting(clause: Clause) -> Iterator[Found[Composition]]:
    """Yield a body told by those who sit in it (`officers of the Ministry work in it`)."""
    parties = [one for one in clause.subject().parties if one.main.kind is Kind.PEOPLE]
    members = tuple(one for party in parties for one in _members(clause, party) if one.body)
    place = clause.line.lister.behind_articles(clause.end)
    mention = clause.line.at.get(place)
    if not members or mention is None or mention.kind not in (*_BODIES, Kind.PRONOUN):
        return
    ref = clause.scene.naming.ref(mention, clause.line.number)
    if ref is None:
        return
    span = clause.scene.span(
        clause.line,
        parties[0].first,
        mention.end,
        rule=clause.frame.rule,
        confidence=_BY_PLACE,
    )
    since = established(clause, ref)
    yield Found(value=Composition(body=ref, members=members, established=since), span=span)


def _body(clause: Clause) -> tuple[Mention, Ref] | None:
    """Return the body that is told of: the nearest before `which`, else the sentence's first."""
    before = [one for one in clause.line.mentions if one.end <= clause.first]
    place = clause.before()
    relative = place > 0 and clause.is_relative(place - 1)
    if relative and (small := _small_body_before(clause, place - 1)) is not None:
        return small
    for mention in reversed(before) if relative else before:
        team = _team(clause, mention)
        if team is not None:
            return mention, team
        if mention.kind in _BODIES or _stands_for_body(clause, mention):
            ref = clause.scene.naming.ref(mention, clause.line.number)
            # A name that means somebody by another one is a surname, and no body's.
            is_person = mention.kind is Kind.NAME and ref is not None and ref.name != mention.name
            if ref is not None and not is_person:
                return mention, ref
    return _small_body(clause)


def _team(clause: Clause, mention: Mention) -> Ref | None:
    """Return a team or delegation of somebody, called as said."""
    if mention.kind is not Kind.PEOPLE:
        return None
    head = mention.name.casefold().split()[-1]
    if not clause.scene.grammar.has("collective", head):
        return None
    parties = clause.parties(mention.first).parties
    return clause.scene.ref(clause.line, parties[0]) if parties else None


def _body_at(clause: Clause, place: int) -> tuple[Mention, Ref] | None:
    mention = clause.line.at.get(clause.line.lister.behind_articles(place))
    if mention is None or mention.kind not in _BODIES:
        return None
    ref = clause.scene.naming.ref(mention, clause.line.number)
    return (mention, ref) if ref is not None else None


def _small_body_before(clause: Clause, relative: int) -> tuple[Mention, Ref] | None:
    """Return a body written small right before `which` (`the panel, which consists of …`)."""
    end = relative - (clause.lows[relative - 1] == ",")
    known = end - 1 in clause.line.within
    if known or end < 2 or not clause.scene.grammar.is_body(clause.lows[end - 1]):
        return None
    name = clause.line.sentence.text(end - 1, end)
    return Mention(kind=Kind.BODY, first=end - 1, end=end, name=name), Ref(name=name)


def _small_body(clause: Clause) -> tuple[Mention, Ref] | None:
    """Return a body written small with which the sentence begins (`The working group …`)."""
    grammar, lows = clause.scene.grammar, clause.lows
    first = clause.line.lister.behind_articles(0)
    end = first
    while end < clause.first and lows[end].isalpha() and not grammar.is_function(lows[end]):
        end += 1
    known = any(place in clause.line.within for place in range(first, end))
    if not first or end == first or known or not grammar.is_body(lows[end - 1]):
        return None
    name = clause.line.sentence.text(first, end)
    return Mention(kind=Kind.BODY, first=first, end=end, name=name), Ref(name=name)


def _stands_for_body(clause: Clause, mention: Mention) -> bool:
    is_it = clause.scene.grammar.has("it", mention.name.casefold())
    return mention.kind is Kind.PRONOUN and is_it


def _members(clause: Clause, party: Party) -> Iterator[Member]:
    """Yield the sorts of people in a party, each with the body or State that sends them.

    Of as many bodies as sorts each sends its own: investigators are a ministry's, prosecutors a
    prosecutor's office's. Otherwise everybody named sends every sort.
    """
    naming, number = clause.scene.naming, clause.line.number
    if party.main.kind is Kind.BODY:
        yield Member(role="", body=naming.ref(party.main, number))
        return
    if party.main.kind is Kind.STATE:
        yield Member(role="", body=Ref(name=party.main.name, code=party.main.code))
        return
    if party.main.kind is Kind.OFFICE:
        yield Member(role=party.main.name)
    if party.main.kind is not Kind.PEOPLE:
        return
    bodies = [ref for one in party.bodies if (ref := naming.ref(one, number)) is not None]
    senders = bodies or [_state(clause, code) for code in party.countries]
    roles = party.roles or (party.role,)
    if len(bodies) == len(roles) > 1:
        for role, body in zip(roles, bodies, strict=True):
            yield Member(role=role, body=body)
        return
    for role in roles:
        for sender in senders:
            yield Member(role=role, body=sender)
        if not senders:
            yield Member(role=role)


def _state(clause: Clause, code: str) -> Ref:
    term = clause.scene.lexicon.profile["country"].get(code)
    on = clause.scene.on
    if term is None or on is None:
        return Ref(name=code, code=code)
    return Ref(name=term.name(clause.scene.grammar.lang, on), code=code)


def established(clause: Clause, body: Ref) -> PartialDate | None:
    """Return since when a body exists, as any sentence of the text says."""
    for line in clause.scene.lines:
        for place in range(len(line.lows)):
            for frame, length in line.frames(place):
                if frame.form != "established" or place in line.within:
                    continue
                told = Clause(
                    scene=clause.scene, line=line, frame=frame, first=place, end=place + length
                )
                if since := _since(told, body):
                    return since
    return None


def _since(told: Clause, body: Ref) -> PartialDate | None:
    # Right behind the verb, or before one that ends its clause (`im Jahr 2006 gegründet`).
    near = [one for one in told.line.days if told.end <= one.first <= told.end + 2]
    near += [one for one in told.line.days if one.end == told.first]
    day = next(iter(near), None)
    if day is None:
        return None
    before = [one for one in told.line.mentions if one.end <= told.first]
    if not before and body.name in told.line.sentence.text(0, told.first):
        return day.value
    bodies = [one for one in before if one.kind in (*_BODIES, Kind.PRONOUN)]
    if not before and told.scene.grammar.drops_subject and told.line.number:
        # `Fu istituita nel 2009`: what the sentence before begins with.
        earlier = told.scene.lines[told.line.number - 1].mentions
        bodies = [one for one in earlier if one.kind in _BODIES]
    # The nearest, or what the sentence begins with: `The Group, a body of …, was set up in 2011`.
    for mention in (*bodies[-1:], *bodies[:1]):
        if told.scene.naming.ref(mention, told.line.number) == body:
            return day.value
    return None
